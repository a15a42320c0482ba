"""From a queued job to stored images, against the emulator and the local renderer."""

import base64
import hashlib
from decimal import Decimal

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from pytest_django.fixtures import Settings

from copilot.models import User
from imaging import generation, storage, sweep, tasks, transitions
from imaging.models import (
    AttemptStatus,
    GeneratedImage,
    GenerationJob,
    JobStage,
    JobStatus,
    StoredFile,
)
from imaging.providers.types import Format
from imaging.services import job_cancel
from tests.emulator import behaviours, pictures
from tests.emulator.server import GeminiEmulator
from tests.imaging.image_models import FIRST
from tests.imaging.running import attempts, run

pytestmark = pytest.mark.django_db


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


def test_two_ideas_for_one_post_give_two_pictures(owner: User) -> None:
    post = "We cut errors by 38 percent."
    jobs = [run(owner, content=post, prompt=prompt) for prompt in ("A picker", "Four columns")]

    assert len({job.images.get().sha256 for job in jobs}) == 2
