"""A job's events over HTTP, as they come."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import AsyncClient
from pytest_django.fixtures import Settings

from copilot.models import ApiToken, User
from imaging import streams, tasks
from imaging.events import in_reader
from imaging.models import GenerationJob
from imaging.services import job_cancel
from tests.factories import make_job
from tests.imaging.api.asserting import problem

# The stream reads on threads of its own, which see only what is committed.
pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class Event:
    name: str
    id: int
    job: dict[str, Any]


@pytest.fixture
def job(owner: User, settings: Settings) -> GenerationJob:
    settings.IMAGE_PROVIDERS = ["canvas"]
    return make_job(owner, prompt="Two lines\x85of \u2028 a prompt")


def url(job: GenerationJob) -> str:
    return f"/api/v1/jobs/{job.pk}/events/"


async def events(response: Any) -> AsyncIterator[Event]:
    """What an event source would dispatch; comments are left out."""
    assert isinstance(response, StreamingHttpResponse)
    assert response["Content-Type"].startswith("text/event-stream")
    async for frame in aiter(response):
        lines = [line.partition(": ") for line in frame.decode().strip().split("\n")]
        if fields := {name: value for name, _, value in lines if name}:
            yield Event(fields["event"], int(fields["id"]), json.loads(fields["data"]))


async def all_events(response: Any) -> list[Event]:
    async with asyncio.timeout(20):
        return [each async for each in events(response)]


async def run_next() -> None:
    def run() -> None:
        assert tasks.run_next()
        connection.close()

    await asyncio.to_thread(run)


async def test_a_job_is_followed_from_the_queue_to_its_image(
    job: GenerationJob, owner: User, async_client: AsyncClient
) -> None:
    await async_client.aforce_login(owner)
    response = await async_client.get(url(job))
    told = events(response)

    async with asyncio.timeout(20):
        first = await anext(told)
        worker = asyncio.create_task(run_next())
        seen = [first, *[each async for each in told]]
        await worker

    assert {each.name for each in seen} == {"job"}
    assert seen[0].job["status"] == "queued"
    assert seen[0].id == 1
    assert seen[-1].job["status"] == "succeeded"
    assert len(seen[-1].job["images"]) == 1
    assert [each.id for each in seen] == sorted({each.id for each in seen})
    body = (await async_client.get(f"/api/v1/jobs/{job.pk}/")).json()
    assert seen[-1].job == body


async def test_a_job_that_has_ended_is_told_once(
    job: GenerationJob, owner: User, async_client: AsyncClient
) -> None:
    await async_client.aforce_login(owner)
    await in_reader(job_cancel, job)

    [told] = await all_events(await async_client.get(url(job)))

    assert told.job["status"] == "cancelled"
    again = await async_client.get(url(job), headers={"Last-Event-ID": str(told.id)})
    assert again.status_code == 204


@pytest.mark.parametrize("last", ["1", "0", "999", "nonsense", ""])
async def test_it_resumes_after_the_last_event_or_from_the_state_of_things(
    job: GenerationJob, owner: User, async_client: AsyncClient, last: str
) -> None:
    await async_client.aforce_login(owner)
    await in_reader(job_cancel, job)

    [told] = await all_events(await async_client.get(url(job), headers={"Last-Event-ID": last}))

    assert (told.id, told.job["status"]) == (2, "cancelled")


async def test_what_was_seen_is_not_told_again(
    job: GenerationJob, owner: User, async_client: AsyncClient
) -> None:
    await async_client.aforce_login(owner)
    response = await async_client.get(url(job), headers={"Last-Event-ID": "1"})
    following = asyncio.create_task(all_events(response))
    await asyncio.sleep(0.2)
    await in_reader(job_cancel, job)

    assert [each.id for each in await following] == [2]


async def test_a_token_opens_the_stream_too(
    job: GenerationJob, owner: User, async_client: AsyncClient
) -> None:
    await in_reader(job_cancel, job)
    _, token = await sync_to_async(ApiToken.objects.create)(user=owner)

    response = await async_client.get(url(job), headers={"Authorization": f"Token {token}"})

    assert len(await all_events(response)) == 1


async def test_it_is_there_for_the_owner_alone(
    job: GenerationJob, reviewer: User, stranger: User, async_client: AsyncClient
) -> None:
    problem(await async_client.get(url(job)), 401, "not_authenticated")
    for person in (reviewer, stranger):
        await async_client.aforce_login(person)
        problem(await async_client.get(url(job)), 404, "not_found")
    wrong = {"Authorization": "Token nonsense"}
    problem(await async_client.get(url(job), headers=wrong), 401, "authentication_failed")


async def test_it_is_there_to_be_read_and_nothing_else(
    job: GenerationJob, owner: User, async_client: AsyncClient
) -> None:
    await async_client.aforce_login(owner)

    assert (await async_client.head(url(job))).status_code == 405
    problem(await async_client.post(url(job)), 405, "method_not_allowed")


async def test_a_stream_ends_in_time_and_its_reader_comes_back(
    job: GenerationJob, owner: User, async_client: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else somebody who was shut out would read on for as long as the stream holds."""
    monkeypatch.setattr(streams, "STREAM_S", 0)
    await async_client.aforce_login(owner)

    response: Any = await async_client.get(url(job))
    async with asyncio.timeout(5):
        frames = [frame.decode() async for frame in aiter(response)]

    assert frames[-1] == "retry: 1000\n\n"


async def test_a_person_holds_only_so_many(
    job: GenerationJob, owner: User, async_client: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "STREAMS_MAX", 1)
    await async_client.aforce_login(owner)
    told = events(await async_client.get(url(job)))
    await anext(told)

    problem(await async_client.get(url(job)), 429, "throttled")
    await in_reader(job_cancel, job)
    assert [each.job["status"] async for each in told] == ["cancelled"]
    assert (await async_client.get(url(job))).status_code == 200


async def test_a_job_that_moves_up_in_the_queue_says_so(
    job: GenerationJob, owner: User, async_client: AsyncClient
) -> None:
    await async_client.aforce_login(owner)
    behind = await in_reader(make_job, owner)
    told = events(await async_client.get(url(behind)))
    async with asyncio.timeout(5):
        assert (await anext(told)).job["position"] == 2
        await in_reader(job_cancel, job)
        moved = await anext(told)
    assert (moved.id, moved.job["position"]) == (1, 1)
