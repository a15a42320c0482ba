"""Capacity of one kind of work in this process, and the claims it holds."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID


class Lane:
    """Runs claimed work on at most `capacity` threads.

    A queue message only wakes the lane: whoever gets a place works until nothing is left to claim,
    so a message that finds the lane full may be dropped, and one that arrives twice does no harm.
    """

    def __init__(self, run_next: Callable[[], bool], has_work: Callable[[], bool]) -> None:
        self._run_next = run_next
        self._has_work = has_work
        self._capacity = 1
        self._places = threading.BoundedSemaphore(1)
        self._claims: set[UUID] = set()
        self._stopping = threading.Event()

    def open(self, capacity: int) -> None:
        self._capacity = capacity
        self._places = threading.BoundedSemaphore(capacity)
        self._stopping.clear()

    def stop(self) -> None:
        """Let nothing new begin; what is in hand goes on."""
        self._stopping.set()

    def work(self) -> None:
        while not self._stopping.is_set():
            if not self._places.acquire(blocking=False):
                return
            try:
                while not self._stopping.is_set() and self._run_next():
                    pass
            finally:
                self._places.release()
            # Work that came while this thread held the last place was turned away: look again.
            if not self._has_work():
                return

    @contextmanager
    def holding(self, claim: UUID) -> Iterator[None]:
        self._claims.add(claim)
        try:
            yield
        finally:
            self._claims.discard(claim)

    @property
    def claims(self) -> list[UUID]:
        return list(self._claims)

    @property
    def free(self) -> int:
        """How many more threads could be at work."""
        return max(0, self._capacity - len(self._claims))
