"""Edit, restyle, vary and references, from the job to what the model is sent."""

import base64
from decimal import Decimal

import pytest
from pytest_django.fixtures import Settings

from copilot.models import User
from imaging import storage, tasks
from imaging.inputs import JobInput
from imaging.models import GeneratedImage, GenerationJob, JobStatus
from imaging.providers.types import Format, Operation
from imaging.services import job_create, job_retry
from imaging.trash import image_trash
from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator
from tests.factories import make_image, make_job
from tests.imaging.running import run_job

pytestmark = pytest.mark.django_db

POST = "We cut errors by 38 percent."


@pytest.fixture
def with_gemini(gemini: GeminiEmulator, settings: Settings) -> GeminiEmulator:
    settings.IMAGE_PROVIDERS = ["gemini", "canvas"]
    settings.GEMINI_API_KEY = "a-test-key-0001"
    settings.GEMINI_BASE_URL = gemini.base_url
    settings.GEMINI_IMAGE_MODELS = ["gemini-nano-banana-2.1"]
    settings.GEMINI_MAX_RETRIES = 0
    return gemini


@pytest.fixture
def source(owner: User) -> GeneratedImage:
    return make_image(owner, job=make_job(owner, content=POST, status=JobStatus.SUCCEEDED))


def run(owner: User, **asked: object) -> GenerationJob:
    return run_job(owner, JobInput(**asked))  # type: ignore[arg-type]


def _failed(job: GenerationJob) -> GenerationJob:
    job.status = JobStatus.FAILED
    return job


def sent(gemini: GeminiEmulator) -> tuple[list[bytes], str]:
    """The pictures of the last call, in order, and its prompt."""
    parts = gemini.calls[-1].body["contents"][0]["parts"]
    blobs = [part["inlineData"]["data"] for part in parts if "inlineData" in part]
    return [base64.urlsafe_b64decode(blob) for blob in blobs], gemini.calls[-1].prompt


def test_an_edit_sends_its_source_then_its_references(
    owner: User, source: GeneratedImage, with_gemini: GeminiEmulator
) -> None:
    looks = [make_image(owner, colour=colour) for colour in ("red", "blue")]
    job = run(
        owner,
        operation=Operation.EDIT,
        prompt="Make it night",
        source_image_id=source.pk,
        reference_ids=[str(look.pk) for look in looks],
    )
    pictures, prompt = sent(with_gemini)
    assert pictures == [storage.read(image.original) for image in (source, *looks)]
    assert prompt.startswith("Edit the first picture. Make it night.")
    child = job.images.get()
    assert (child.parent, child.operation, child.prompt) == (source, "edit", "Make it night")
    assert child.ai_generated


def test_references_go_in_order_with_a_word_on_what_each_is_for(
    owner: User, with_gemini: GeminiEmulator
) -> None:
    pictures = [make_image(owner, colour=colour) for colour in ("red", "blue", "green")]
    job = run(
        owner,
        prompt="A cup on a desk",
        reference_ids=[str(each.pk) for each in pictures],
        reference_roles=["logo", "subject", "style"],
    )
    assert job.status == JobStatus.SUCCEEDED
    parts, prompt = sent(with_gemini)
    assert parts == [storage.read(each.original) for each in pictures]
    assert prompt.startswith("A cup on a desk.")
    for told in ("Image 1 is a logo", "Image 2 shows the subject", "Image 3 is a style reference"):
        assert told in prompt
    again = job_retry(_failed(job))
    assert (again.reference_ids, again.reference_roles) == (job.reference_ids, job.reference_roles)


def test_a_model_without_room_for_pictures_is_passed_over_with_the_reason(
    owner: User, with_gemini: GeminiEmulator, settings: Settings
) -> None:
    settings.IMAGE_PROVIDERS = ["imagen", "gemini", "canvas"]
    settings.IMAGEN_AUTO_FALLBACK = True
    settings.IMAGEN_BASE_URL = with_gemini.base_url
    job = run(owner, prompt="A cup", reference_ids=[str(make_image(owner).pk)])
    skipped = job.attempts.get(status="skipped")
    assert (skipped.provider, skipped.error_code) == ("imagen", "unsupported_option")
    assert skipped.error_detail == "takes no pictures"
    assert job.images.get().provider == "gemini"
    assert job.notice == ""


def test_canvas_says_that_it_did_not_look(owner: User, with_gemini: GeminiEmulator) -> None:
    with_gemini.script(behaviours.zero_quota(), standing=True)
    pictures = [str(make_image(owner, colour=colour).pk) for colour in ("red", "blue")]
    job = run(owner, prompt="A cup", reference_ids=pictures, reference_roles=["logo", "style"])
    assert job.images.get().provider == "canvas"
    assert "the 2 pictures you attached were not used" in job.notice


def test_an_edit_with_a_logo_goes_past_canvas_to_a_model_that_sees_it(
    owner: User, with_gemini: GeminiEmulator, settings: Settings
) -> None:
    settings.IMAGE_PROVIDERS = ["canvas"]
    drawn = run(owner, content=POST).images.get()
    settings.IMAGE_PROVIDERS = ["gemini", "canvas"]
    asked = {"operation": Operation.EDIT, "prompt": "another design", "source_image_id": drawn.pk}
    assert run(owner, **asked).images.get().provider == "canvas"
    logo = {"reference_ids": [str(make_image(owner).pk)], "reference_roles": ["logo"]}
    assert run(owner, **asked, **logo).images.get().provider == "gemini"
    assert "Image 2 is a logo" in sent(with_gemini)[1]


