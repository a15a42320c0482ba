"""Whether Redis answers: said once in the log when that changes, tried again once in a while.

Nothing that matters is in Redis alone: it wakes workers and holds counts and copies. Each process
has a link of its own.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from redis.exceptions import ConnectionError as CannotConnect
from redis.exceptions import TimeoutError as NoAnswer

log = structlog.get_logger(__name__)

# While it is away: the others do without it, instead of each waiting for it in turn.
RETRY_S = 2.0
# Longer than a worker waits for a message, which is a second.
OPTIONS = {"socket_connect_timeout": 2.0, "socket_timeout": 3.0}

LOST = (
    "Redis (REDIS_URL) does not answer. Easel goes on without it: what is asked for begins within "
    "some seconds instead of at once, and limits are counted by each process for itself."
)
FOUND = "Redis (REDIS_URL) answers again."


class RedisAway(Exception):
    """Redis does not answer, or did not a moment ago."""


class RedisLink:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._away = False
        self._tried_at = 0.0

    @contextmanager
    def asked(self) -> Iterator[None]:
        """Around each use of Redis. Raises `RedisAway`, without the use where it is known away."""
        if not self._may_try():
            raise RedisAway
        try:
            yield
        except (CannotConnect, NoAnswer) as error:
            self._note(error)
            raise RedisAway from error
        self._note(None)

    def _may_try(self) -> bool:
        if not self._away:
            return True
        with self._lock:
            now = time.monotonic()
            due = now - self._tried_at >= RETRY_S
            if due:
                self._tried_at = now
        return due

    def _note(self, error: Exception | None) -> None:
        away = error is not None
        if away == self._away:
            return
        with self._lock:
            changed, self._away, self._tried_at = away != self._away, away, time.monotonic()
        if not changed:
            return
        if error is not None:
            # No exception to look into: the cause is in one word, and outside of Easel.
            log.error(LOST, cause=type(error).__name__)
        else:
            log.warning(FOUND)


link = RedisLink()
