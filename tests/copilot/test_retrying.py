"""The chat's "Try again" and "Try with Imagen"."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from copilot.models import Conversation, IdeaJob, Message, User
from imaging import tasks
from imaging.inputs import JobInput
from imaging.keys import key_save
from imaging.models import GenerationJob
from imaging.services import job_create
from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator

pytestmark = pytest.mark.django_db

GEMINI, IMAGEN = "gemini-nano-banana-2.1", "imagen-4.0-generate-001"


@pytest.fixture
def failed(owner: User, gemini: GeminiEmulator, settings: Settings) -> IdeaJob:
    """A job that ended before Imagen, beneath a message."""
    settings.IMAGE_PROVIDERS = ["gemini", "imagen", "canvas"]
    settings.IMAGEN_AUTO_FALLBACK = False
    settings.GEMINI_API_KEY = "a-test-key-0001"
    settings.GEMINI_BASE_URL = gemini.base_url
    settings.GEMINI_IMAGE_MODELS = [GEMINI]
    gemini.state.models[IMAGEN] = "predict"
    gemini.script(behaviours.zero_quota(), target=GEMINI, standing=True)
    conversation = Conversation.objects.create(pk=uuid.uuid4(), owner=owner, version=2)
    message = Message.objects.create(
        conversation=conversation,
        author=Message.Author.COPILOT,
        status="complete",
        born=1,
        version=1,
    )
    job = job_create(owner=owner, job_input=JobInput(prompt="A lighthouse"))
    assert tasks.run_next()
    return IdeaJob.objects.create(message=message, job=job, born=2, version=2)


def retry(browser: Client, failed: IdeaJob, **posted: str) -> int:
    return browser.post(reverse("copilot:job-retry", args=[failed.job_id]), posted).status_code


def test_the_card_offers_imagen_and_the_click_begins_there(
    browser: Client, failed: IdeaJob
) -> None:
    page = browser.get(reverse("copilot:conversation", args=[failed.message.conversation_id]))
    assert b"Try with Imagen" in page.content
    assert b'name="start_at" value="imagen"' in page.content

    assert retry(browser, failed, start_at="imagen") == 302
    assert tasks.run_next()

    made = GenerationJob.objects.get(retry_of=failed.job)
    assert made.images.get().provider == "imagen"
    assert made.idea_job.message == failed.message


def test_twice_is_once_and_a_plain_retry_is_another_job(browser: Client, failed: IdeaJob) -> None:
    for start_at in ("imagen", "imagen", ""):
        assert retry(browser, failed, start_at=start_at) == 302
    starts = GenerationJob.objects.filter(retry_of=failed.job).values_list("start_at", flat=True)
    assert sorted(starts) == ["", "imagen"]


def test_once_the_retry_has_ended_there_may_be_another(browser: Client, failed: IdeaJob) -> None:
    for _ in range(2):
        assert retry(browser, failed) == 302
        assert retry(browser, failed) == 302
        assert tasks.run_next()

    assert GenerationJob.objects.filter(retry_of=failed.job).count() == 2


def test_a_key_that_was_used_for_something_else_is_told(browser: Client, failed: IdeaJob) -> None:
    key = f"retry-{failed.job_id}-0"
    job_create(owner=failed.job.owner, job_input=JobInput(prompt="A pier"), key=key)

    response = browser.post(
        reverse("copilot:job-retry", args=[failed.job_id]), headers={"HX-Request": "true"}
    )

    assert response.status_code == 409
    assert "HX-Trigger" in response.headers


def test_a_card_leads_to_the_key_that_was_refused_and_on_from_there(
    browser: Client, owner: User, failed: IdeaJob, gemini: GeminiEmulator, settings: Settings
) -> None:
    settings.IMAGE_PROVIDERS = ["gemini"]
    gemini.script(behaviours.bad_key(), target=GEMINI, standing=True)
    key_save(owner=owner, provider="gemini", key="AIza-of-the-owner-8080")
    retry(browser, failed)
    assert tasks.run_next()

    page = browser.get(reverse("copilot:conversation", args=[failed.message.conversation_id]))

    made = GenerationJob.objects.get(retry_of=failed.job)
    card = page.content.decode().split(f'id="job-{made.pk}"')[1].split('class="job card"')[0]
    assert f'href="{reverse("copilot:settings")}"' in card
    assert "Check your key" in card
    assert reverse("copilot:job-retry", args=[made.pk]) in card


def test_a_provider_out_of_use_is_refused(browser: Client, failed: IdeaJob) -> None:
    retry(browser, failed, start_at="openai")
    assert not GenerationJob.objects.filter(retry_of=failed.job).exists()