@pytest.mark.parametrize("operation", [Operation.RESTYLE, Operation.VARY])
def test_what_the_source_shows_is_said_without_being_asked(
    owner: User, source: GeneratedImage, with_gemini: GeminiEmulator, operation: Operation
) -> None:
    job = run(owner, operation=operation, source_image_id=source.pk, style="minimal")
    assert "What it is of: A lighthouse." in sent(with_gemini)[1]
    assert (job.prompt, job.content) == ("A lighthouse", POST)
    assert job.images.get().parent == source


def test_an_edits_instruction_is_not_taken_for_what_is_to_be_seen(
    owner: User, with_gemini: GeminiEmulator
) -> None:
    edited = make_image(owner, operation=Operation.EDIT, prompt="Make it night")
    run(owner, operation=Operation.VARY, source_image_id=edited.pk)
    assert "Make it night" not in sent(with_gemini)[1]


def test_canvas_never_works_from_what_a_model_made(
    owner: User, source: GeneratedImage, with_gemini: GeminiEmulator
) -> None:
    with_gemini.script(behaviours.zero_quota(), standing=True)
    for operation in (Operation.EDIT, Operation.RESTYLE, Operation.VARY):
        job = run(
            owner, operation=operation, prompt="x", style="minimal", source_image_id=source.pk
        )
        assert (job.status, job.error_code) == (JobStatus.FAILED, "quota_exceeded")
        assert not job.attempts.filter(provider="canvas").exists()


class TestCanvas:
    @pytest.fixture
    def drawn(self, owner: User, settings: Settings) -> GeneratedImage:
        settings.IMAGE_PROVIDERS = ["canvas"]
        return run(owner, content=POST).images.get()

    def test_varies_what_it_drew_each_time_anew(self, owner: User, drawn: GeneratedImage) -> None:
        made = [
            run(owner, operation=Operation.VARY, source_image_id=drawn.pk, count=2)
            for _ in range(2)
        ]
        images = [image for job in made for image in job.images.all()]
        assert len({image.sha256 for image in [drawn, *images]}) == 5
        assert {image.parent for image in images} == {drawn}
        assert not any(image.ai_generated for image in images)

    def test_restyles_what_it_drew(self, owner: User, drawn: GeneratedImage) -> None:
        job = run(owner, operation=Operation.RESTYLE, source_image_id=drawn.pk, style="blueprint")
        assert job.images.get().sha256 != drawn.sha256

    def test_what_descends_from_an_ai_image_says_so(
        self, owner: User, drawn: GeneratedImage
    ) -> None:
        GeneratedImage.objects.update(ai_generated=True)
        job = run(owner, operation=Operation.VARY, source_image_id=drawn.pk)
        image = job.images.get()
        assert (image.provider, image.ai_generated) == ("canvas", True)

    def test_edits_what_it_drew_again_and_again(self, owner: User, drawn: GeneratedImage) -> None:
        source = drawn
        for instruction in ("Use blue", "Change the text to Nobody looks.", "No shapes"):
            job = run(
                owner, operation=Operation.EDIT, prompt=instruction, source_image_id=source.pk
            )
            source = job.images.get()
        assert source.drawing is not None
        assert source.drawing["words"] == "Nobody looks."
        assert source.drawing["changes"]["bare"]
        assert source.drawing["changes"]["palette"] == "harbour"

    def test_does_not_edit_what_it_does_not_understand(
        self, owner: User, drawn: GeneratedImage
    ) -> None:
        job = run(owner, operation=Operation.EDIT, prompt="A dog", source_image_id=drawn.pk)
        assert (job.error_code, job.attempts.count()) == ("unsupported_option", 0)

    def test_edits_its_own_before_any_model_and_leaves_the_rest_to_them(
        self, owner: User, drawn: GeneratedImage, with_gemini: GeminiEmulator
    ) -> None:
        own = run(owner, operation=Operation.EDIT, prompt="Use blue", source_image_id=drawn.pk)
        rest = run(owner, operation=Operation.EDIT, prompt="A dog", source_image_id=drawn.pk)
        assert (own.images.get().provider, own.estimated_cost_usd) == ("canvas", Decimal(0))
        assert rest.images.get().provider == "gemini"


@pytest.mark.parametrize("gone", ["source", "reference"])
def test_a_picture_that_has_gone_meanwhile_is_told_of(
    owner: User, source: GeneratedImage, with_gemini: GeminiEmulator, gone: str
) -> None:
    look = make_image(owner, colour="red")
    job = job_create(
        owner=owner,
        job_input=JobInput(
            operation=Operation.RESTYLE,
            source_image_id=source.pk,
            reference_ids=[str(look.pk)],
            format=Format.SQUARE,
        ),
    )
    GeneratedImage.objects.filter(pk={"source": source, "reference": look}[gone].pk).delete()
    assert tasks.run_next()
    job.refresh_from_db()
    assert (job.status, job.error_code) == (JobStatus.FAILED, "unsupported_option")
    assert "no longer there" in job.error_message
    assert with_gemini.calls == []


def test_a_picture_that_was_thrown_away_meanwhile_is_not_sent(
    owner: User, source: GeneratedImage, with_gemini: GeminiEmulator
) -> None:
    image_trash(source)
    job = run(owner, operation=Operation.VARY, source_image_id=source.pk)
    assert (job.status, job.error_code) == (JobStatus.FAILED, "unsupported_option")
    assert "no longer there" in job.error_message
    assert with_gemini.calls == []


def test_somebody_elses_picture_is_never_read(
    owner: User, stranger: User, with_gemini: GeminiEmulator
) -> None:
    theirs = make_image(stranger)
    job = run(owner, prompt="x", reference_ids=[str(theirs.pk)])
    assert job.error_code == "unsupported_option"
    assert with_gemini.calls == []
