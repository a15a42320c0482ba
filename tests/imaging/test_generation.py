"""From a queued job to stored images, against the emulator and the local renderer."""

import base64
import hashlib
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from copilot.models import User
from imaging import attempts as attempts_log
from imaging import generation, storage, sweep, tasks, transitions
from imaging.inputs import JobInput
from imaging.models import (
    AttemptStatus,
    GeneratedImage,
    GenerationJob,
    JobStage,
    JobStatus,
    StoredFile,
)
from imaging.pictures.verify import VerifiedPicture, verify
from imaging.providers.gemini import GeminiProvider
from imaging.providers.types import Format, ImagePayload, ImageRequest, ImageResult
from imaging.services import job_cancel, job_create
from tests.emulator import behaviours, pictures
from tests.emulator.server import GeminiEmulator
from tests.imaging.image_models import FIRST, SECOND

pytestmark = pytest.mark.django_db

PROMPT = "A lighthouse above a calm harbour"


def run(owner: User, **asked: object) -> GenerationJob:
    job = job_create(owner=owner, job_input=JobInput(**{"prompt": PROMPT} | asked))  # type: ignore[arg-type]
    assert tasks.run_next()
    job.refresh_from_db()
    return job


def attempts(job: GenerationJob) -> list[tuple[str, str, str]]:
    return [(each.model, each.status, each.error_code) for each in job.attempts.all()]


def test_gemini_paints_and_every_byte_is_kept(owner: User, with_gemini: GeminiEmulator) -> None:
    job = run(owner, format=Format.SQUARE)

    image = GeneratedImage.objects.get()
    assert (job.status, job.stage, job.notice) == (JobStatus.SUCCEEDED, JobStage.DONE, "")
    assert (image.job, image.owner) == (job, owner)
    assert (image.provider, image.model, image.ai_generated) == ("gemini", FIRST, True)
    assert (image.width, image.height) == (1024, 1024)
    assert image.mime_type == "image/png"
    assert storage.read(image.original).startswith(b"\x89PNG")
    assert image.sha256 in image.original.name
    assert storage.read(image.thumbnail).startswith(b"\xff\xd8\xff")
    assert attempts(job) == [(FIRST, AttemptStatus.SUCCEEDED, "")]
    assert len(with_gemini.calls) == 1


