"""Huey's queue in Redis, as Easel needs it."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from huey import RedisHuey
from huey.storage import RedisStorage
from redis import ConnectionPool

from imaging.redis_link import OPTIONS, RedisAway, link
from imaging.wake_ups import NothingKept

PAUSE_S = 0.5


class WakeUpRedisStorage(NothingKept, RedisStorage):
    """While Redis is away nothing is sent and nothing comes; the sweeps make up for it."""

    def __init__(self, name: str, url: str, **values: Any) -> None:
        pool = ConnectionPool.from_url(url, **OPTIONS)
        super().__init__(name, connection_pool=pool, **values)

    def enqueue(self, data: bytes, priority: float | None = None) -> None:
        self._ask(super().enqueue, data, priority, otherwise=None)

    def dequeue(self) -> bytes | None:
        """None after `read_timeout` seconds without a message."""
        try:
            with link.asked():
                # Not Huey's own: that takes a time-out of the connection for an empty queue.
                found = self.conn.brpop(self.queue_key, timeout=self.read_timeout)
        except RedisAway:
            time.sleep(PAUSE_S)
            return None
        return found[1] if found else None

    def read_schedule(self, ts: datetime) -> list[bytes]:
        found: list[bytes] = self._ask(super().read_schedule, ts, otherwise=[])
        return found

    def _ask(self, call: Callable[..., Any], *args: Any, otherwise: Any) -> Any:
        try:
            with link.asked():
                return call(*args)
        except RedisAway:
            return otherwise


class WakeUpRedisHuey(RedisHuey):
    storage_class = WakeUpRedisStorage
