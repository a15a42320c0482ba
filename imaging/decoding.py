"""How many pictures a process works on at a time."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from imaging.busy import ResourceBusy

# A picture of 50 megapixels takes some 400 MB and a second or two.
PLACES = 2
WAIT_S = 10.0

_places = threading.BoundedSemaphore(PLACES)

# Those of a worker's jobs, which wait as long as it takes: as many as there are cores. With more
# at once each would be as late as the last, and each would have its pixels in memory meanwhile.
IN_TURN = threading.BoundedSemaphore(os.cpu_count() or 1)


class DecodingBusy(ResourceBusy):
    """Others are being worked on, and this had to wait too long; it may be asked for again."""


@contextmanager
def decoding(wait_s: float | None = None) -> Iterator[None]:
    """Hold a place outside a worker's jobs. Raises `DecodingBusy` where none comes free."""
    if not _places.acquire(timeout=WAIT_S if wait_s is None else max(0.0, wait_s)):
        raise DecodingBusy
    try:
        yield
    finally:
        _places.release()
