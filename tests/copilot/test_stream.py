"""A conversation's changes over HTTP, as they come."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from typing import Any

import pytest
from django.test import AsyncClient
from pytest_django.fixtures import Settings

from copilot.models import Conversation, IdeaJob, Message, User
from imaging import streams
from imaging.events import in_reader
from imaging.models import ReviewDecision
from imaging.review import image_review
from imaging.services import job_cancel
from tests.factories import make_image, make_job

# The stream reads on threads of its own, which see only what is committed.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def message(owner: User) -> Message:
    conversation = Conversation.objects.create(pk=uuid.uuid4(), owner=owner, version=3)
    return Message.objects.create(
        conversation=conversation,
        author=Message.Author.COPILOT,
        status="complete",
        born=2,
        version=3,
    )


def url(message: Message, since: int = 3) -> str:
    return f"/c/{message.conversation_id}/stream/?since={since}"


async def frames(client: AsyncClient, address: str) -> AsyncIterator[str]:
    response: Any = await client.get(address)
    assert response.status_code == 200
    async for frame in aiter(response):
        yield frame.decode()


async def test_it_ends_in_time_and_its_reader_comes_back(
    message: Message, owner: User, async_client: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "STREAM_S", 0)
    await async_client.aforce_login(owner)
    async with asyncio.timeout(5):
        told = [frame async for frame in frames(async_client, url(message))]
    assert told[-1] == "retry: 1000\n\n"


async def test_a_person_holds_only_so_many(
    message: Message, owner: User, async_client: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "STREAMS_MAX", 1)
    await async_client.aforce_login(owner)
    first = frames(async_client, url(message))
    await anext(first)
    assert (await async_client.get(url(message))).status_code == 429


async def test_a_waiting_job_that_moves_up_in_the_queue_says_so(
    message: Message, owner: User, stranger: User, async_client: AsyncClient
) -> None:
    ahead = await in_reader(make_job, stranger)
    waiting = await in_reader(make_job, owner)
    await IdeaJob.objects.acreate(message=message, job=waiting, born=3, version=3)
    await async_client.aforce_login(owner)
    told = frames(async_client, url(message))
    async with asyncio.timeout(5):
        seen = [await anext(told), await anext(told)]
        assert "Waiting, number 2 in line" in seen[1]
        await in_reader(job_cancel, ahead)
        moved = await anext(told)
    assert moved.startswith(f"event: job-{waiting.pk}\n")
    assert "Waiting, next in line" in moved


async def test_a_reviewers_decision_is_seen_at_once(
    message: Message,
    owner: User,
    reviewer: User,
    async_client: AsyncClient,
    settings: Settings,
) -> None:
    settings.IMAGE_REVIEW = "required"
    job = await in_reader(make_job, owner, status="succeeded", stage="done")
    image = await in_reader(make_image, owner, job=job)
    await IdeaJob.objects.acreate(message=message, job=job, born=3, version=3)
    await async_client.aforce_login(owner)
    told = frames(async_client, url(message))
    async with asyncio.timeout(5):
        await anext(told)
        approve = ReviewDecision.Decision.APPROVE
        await in_reader(image_review, image=image, reviewer=reviewer, decision=approve)
        frame = await anext(told)
    assert frame.startswith(f"event: job-{job.pk}\n")
    assert "Approved" in frame
