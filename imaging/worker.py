"""One worker process: threads that do the work and chores, a loop that keeps leases and sweeps."""

import os
import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import close_old_connections, connection
from django.utils import timezone
from huey.contrib.djhuey import HUEY

from imaging.lanes import Lane
from imaging.models import WorkerHeartbeat

log = structlog.get_logger(__name__)

BEAT_S = 5
CHORES_EVERY = timedelta(minutes=10)
GRACE_S = 8.0
# A task only wakes a lane, which has threads of its own: one that did more would hold up others.
READERS = 2
# After a message could not be read: where there is none, the queue itself waits.
RETRY_S = 0.5


@dataclass(frozen=True, slots=True)
class Duty:
    """One kind of work: its lane, its width, and how claims are kept, found and given back."""

    lane: Lane
    capacity: int
    renew: Callable[[Sequence[UUID], datetime], int]
    sweep: Callable[[], None]
    release: Callable[[], None]


class Worker:
    def __init__(self, duties: Sequence[Duty], chores: Sequence[Callable[[], None]]) -> None:
        self._duties = duties
        self._chores = chores
        self._name = f"{socket.gethostname()}.{os.getpid()}"
        self._consumer = HUEY.create_consumer(
            workers=READERS,
            periodic=False,
            initial_delay=RETRY_S,
            max_delay=RETRY_S,
        )

    def start(self) -> None:
        """Start the threads. Huey sets signal handlers of its own here: set others afterwards."""
        for duty in self._duties:
            duty.lane.open(duty.capacity)
        self._consumer.start()
        log.info("worker started", worker=self._name)

    def run(self, stop: threading.Event) -> None:
        """Keep the threads at work until `stop` is set; finish what is in hand, return the rest."""
        # On a thread of their own: chores may take longer than a lease lasts.
        chores = threading.Thread(target=self._do_chores, args=(stop,), daemon=True)
        chores.start()
        while True:
            self._beat(timezone.now())
            if stop.wait(BEAT_S):
                break
        self._stop(chores)

    def _beat(self, now: datetime) -> None:
        try:
            close_old_connections()
            WorkerHeartbeat.objects.update_or_create(name=self._name, defaults={"beat_at": now})
            # All leases first: a sweep that fails must not cost another lane its own.
            for duty in self._duties:
                duty.renew(duty.lane.claims, now)
            for duty in self._duties:
                duty.sweep()
            self._consumer.check_worker_health()
        except Exception:
            # The database may be away for a moment; a worker outlives that.
            log.exception("a worker's beat failed", worker=self._name)

    def _do_chores(self, stop: threading.Event) -> None:
        chores = [*self._chores, _forget_dead_workers]
        while True:
            for chore in chores:
                try:
                    chore()
                except Exception:
                    log.exception("a worker's chore failed", worker=self._name)
            connection.close()
            if stop.wait(CHORES_EVERY.total_seconds()):
                return

    def _stop(self, chores: threading.Thread) -> None:
        for duty in self._duties:
            duty.lane.stop()
        self._consumer.stop()
        deadline = time.monotonic() + GRACE_S
        while any(duty.lane.claims for duty in self._duties) and time.monotonic() < deadline:
            time.sleep(0.05)
        for duty in self._duties:
            duty.release()
        chores.join(max(0, deadline - time.monotonic()))
        WorkerHeartbeat.objects.filter(name=self._name).delete()
        log.info("worker stopped", worker=self._name)


def _forget_dead_workers() -> None:
    WorkerHeartbeat.objects.filter(beat_at__lt=timezone.now() - CHORES_EVERY).delete()
