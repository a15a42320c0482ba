"""Capacity of one kind of work in this process, and the claims it holds."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

import structlog
from django.db import connection

from imaging.connections import release_connection

log = structlog.get_logger(__name__)


class Lane:
    """Runs claimed work on threads of its own, `capacity` of them.

    A queue message only wakes the lane: a thread that is woken works until nothing is left to
    claim, so a message that finds the lane full may be dropped, and one that arrives twice does
    no harm. The thread that has worked last is woken first: its connection to the database is
    open, and has read what it needs.
    """

    def __init__(self, run_next: Callable[[], bool]) -> None:
        self._run_next = run_next
        self._capacity = 0
        self._lock = threading.Lock()
        self._idle: list[threading.Event] = []
        # Looks that are still to come, asked for while nobody was idle.
        self._owed = 0
        self._claims: set[UUID] = set()
        self._stopping = threading.Event()

    def open(self, capacity: int) -> None:
        """Start the threads; once in the life of a lane."""
        self._capacity = capacity
        for number in range(capacity):
            # A daemon, since a call that hangs must not keep the process from leaving.
            threading.Thread(target=self._work, name=f"lane-{number}", daemon=True).start()

    def stop(self) -> None:
        """Let nothing new begin; what is in hand goes on."""
        self._stopping.set()

    def wake(self) -> None:
        with self._lock:
            if self._idle:
                self._idle.pop().set()
            else:
                # Where each thread has one to come, one more would find nothing.
                self._owed = min(self._owed + 1, self._capacity)

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

    def _wait(self, woken: threading.Event) -> None:
        with self._lock:
            if self._owed:
                self._owed -= 1
                return
            woken.clear()
            self._idle.append(woken)
        woken.wait()

    def _work(self) -> None:
        woken = threading.Event()
        while not self._stopping.is_set():
            self._wait(woken)
            try:
                while not self._stopping.is_set() and self._run_next():
                    pass
            except Exception:
                # The claim's lease runs out and the sweep brings its work back; the thread stays.
                log.exception("work broke off")
                connection.close()
            else:
                release_connection()
