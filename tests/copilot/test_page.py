"""A conversation's page, as its markup says it."""

import gzip
import re
import uuid

import pytest
from django.test import Client
from django.utils.dateparse import parse_datetime

from copilot.models import Conversation, IdeaJob, Message, User
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


def test_the_page_comes_compressed_to_whoever_takes_it(reply: Message, client: Client) -> None:
    client.force_login(reply.conversation.owner)
    url = reply.conversation.get_absolute_url()
    plain = client.get(url)
    packed = client.get(url, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 3
    assert "Here it is" in gzip.decompress(packed.content).decode()
