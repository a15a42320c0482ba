"""Several ideas made images at once: a job each, all of them or none."""

import json
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from copilot import services
from copilot.models import Idea, IdeaJob, Message, User
from imaging.models import GenerationJob
from tests.factories import make_draft

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def reply(owner: User) -> Message:
    conversation = services.conversation_open(owner=owner, pk=uuid.uuid4())
    reply = services.message_send(conversation=conversation, text="Notes")
    services.reply_stop(reply)
    make_draft(conversation, "The post")
    for position, kind in enumerate(("people", "data", "place")):
        Idea.objects.create(
            message=reply, position=position, kind=kind, style="flat", prompt=f"A {kind}"
        )
    return reply


def choose(browser: Client, reply: Message, ideas: list[Idea], **sent: Any) -> Any:
    url = reverse("copilot:ideas-generate", args=[reply.pk])
    return browser.post(url, {"ideas": [each.pk for each in ideas]} | sent, headers=HTMX)


def test_each_is_a_job_of_its_own_and_a_double_click_makes_no_more(
    browser: Client, reply: Message
) -> None:
    people, _, place = reply.ideas.all()
    key = str(uuid.uuid4())
    for _ in range(2):
        assert choose(browser, reply, [people, place], key=key).status_code == 204
    jobs = GenerationJob.objects.order_by("prompt")
    assert [(job.prompt, job.style, job.content) for job in jobs] == [
        ("A people", "flat", "The post"),
        ("A place", "flat", "The post"),
    ]
    assert {each.idea for each in IdeaJob.objects.all()} == {people, place}
    assert choose(browser, reply, [people], key=str(uuid.uuid4())).status_code == 204
    assert GenerationJob.objects.count() == 3


def test_more_than_is_left_today_makes_none(
    browser: Client, reply: Message, settings: Settings
) -> None:
    settings.USER_DAILY_IMAGES = 2
    refused = choose(browser, reply, list(reply.ideas.all()))
    assert refused.status_code == 409
    assert "today's 2 images" in json.loads(refused["HX-Trigger"])["toast"]["text"]
    assert not GenerationJob.objects.exists()


def test_each_counts_against_the_rate(browser: Client, reply: Message, settings: Settings) -> None:
    settings.JOB_RATE = "2/hour"
    assert choose(browser, reply, list(reply.ideas.all())).status_code == 429
    assert not GenerationJob.objects.exists()


def test_nothing_or_what_is_not_offered_is_refused(
    browser: Client, reply: Message, stranger: User
) -> None:
    conversation = services.conversation_open(owner=stranger, pk=uuid.uuid4())
    theirs = Idea.objects.create(
        message=services.message_send(conversation=conversation, text="Notes"),
        position=0, kind="data", style="flat", prompt="Theirs",
    )  # fmt: skip
    for ideas, sentence in (([], "Choose an idea first."), ([theirs], "not offered any more")):
        refused = choose(browser, reply, ideas)
        assert refused.status_code == 400
        assert sentence in json.loads(refused["HX-Trigger"])["toast"]["text"]
    assert choose(browser, theirs.message, [theirs]).status_code == 404
    assert not GenerationJob.objects.exists()