def test_a_job_asks_the_database_no_more_than_it_must(
    owner: User, with_gemini: GeminiEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before its call above all: of sixteen jobs at once the last waits for all the others'."""
    before_call: list[int] = []
    generate = GeminiProvider.generate

    def counted(provider: GeminiProvider, model: str, request: ImageRequest) -> ImageResult:
        before_call.append(asked(queries))
        return generate(provider, model, request)

    monkeypatch.setattr(GeminiProvider, "generate", counted)
    job_create(owner=owner, job_input=JobInput(prompt=PROMPT))
    with CaptureQueriesContext(connection) as queries:
        assert tasks.run_next()

    assert before_call == [10]
    assert asked(queries) == 20


def test_a_call_lasts_until_its_answer_and_no_longer(
    owner: User, with_gemini: GeminiEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A picture may wait for others to be decoded, which no provider is to blame for."""

    def slow_verify(data: bytes) -> VerifiedPicture:
        time.sleep(0.5)
        return verify(data)

    monkeypatch.setattr(generation, "verify", slow_verify)
    with_gemini.state.latency_s = 0.1
    began = time.perf_counter()
    latency_ms = run(owner).attempts.get().latency_ms
    assert latency_ms is not None
    assert 100 <= latency_ms <= (time.perf_counter() - began - 0.5) * 1000


def test_pictures_that_come_together_are_decoded_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    payload = ImagePayload(pictures.png((64, 64)), "image/png")
    at_once, most = 0, []
    lock = threading.Lock()

    def slow_verify(data: bytes) -> VerifiedPicture:
        nonlocal at_once
        with lock:
            at_once += 1
            most.append(at_once)
        time.sleep(0.02)
        with lock:
            at_once -= 1
        return verify(data)

    monkeypatch.setattr(generation, "verify", slow_verify)
    monkeypatch.setattr(generation, "IN_TURN", threading.BoundedSemaphore(2))
    with ThreadPoolExecutor(6) as pool:
        paintings = list(pool.map(generation._check, [payload] * 6))

    assert max(most) == 2
    assert {each.width for each in paintings} == {64}


def asked(queries: CaptureQueriesContext) -> int:
    """How many of the queries begin or end no transaction."""
    kinds = ("SELECT", "INSERT", "UPDATE", "DELETE")
    return sum(query["sql"].startswith(kinds) for query in queries)


def test_the_original_is_what_the_provider_sent_to_the_last_byte(
    owner: User, with_gemini: GeminiEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[bytes] = []
    make = pictures.unique_base64

    def noted(size: tuple[int, int], noisy: bool = False) -> tuple[bytes, bytes]:
        pieces = make(size, noisy)
        sent.append(base64.b64decode(b"".join(pieces)))
        return pieces

    monkeypatch.setattr(pictures, "unique_base64", noted)

    image = run(owner).images.get()

    assert [storage.read(image.original)] == sent
    assert image.sha256 == hashlib.sha256(sent[0]).hexdigest()


def test_no_connection_is_held_while_a_provider_paints(
    owner: User, with_gemini: GeminiEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls_before: list[int] = []
    monkeypatch.setattr(
        attempts_log, "release_connection", lambda: calls_before.append(len(with_gemini.calls))
    )
    with_gemini.script(behaviours.zero_quota(), target=FIRST)

    run(owner)

    # Once before each of the two calls.
    assert calls_before == [0, 1]
    assert len(with_gemini.calls) == 2


def test_canvas_draws_where_no_key_is_set(owner: User) -> None:
    job = run(owner, content="We cut errors by 38 percent.")

    image = job.images.get()
    assert (image.provider, image.ai_generated, image.cost_usd) == ("canvas", False, Decimal(0))
    assert (image.width, image.height) == Format.LANDSCAPE.size
    assert job.notice == ""


def test_several_images_are_all_different(owner: User) -> None:
    job = run(owner, content="We cut errors by 38 percent.", count=3)

    images = job.images.order_by("index")
    assert [image.index for image in images] == [0, 1, 2]
    assert len({image.sha256 for image in images}) == 3


def test_the_second_model_stands_in_and_the_first_ones_failure_is_on_record(
    owner: User, with_gemini: GeminiEmulator
) -> None:
    with_gemini.script(behaviours.zero_quota(), target=FIRST)
    job = run(owner)

    assert job.images.get().model == SECOND
    assert attempts(job) == [
        (FIRST, AttemptStatus.FAILED, "quota_exceeded"),
        (SECOND, AttemptStatus.SUCCEEDED, ""),
    ]


def test_canvas_stands_in_and_says_why(owner: User, with_gemini: GeminiEmulator) -> None:
    with_gemini.script(behaviours.zero_quota(), standing=True)
    job = run(owner)

    assert job.status == JobStatus.SUCCEEDED
    assert not job.images.get().ai_generated
    assert "Gemini failed: the quota for this model is used up." in job.notice


def test_blocked_content_is_never_shopped_around(owner: User, with_gemini: GeminiEmulator) -> None:
    with_gemini.script(behaviours.blocked())
    job = run(owner)

    assert (job.status, job.error_code) == (JobStatus.FAILED, "content_blocked")
    assert job.error_action is not None
    offer = job.error_action.pop("offer")
    assert job.error_action == {"kind": "edit_prompt", "label": "Change the prompt", "at": None}
    assert (offer["prompt"], offer["is_new"]) == (PROMPT, False)
    assert len(with_gemini.calls) == 1
    assert not GeneratedImage.objects.exists()


def test_an_image_that_is_none_is_an_invalid_image(
    owner: User, with_gemini: GeminiEmulator, settings: Settings
) -> None:
    settings.IMAGE_PROVIDERS = ["gemini"]
    settings.GEMINI_IMAGE_MODELS = [FIRST]
    with_gemini.script(behaviours.damaged("not_an_image"), standing=True)
    job = run(owner)

    assert (job.status, job.error_code, job.error_retryable) == (
        JobStatus.FAILED,
        "invalid_image",
        True,
    )
    assert not StoredFile.objects.exists()


def test_a_cancelled_job_leaves_no_image(
    owner: User, with_gemini: GeminiEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cancelled while the picture is checked: what came is dropped, the row says cancelled."""
    check = generation._check

    def cancel_first(payload: object) -> object:
        job_cancel(GenerationJob.objects.get())
        return check(payload)  # type: ignore[arg-type]

    monkeypatch.setattr(generation, "_check", cancel_first)
    job = run(owner)

    assert (job.status, job.claim) == (JobStatus.CANCELLED, None)
    assert attempts(job) == [(FIRST, AttemptStatus.CANCELLED, "")]
    assert not GeneratedImage.objects.exists()


@pytest.mark.parametrize("step", ["enter", "succeed"])
def test_a_crash_between_steps_loses_nothing(
    owner: User, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """The process dies: nothing is caught, nothing is cleaned up; the sweep makes it good."""

    class Killed(BaseException):
        pass

    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(transitions, step, die)
        with pytest.raises(Killed):
            run(owner)
    assert not GeneratedImage.objects.exists()

    GenerationJob.objects.update(lease_expires_at=timezone.now())
    sweep.sweep_jobs()
    assert tasks.run_next()

    job = GenerationJob.objects.get()
    assert (job.status, job.claims) == (JobStatus.SUCCEEDED, 2)
    image = job.images.get()
    assert default_storage.exists(image.original.name)
    StoredFile.objects.update(touched_at=timezone.now() - 2 * storage.UNUSED_FOR)
    assert storage.sweep() == 0


def test_a_storage_that_fails_fails_the_job_with_a_reason(
    owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(storage, "store_all", broken)
    job = run(owner)

    assert (job.status, job.error_code, job.error_retryable) == (
        JobStatus.FAILED,
        "internal",
        True,
    )
    assert "disk" not in job.error_message


def test_what_failed_lately_is_not_asked_again(owner: User, with_gemini: GeminiEmulator) -> None:
    with_gemini.script(behaviours.zero_quota(), target=FIRST, standing=True)
    run(owner)
    with_gemini.state.calls.clear()

    job = run(owner, count=2)

    assert [call.model for call in with_gemini.calls] == [SECOND, SECOND]
    assert attempts(job)[0] == (FIRST, AttemptStatus.SKIPPED, "quota_exceeded")


def test_a_model_that_is_gone_is_called_once(owner: User, with_gemini: GeminiEmulator) -> None:
    with_gemini.retire(FIRST)
    assert attempts(run(owner))[0] == (FIRST, AttemptStatus.FAILED, "model_retired")
    assert attempts(run(owner))[0] == (FIRST, AttemptStatus.SKIPPED, "model_retired")
    assert [call.model for call in with_gemini.calls] == [FIRST, SECOND, SECOND]


def test_canvas_says_why_where_nobody_was_asked(owner: User, with_gemini: GeminiEmulator) -> None:
    with_gemini.script(behaviours.zero_quota(), standing=True)
    run(owner)
    with_gemini.state.calls.clear()

    job = run(owner)

    assert with_gemini.calls == []
    assert "Gemini failed: the quota for this model is used up." in job.notice


def test_alone_it_fails_with_what_it_failed_with_before(
    owner: User, with_gemini: GeminiEmulator, settings: Settings
) -> None:
    settings.IMAGE_PROVIDERS = ["gemini"]
    with_gemini.script(behaviours.zero_quota(), standing=True)
    assert run(owner).error_code == "all_providers_failed"

    job = run(owner)

    assert (job.error_code, job.error_retryable) == ("quota_exceeded", True)
    assert job.error_action is not None
    assert job.error_action["at"]


def test_two_ideas_for_one_post_give_two_pictures(owner: User) -> None:
    post = "We cut errors by 38 percent."
    jobs = [run(owner, content=post, prompt=prompt) for prompt in ("A picker", "Four columns")]

    assert len({job.images.get().sha256 for job in jobs}) == 2
