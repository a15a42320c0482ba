"""A model looks at an image: one recorded call, of the picture made small."""

import base64
import io
import json

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image
from pytest_django.fixtures import Settings

from copilot.models import User
from imaging import errand_transitions, looking, storage, sweep, tasks
from imaging.attempts import TextAttempts
from imaging.models import GeneratedImage, Look, ProviderAttempt
from imaging.services import image_describe, image_look, image_take_alt_text
from tests.emulator import behaviours
from tests.emulator.behaviours import Behaviour
from tests.emulator.server import GeminiEmulator
from tests.factories import make_image, make_job, make_png

pytestmark = pytest.mark.django_db

FIRST, SECOND = "gemini-3.8-flash", "gemini-3.5-flash-lite"
POST = "We mended the pump, and nobody had to stay late."
SEEN = {
    "title": "Close the open hand",
    "instruction": "Let the hand at the left hold the tablet.",
    "reason": "Its fingers end in the air.",
}
ALT = "Two engineers bend over a pump in a bright hall, one of them pointing at a gauge."
SIGHT = behaviours.text(json.dumps({"suggestions": [SEEN], "alt_text": ALT}))


@pytest.fixture(autouse=True)
def _with_key(gemini: GeminiEmulator, settings: Settings) -> None:
    settings.GEMINI_API_KEY = "a-test-key-0001"
    settings.GEMINI_BASE_URL = gemini.base_url
    settings.GEMINI_TEXT_MODELS = [FIRST, SECOND]


@pytest.fixture
def image(owner: User) -> GeneratedImage:
    large = storage.store(make_png(size=(2752, 1536)), "png")
    return make_image(owner, job=make_job(owner, content=POST), original=large)


def looked(image: GeneratedImage) -> Look:
    image_look(image)
    row = Look.objects.get(image=image)
    looking.run(row.pk)
    row.refresh_from_db()
    return row


def rows() -> list[tuple[str, str, str]]:
    return list(ProviderAttempt.objects.values_list("model", "status", "error_code"))


def test_the_picture_goes_small_and_with_its_post(
    image: GeneratedImage, gemini: GeminiEmulator
) -> None:
    gemini.script(SIGHT)
    assert image.job is not None
    version = image.job.version

    row = looked(image)

    assert (row.status, row.suggestions, row.alt_text, row.model) == ("done", [SEEN], ALT, FIRST)
    (call,) = gemini.calls
    assert POST in call.prompt
    assert "A lighthouse" in call.prompt
    assert call.body["generationConfig"]["responseJsonSchema"]["required"]
    sent = call.body["contents"][-1]["parts"][0]["inlineData"]
    with Image.open(io.BytesIO(base64.urlsafe_b64decode(sent["data"]))) as picture:
        assert picture.size == (1024, 572)
    attempt = ProviderAttempt.objects.get()
    assert (attempt.owner, attempt.subject, attempt.purpose) == (image.owner, row.pk, "text")
    image.job.refresh_from_db()
    assert image.job.version > version
    bill = looking.bill(row)
    assert bill is not None
    assert (bill.input_tokens, bill.output_tokens, bill.cost_usd) == (60, 25, None)


def test_what_is_measured_already_is_named(image: GeneratedImage, gemini: GeminiEmulator) -> None:
    gemini.script(SIGHT)
    looked(image)
    assert "<known>\nMore contrast" in gemini.calls[0].prompt


def test_the_description_waits_for_the_person(
    image: GeneratedImage, gemini: GeminiEmulator
) -> None:
    assert not image_take_alt_text(image)
    gemini.script(SIGHT)
    image_describe(image, "My own words.")

    looked(image)

    image.refresh_from_db()
    assert image.alt_text == "My own words."
    assert image_take_alt_text(image)
    image.refresh_from_db()
    assert image.alt_text == ALT


@pytest.mark.parametrize(
    ("answer", "code", "said"),
    [
        (behaviours.text("A fine picture."), "unusable_answer", "answer could not be used"),
        (behaviours.blocked(), "content_blocked", "declines to look"),
        (behaviours.bad_key(), "authentication", "refused the API key"),
        (behaviours.zero_quota(), "quota_exceeded", "quota"),
    ],
)
def test_a_failure_is_a_sentence_and_may_be_asked_again(
    image: GeneratedImage, gemini: GeminiEmulator, answer: Behaviour, code: str, said: str
) -> None:
    gemini.script(answer, standing=True)

    row = looked(image)

    assert (row.status, row.error_code) == ("failed", code)
    assert said in row.error_message
    assert errand_transitions.ask(Look, image=image) is not None


def test_a_file_that_is_gone_ends_it(
    image: GeneratedImage, gemini: GeminiEmulator, caplog: pytest.LogCaptureFixture
) -> None:
    default_storage.delete(image.original.name)

    row = looked(image)

    assert (row.status, row.error_message) == ("failed", "Something went wrong inside Easel.")
    assert gemini.calls == []


def test_one_whose_worker_died_ends_with_its_call(image: GeneratedImage) -> None:
    row = errand_transitions.ask(Look, image=image)
    assert row is not None
    TextAttempts(image.owner, subject=row.pk).started("gemini", FIRST)

    Look.objects.update(begun_at=timezone.now() - errand_transitions.LOST_AFTER)
    sweep.sweep_jobs()

    row.refresh_from_db()
    assert (row.status, rows()) == ("failed", [(FIRST, "lost", "")])
    assert row.error_message == "Gemini was not done looking in time."


def test_an_upload_has_no_card_to_tell(owner: User, gemini: GeminiEmulator) -> None:
    gemini.script(SIGHT)
    assert looked(make_image(owner, operation="upload", prompt="", provider="")).status == "done"


def test_one_that_no_worker_has_heard_of_is_seen_to_by_the_first_that_looks(
    image: GeneratedImage, gemini: GeminiEmulator
) -> None:
    gemini.script(SIGHT)
    row = errand_transitions.ask(Look, image=image)
    assert row is not None
    sweep.sweep_jobs()
    assert not tasks.run_errand()

    Look.objects.update(asked_at=timezone.now() - 2 * errand_transitions.LOST_AFTER)
    sweep.sweep_jobs()
    sweep.sweep_jobs()
    assert tasks.run_errand()
    assert not tasks.run_errand()

    row.refresh_from_db()
    assert row.status == "done"


def test_two_that_hear_of_it_ask_once(image: GeneratedImage, gemini: GeminiEmulator) -> None:
    row = errand_transitions.ask(Look, image=image)
    assert row is not None
    assert errand_transitions.begin(row)

    looking.run(row.pk)

    assert gemini.calls == []
