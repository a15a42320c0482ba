"""Followers are told of every row's latest version."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from django.db import connection
from django.db.models import F

from copilot.models import User
from imaging.events import Follower, in_reader
from imaging.models import GenerationJob

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def job(owner: User) -> GenerationJob:
    return GenerationJob.objects.create(owner=owner, prompt="a lighthouse")


def change(job: GenerationJob) -> None:
    GenerationJob.objects.filter(pk=job.pk).update(version=F("version") + 1)


async def first(versions: AsyncIterator[int | None]) -> int | None:
    return await asyncio.wait_for(anext(versions), 5)


def test_a_follower_hears_the_version_at_once_and_after_each_change(job: GenerationJob) -> None:
    async def listen() -> list[int | None]:
        versions = Follower().follow(GenerationJob, job.pk)
        heard = [await first(versions)]
        await in_reader(change, job)
        return [*heard, await first(versions)]

    assert asyncio.run(listen()) == [1, 2]


def test_rows_are_compared_again_once_somebody_has_written(
    job: GenerationJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[int] = []
    compare = Follower._compare

    def counted(self: Follower, subscriptions: Any) -> None:
        compared.append(len(subscriptions))
        compare(self, subscriptions)

    monkeypatch.setattr(Follower, "_compare", counted)

    async def listen() -> int:
        versions = Follower().follow(GenerationJob, job.pk)
        await first(versions)
        await asyncio.sleep(0.3)
        looked = len(compared)
        await in_reader(change, job)
        assert await first(versions) == 2
        await versions.aclose()  # type: ignore[attr-defined]
        return looked

    looked = asyncio.run(listen())
    if connection.vendor == "sqlite":
        assert looked <= 2, "rows are compared though nobody has written"


def test_two_followers_of_two_rows_hear_their_own(owner: User, job: GenerationJob) -> None:
    other = GenerationJob.objects.create(owner=owner, prompt="a harbour", version=7)

    async def listen() -> list[int | None]:
        follower = Follower()
        one, two = (follower.follow(GenerationJob, each.pk) for each in (job, other))
        return [await first(one), await first(two)]

    assert asyncio.run(listen()) == [1, 7]


def test_silence_is_broken_by_a_heartbeat_and_a_deleted_row_ends_the_stream(
    job: GenerationJob,
) -> None:
    async def listen() -> list[int | None]:
        versions = Follower().follow(GenerationJob, job.pk, heartbeat_s=0.1)
        heard = [await first(versions), await first(versions)]
        await in_reader(GenerationJob.objects.all().delete)
        return heard + [version async for version in versions if version is not None]

    assert asyncio.run(listen()) == [1, None]


def test_a_follower_that_left_and_another_that_comes_are_both_served(job: GenerationJob) -> None:
    async def listen() -> list[int | None]:
        follower = Follower()
        heard = []
        for _ in range(3):
            versions = follower.follow(GenerationJob, job.pk)
            heard.append(await first(versions))
            await versions.aclose()  # type: ignore[attr-defined]
            # Long enough for the thread to find nobody there and fall asleep.
            await asyncio.sleep(0.1)
        return heard

    assert asyncio.run(listen()) == [1, 1, 1]


def test_a_server_that_stops_ends_its_streams_and_opens_none(job: GenerationJob) -> None:
    async def listen() -> list[int | None]:
        follower = Follower()
        versions = follower.follow(GenerationJob, job.pk)
        heard = [await first(versions)]
        follower.close()
        heard += [version async for version in versions]
        return heard + [version async for version in follower.follow(GenerationJob, job.pk)]

    assert asyncio.run(listen()) == [1]


def test_a_stream_that_is_busy_as_the_server_stops_ends_too(job: GenerationJob) -> None:
    async def listen() -> list[int | None]:
        follower = Follower()
        versions = follower.follow(GenerationJob, job.pk, heartbeat_s=0.1)
        heard = [await first(versions)]
        follower.close()
        # As long as a page is being made of the row, while the follower looks at it again.
        await asyncio.sleep(0.2)
        return heard + await asyncio.wait_for(rest(versions), 1)

    async def rest(versions: AsyncIterator[int | None]) -> list[int | None]:
        return [version async for version in versions]

    assert asyncio.run(listen()) == [1]
