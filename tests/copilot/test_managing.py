"""Renaming, archiving and deleting a conversation, on its page and in the list."""

import uuid

import pytest
from django.test import Client

from copilot import services, transitions
from copilot.models import Conversation, IdeaJob, Message, User
from imaging.models import GeneratedImage
from tests.factories import make_image, make_job

pytestmark = pytest.mark.django_db


@pytest.fixture
def conversation(owner: User) -> Conversation:
    found = services.conversation_open(owner=owner, pk=uuid.uuid4())
    services.message_send(conversation=found, text="Docks on a schedule")
    return found


def url(conversation: Conversation, what: str) -> str:
    return f"{conversation.get_absolute_url()}{what}/"


def test_a_name_by_hand_is_kept_whatever_is_drafted(
    browser: Client, conversation: Conversation
) -> None:
    browser.post(url(conversation, "rename"), {"title": " Mine "})
    reply = transitions.claim_next()
    assert reply
    transitions.stream(reply, text="", draft="A hook", assistant="a", model="m")
    transitions.complete(reply, notice="", ideas=[])
    conversation.refresh_from_db()
    assert conversation.title == "Mine"


def test_an_empty_name_is_refused_beside_the_field(
    browser: Client, conversation: Conversation
) -> None:
    refused = browser.post(url(conversation, "rename"), {"title": " "})
    assert refused.status_code == 422
    assert "Give it a name." in refused.content.decode()
    conversation.refresh_from_db()
    assert conversation.title == "Docks on a schedule"


def test_the_archive_is_out_of_the_list_and_back(
    browser: Client, conversation: Conversation
) -> None:
    link = f'<a href="{conversation.get_absolute_url()}">Docks on a schedule</a>'
    assert link in browser.get("/").content.decode()
    browser.post(url(conversation, "archive"))
    assert link not in browser.get("/").content.decode()
    assert link in browser.get("/posts/?archived=1").content.decode()
    browser.post(url(conversation, "archive"), {"restore": "1"})
    assert link in browser.get("/").content.decode()
    assert "Nothing is archived" in browser.get("/posts/?archived=1").content.decode()


def test_writing_in_it_brings_it_back(browser: Client, conversation: Conversation) -> None:
    browser.post(url(conversation, "archive"))
    browser.post(url(conversation, "messages"), {"text": "More"})
    conversation.refresh_from_db()
    assert conversation.archived_at is None


def test_what_deleting_takes_is_said_before_and_images_stay(
    browser: Client, conversation: Conversation, owner: User
) -> None:
    reply = Message.objects.get(author="copilot")
    for status in ("succeeded", "queued"):
        job = make_job(owner, status=status)
        IdeaJob.objects.create(message=reply, job=job, born=3, version=3)
        if status == "succeeded":
            make_image(owner, job=job)
    said = " ".join(browser.get(url(conversation, "manage")).content.decode().split())
    assert "2 messages and 0 versions of the post go for good." in said
    assert "1 image stays in your library. 1 image being made is cancelled." in said

    assert browser.post(url(conversation, "delete"))["Location"] == "/"

    assert not Conversation.objects.exists()
    assert GeneratedImage.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "goes_to"),
    [
        ("/settings/", "/settings/"),
        ("https://elsewhere.example/", None),
        ("//elsewhere.example/", None),
        ("javascript:alert(1)", None),
        ("nowhere", None),
        ("", None),
    ],
)
def test_one_is_led_back_to_a_page_of_ours(
    browser: Client, conversation: Conversation, given: str, goes_to: str | None
) -> None:
    answer = browser.post(url(conversation, "rename"), {"title": "Mine", "next": given})
    assert answer["Location"] == (goes_to or conversation.get_absolute_url())


def test_after_deleting_nobody_is_led_to_what_is_gone(
    browser: Client, conversation: Conversation
) -> None:
    here = f"{conversation.get_absolute_url()}?before=7"
    assert browser.post(url(conversation, "delete"), {"next": here})["Location"] == "/"
