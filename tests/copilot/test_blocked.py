"""The card of a blocked prompt: another one to read, to change and to send."""

import uuid

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from copilot import services
from copilot.models import Conversation, Idea, IdeaJob, User
from imaging import rewording, tasks
from imaging.inputs import JobInput
from imaging.models import GenerationJob, JobStatus, Rewording
from imaging.services import job_create
from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator
from tests.factories import make_draft

pytestmark = pytest.mark.django_db

IMAGE, TEXT = "gemini-nano-banana-2.1", "gemini-3.8-flash"
POST = "We cut pick errors in our warehouse by 38 percent in six weeks."
BLOCKED = "A soldier with a gun"


@pytest.fixture
def job(owner: User, gemini: GeminiEmulator, settings: Settings) -> GenerationJob:
    """One that was blocked, shown beneath a message."""
    settings.GEMINI_API_KEY = "a-test-key-0001"
    settings.GEMINI_BASE_URL = gemini.base_url
    settings.GEMINI_IMAGE_MODELS = [IMAGE]
    settings.GEMINI_TEXT_MODELS = [TEXT]
    conversation = services.conversation_open(owner=owner, pk=uuid.uuid4())
    reply = services.message_send(conversation=conversation, text="Notes")
    services.reply_stop(reply)
    idea = Idea.objects.create(
        message=reply, position=0, kind="people", style="photographic", prompt=BLOCKED,
        description="A soldier",
    )  # fmt: skip
    make_draft(conversation, POST)
    gemini.script(behaviours.blocked(), target=IMAGE)
    made = job_create(owner=owner, job_input=JobInput(prompt=BLOCKED, content=POST))
    IdeaJob.objects.create(message=reply, idea=idea, job=made, born=1, version=1)
    assert tasks.run_next()
    made.refresh_from_db()
    return made


def page(browser: Client, job: GenerationJob) -> str:
    conversation = Conversation.objects.get(messages__idea_jobs__job=job)
    return browser.get(conversation.get_absolute_url()).content.decode()


def test_the_card_offers_a_prompt_and_says_how_it_came_about(
    browser: Client, job: GenerationJob
) -> None:
    shown = page(browser, job)
    assert "The model declined this prompt for safety reasons." in shown
    assert "Try this prompt instead" in shown
    assert "Written by rules, without AI." in shown
    assert "“gun”" in shown
    assert "Ask Gemini to reword it" in shown
    assert "One text call to Gemini, price not known." in shown
    # The same prompt would be refused again.
    assert f"/jobs/{job.pk}/retry/" not in shown


def test_without_a_text_model_none_is_offered(
    browser: Client, job: GenerationJob, settings: Settings
) -> None:
    settings.GEMINI_API_KEY = ""
    assert "to reword it" not in page(browser, job)
    response = browser.post(f"/jobs/{job.pk}/reword/", headers={"hx-request": "true"})
    assert (response.status_code, Rewording.objects.count()) == (409, 0)


def test_what_the_person_sends_is_made_once_and_the_editor_closes(
    browser: Client, job: GenerationJob
) -> None:
    form = {"prompt": "A picker at a shelf", "key": str(uuid.uuid4())}
    assert f'id="offer-{job.pk}-open" open>' in page(browser, job)
    for _ in range(2):
        assert browser.post(f"/jobs/{job.pk}/reprompt/", form).status_code == 302
    again = GenerationJob.objects.get(retry_of=job)
    assert (again.prompt, again.content) == ("A picker at a shelf", POST)
    assert tasks.run_next()
    again.refresh_from_db()
    assert again.status == JobStatus.SUCCEEDED
    shown = page(browser, job)
    assert f'id="offer-{job.pk}-sent">' in shown
    assert "<h3>A picker at a shelf</h3>" not in shown
    assert again.images.count() == 1


@pytest.mark.parametrize("prompt", ["", "x" * 5001])
def test_what_cannot_be_sent_is_told_of(browser: Client, job: GenerationJob, prompt: str) -> None:
    response = browser.post(
        f"/jobs/{job.pk}/reprompt/", {"prompt": prompt}, headers={"hx-request": "true"}
    )
    assert response.status_code == 422
    assert "prompt" in response.headers["HX-Trigger"]
    assert not GenerationJob.objects.filter(retry_of=job).exists()


def test_a_reworded_prompt_comes_into_the_card_and_waits_there(
    browser: Client, job: GenerationJob, gemini: GeminiEmulator
) -> None:
    gemini.script(behaviours.text("A quiet street at dawn."), target=TEXT)
    assert browser.post(f"/jobs/{job.pk}/reword/").status_code == 302
    row = Rewording.objects.get(job=job)
    waiting = page(browser, job)
    assert "The prompt is being reworded." in waiting
    assert "Ask Gemini" not in waiting

    rewording.run(row.pk)
    shown = page(browser, job)
    assert ">A quiet street at dawn.</textarea>" in shown
    assert f"Reworded by Gemini, {TEXT}." in shown
    assert not GenerationJob.objects.filter(retry_of=job).exists()


def test_a_rewording_that_failed_says_why_and_can_be_asked_for_again(
    browser: Client, job: GenerationJob, gemini: GeminiEmulator
) -> None:
    gemini.script(behaviours.zero_quota(), target=TEXT)
    browser.post(f"/jobs/{job.pk}/reword/")
    rewording.run(Rewording.objects.get(job=job).pk)
    shown = page(browser, job)
    assert "It could not be reworded: the quota for this model is used up." in shown
    assert "Ask Gemini to reword it" in shown
