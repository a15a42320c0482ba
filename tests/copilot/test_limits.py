"""What costs money in the chat is asked for at the API's rates, and a refusal loses nothing."""

import json
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from copilot import services
from copilot.models import Conversation, Idea, IdeaJob, Message, MessageStatus, User
from imaging.models import GenerationJob
from tests.factories import make_job

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def browser(client: Client, owner: User, settings: Settings) -> Client:
    settings.JOB_RATE = "1/hour"
    client.force_login(owner)
    return client


@pytest.fixture
def reply(owner: User) -> Message:
    """One that was stopped, with an idea."""
    conversation = services.conversation_open(owner=owner, pk=uuid.uuid4())
    reply = services.message_send(conversation=conversation, text="Notes")
    services.reply_stop(reply)
    Idea.objects.create(
        message=reply, position=0, kind="people", style="photographic", prompt="A lighthouse"
    )
    return reply


def send_url(conversation: Conversation) -> str:
    return reverse("copilot:message-send", args=[conversation.pk])


def use_up(browser: Client) -> None:
    new = reverse("copilot:message-send", args=[uuid.uuid4()])
    assert browser.post(new, {"text": "The first"}).status_code == 302


def test_a_message_too_many_is_refused_with_a_toast(browser: Client, reply: Message) -> None:
    use_up(browser)
    before = Message.objects.count()

    refused = browser.post(send_url(reply.conversation), {"text": "One more"}, headers=HTMX)

    assert refused.status_code == 429
    toast = json.loads(refused["HX-Trigger"])["toast"]
    assert toast["tone"] == "error"
    assert toast["text"].endswith("try again in 60 minutes.")
    assert Message.objects.count() == before


def test_without_scripts_the_text_comes_back(browser: Client, reply: Message) -> None:
    use_up(browser)
    for url in (send_url(reply.conversation), f"/c/{uuid.uuid4()}/messages/"):
        refused = browser.post(url, {"text": "My long notes"})
        assert refused.status_code == 429
        assert "My long notes" in refused.content.decode()
        assert "too often" in refused.content.decode()


def test_so_are_images_and_both_retries(browser: Client, owner: User, reply: Message) -> None:
    shown = IdeaJob.objects.create(
        message=reply, job=make_job(owner, status="failed"), born=1, version=1
    )
    use_up(browser)
    jobs = GenerationJob.objects.count()

    for url in (
        reverse("copilot:idea-generate", args=[reply.ideas.get().pk]),
        reverse("copilot:message-retry", args=[reply.pk]),
        reverse("copilot:job-retry", args=[shown.job_id]),
    ):
        refused = browser.post(url, {"prompt": "A lighthouse"}, headers=HTMX)
        assert refused.status_code == 429, url
        assert "toast" in json.loads(refused["HX-Trigger"])
        plain = browser.post(url, {"prompt": "A lighthouse"}, follow=True)
        assert "too often" in plain.content.decode()

    assert GenerationJob.objects.count() == jobs
    reply.refresh_from_db()
    assert reply.status == MessageStatus.STOPPED


def test_stopping_is_never_refused(browser: Client, owner: User, reply: Message) -> None:
    use_up(browser)
    written = services.message_send(conversation=reply.conversation, text="More")
    assert browser.post(reverse("copilot:message-stop", args=[written.pk])).status_code == 302
    written.refresh_from_db()
    assert written.status == MessageStatus.STOPPED


def test_the_chat_and_the_api_share_one_count_per_person(
    browser: Client, owner_api: APIClient, stranger_api: APIClient
) -> None:
    use_up(browser)
    assert owner_api.post("/api/v1/jobs/", {"prompt": "A lighthouse"}).status_code == 429
    assert stranger_api.post("/api/v1/jobs/", {"prompt": "A lighthouse"}).status_code < 300
