"""A conversation's page, as its markup says it."""

import gzip
import re
import uuid

import pytest
from django.test import Client
from django.utils.dateparse import parse_datetime

from copilot.models import Conversation, DraftCheck, IdeaJob, Message, User
from imaging.models import ProviderAttempt
from tests.factories import make_draft, make_image, make_job

pytestmark = pytest.mark.django_db


@pytest.fixture
def reply(owner: User) -> Message:
    conversation = Conversation.objects.create(pk=uuid.uuid4(), owner=owner, version=3)
    return Message.objects.create(
        conversation=conversation,
        author=Message.Author.COPILOT,
        status="complete",
        text="Here it is",
        assistant="Gemini",
        born=2,
        version=3,
    )


def page(client: Client, reply: Message) -> str:
    client.force_login(reply.conversation.owner)
    return client.get(reply.conversation.get_absolute_url()).content.decode()


def test_a_time_says_its_zone_and_can_be_told_in_another(reply: Message, client: Client) -> None:
    found = re.search(r'<time datetime="([^"]+)"[^>]*>([^<]+)</time>', page(client, reply))
    assert found
    at = parse_datetime(found[1])
    assert at
    assert at == reply.created_at.replace(microsecond=at.microsecond)
    assert found[2] == f"{reply.created_at:%H:%M} UTC"


def test_the_length_of_a_post_can_be_read(reply: Message, client: Client) -> None:
    make_draft(reply.conversation, "x" * 3001)
    shown = page(client, reply)
    assert "3,001 of 3,000<" in shown
    assert "1 too many: LinkedIn will not take this." in shown


def test_images_are_loaded_when_they_come_into_view(reply: Message, client: Client) -> None:
    job = make_job(reply.conversation.owner, status="succeeded", stage="done")
    make_image(reply.conversation.owner, job=job)
    IdeaJob.objects.create(message=reply, job=job, born=3, version=3)
    images = re.findall(r'<img class="frame__[^>]+>', page(client, reply))
    assert len(images) == 2
    assert all('loading="lazy"' in each for each in images)


def test_the_rail_tells_what_today_has_cost(reply: Message, owner: User, client: Client) -> None:
    assert "images today</p>" in page(client, reply)
    said = {"purpose": "text", "owner": owner, "provider": "gemini", "model": "m"}
    for cost_usd in ("0.0300", "0.0040", None):
        ProviderAttempt.objects.create(**said, cost_usd=cost_usd)
    assert 'images today · <span class="numbers">$0.034</span>' in page(client, reply)
    assert "price not known" not in page(client, reply)
    for _ in range(2):
        ProviderAttempt.objects.create(**said, input_tokens=60, output_tokens=180)
    assert "+ 2 text calls, price not known" in page(client, reply)


def test_the_post_tells_of_facts_to_check(reply: Message, client: Client) -> None:
    draft = make_draft(reply.conversation, "38 percent of 12 docks")
    version = draft.current
    assert version is not None
    assert "to check</a>" not in page(client, reply)
    for position, (kind, text) in enumerate([("number", "38"), ("number", "12"), ("avoid", "of")]):
        DraftCheck.objects.create(version=version, position=position, kind=kind, text=text)
    assert '<a href="#checks">2 facts to check</a>' in page(client, reply)


def test_the_page_comes_compressed_to_whoever_takes_it(reply: Message, client: Client) -> None:
    client.force_login(reply.conversation.owner)
    url = reply.conversation.get_absolute_url()
    plain = client.get(url)
    packed = client.get(url, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 3
    assert "Here it is" in gzip.decompress(packed.content).decode()
