"""How long an event stream stays open, and how many a person may hold at once in a process."""

import time
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Any
from uuid import UUID

# Whoever has signed out or was shut out is noticed when the browser connects again.
STREAM_S = 300.0
STREAMS_MAX = 20
RECONNECT_MS = 1000
# Keeps what stands between from taking a silent stream for a dead one.
HEARTBEAT_S = 15.0
# Places in the queue change without a change of the row that waits: they are looked at this often.
LOOK_S = 1.0

_open: Counter[UUID] = Counter()


def may_open(person: Any) -> bool:
    return _open[person.pk] < STREAMS_MAX


async def held(person: Any, frames: AsyncGenerator[str]) -> AsyncIterator[str]:
    """The frames of one of a person's streams, until its time is up.

    The last frame tells a browser when to come back. `frames` have to come every second or so, ""
    where there is nothing to tell: the clock is looked at between two of them.
    """
    spoke = time.monotonic()
    until = spoke + STREAM_S
    _open[person.pk] += 1
    try:
        async with aclosing(frames):
            async for frame in frames:
                now = time.monotonic()
                if frame or now - spoke >= HEARTBEAT_S:
                    spoke = now
                    yield frame or ": still here\n\n"
                if now >= until:
                    yield f"retry: {RECONNECT_MS}\n\n"
                    return
    finally:
        _open[person.pk] -= 1
        if not _open[person.pk]:
            del _open[person.pk]
