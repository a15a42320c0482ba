"""How many large pictures a process holds at a time, outside the worker's own lanes."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

# A picture of 50 megapixels takes some 400 MB and a second or two.
PLACES = 2
WAIT_S = 10.0

_places = threading.BoundedSemaphore(PLACES)


class DecodingBusy(Exception):
    """Others are being worked on, and this had to wait too long; it may be asked for again."""


@contextmanager
def decoding(wait_s: float | None = None) -> Iterator[None]:
    """Hold one of the places. Raises `DecodingBusy` where none gets free in time."""
    if not _places.acquire(timeout=WAIT_S if wait_s is None else max(0.0, wait_s)):
        raise DecodingBusy
    try:
        yield
    finally:
        _places.release()
