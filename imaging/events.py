"""Tells asynchronous followers that a row has changed, from one reader of the database a process.

A row that can be followed has a `version` that each of its changes counts up. One thread compares
the versions of all followed rows, several times a second and only while somebody follows; so two
hundred open streams cost one query a tick, and nothing depends on a message arriving. SQLite tells
at next to no cost whether anybody has written at all: there the first change after a silence is
seen sooner than a tick.
"""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from uuid import UUID

import structlog
from django.db import connection
from django.db.models import Model, QuerySet

from imaging.compiled_queries import compiled
from imaging.connections import release_connection
from imaging.precedence import Rank, precedence

log = structlog.get_logger(__name__)

TICK_S = 0.025
GLANCE_S = 0.005
READERS = 1

Topic = tuple[type[Model], UUID]

_readers = ThreadPoolExecutor(READERS, thread_name_prefix="stream-reader")


@cache
def _versions(model: type[Model]) -> Callable[[tuple[UUID, ...]], list[tuple[UUID, int]]]:
    """Finds the rows with these ids, and their versions."""

    @compiled
    def find(pks: tuple[UUID, ...]) -> QuerySet[Model, tuple[UUID, int]]:
        rows = model._default_manager.filter(pk__in=pks).order_by()
        return rows.values_list("pk", "version")

    return find


@dataclass(eq=False)
class _Subscription:
    topic: Topic
    loop: asyncio.AbstractEventLoop
    changed: asyncio.Event
    version: int = 0


class Follower:
    def __init__(self) -> None:
        self._subscriptions: set[_Subscription] = set()
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._closed = False
        # Of the follower's own connection; None before it has asked.
        self._data_version: int | None = None

    def close(self) -> None:
        """End every stream, now and from now on: the server is about to stop."""
        self._closed = True
        with self._lock:
            for subscription in self._subscriptions:
                self._tell(subscription, -1)

    async def follow(
        self, model: type[Model], pk: UUID, *, heartbeat_s: float = 15.0
    ) -> AsyncIterator[int | None]:
        """Yield the row's version at once and after each change; None after a silent while.

        Several changes between two ticks are one. A deleted row ends the stream.
        """
        subscription = _Subscription((model, pk), asyncio.get_running_loop(), asyncio.Event())
        if self._closed:
            return
        self._add(subscription)
        try:
            while True:
                try:
                    await asyncio.wait_for(subscription.changed.wait(), heartbeat_s)
                except TimeoutError:
                    yield None
                    continue
                subscription.changed.clear()
                # Asked for too: a look at the row may have written over what `close` told.
                if subscription.version < 0 or self._closed:
                    return
                yield subscription.version
        finally:
            with self._lock:
                self._subscriptions.discard(subscription)
                nobody_left = not self._subscriptions
            if nobody_left:
                self._wake.set()

    def _add(self, subscription: _Subscription) -> None:
        with self._lock:
            self._subscriptions.add(subscription)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="follower", daemon=True)
                self._thread.start()
        self._wake.set()

    def _run(self) -> None:
        while True:
            # Cleared before the look, so that whoever subscribes after it is not slept through.
            self._wake.clear()
            with self._lock:
                subscriptions = list(self._subscriptions)
            if not subscriptions:
                self._disconnect()
                self._wake.wait()
                continue
            try:
                self._compare(subscriptions)
                self._pause()
            except Exception:
                # A database that is away for a moment must not end every stream for good.
                log.exception("following the database failed")
                self._disconnect()
                time.sleep(1)

    def _pause(self) -> None:
        """For a tick and, where the database can tell, until somebody has written or subscribed."""
        time.sleep(TICK_S)
        while not (self._written() or self._wake.wait(GLANCE_S)):
            pass

    def _written(self) -> bool:
        """Whether anybody has written since this was asked last; True where nobody can tell."""
        if connection.vendor != "sqlite":
            return True
        before = self._data_version
        # Past Django's cursor, which is most of what two hundred of these a second would cost.
        [self._data_version] = connection.connection.execute("PRAGMA data_version").fetchone()
        return self._data_version != before

    def _disconnect(self) -> None:
        connection.close()
        # The next connection counts anew.
        self._data_version = None

    def _compare(self, subscriptions: list[_Subscription]) -> None:
        for model in {subscription.topic[0] for subscription in subscriptions}:
            wanted = {s.topic[1] for s in subscriptions if s.topic[0] is model}
            versions = dict(_versions(model)(tuple(wanted)))
            for subscription in subscriptions:
                if subscription.topic[0] is model:
                    self._tell(subscription, versions.get(subscription.topic[1], -1))

    def _tell(self, subscription: _Subscription, version: int) -> None:
        if version == subscription.version:
            return
        subscription.version = version
        if not subscription.loop.is_closed():
            subscription.loop.call_soon_threadsafe(subscription.changed.set)


follower = Follower()


async def in_reader[**P, R](function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a read of the database off the event loop, on one of a few threads with a connection."""
    return await asyncio.wrap_future(reading(partial(function, *args, **kwargs)))


def reading[R](function: Callable[[], R]) -> Future[R]:
    """As `in_reader`, for whoever hears of what was read in another way."""

    def read() -> R:
        try:
            with precedence.turn(Rank.STREAM):
                return function()
        finally:
            release_connection()

    return _readers.submit(read)
