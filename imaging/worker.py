"""One worker process: threads that do the work, and a loop that keeps leases and sweeps."""

import os
import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import close_old_connections
from django.utils import timezone
from huey.contrib.djhuey import HUEY

from imaging.lanes import Lane
from imaging.models import WorkerHeartbeat

log = structlog.get_logger(__name__)

BEAT_S = 5
CHORES_EVERY = timedelta(minutes=10)
GRACE_S = 8.0


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
            workers=sum(duty.capacity for duty in duties),
            periodic=False,
            initial_delay=0.04,
            max_delay=0.1,
            backoff=1.2,
        )

    def start(self) -> None:
        """Start the threads. Huey sets signal handlers of its own here: set others afterwards."""
        for duty in self._duties:
            duty.lane.open(duty.capacity)
        self._consumer.start()
        log.info("worker started", worker=self._name)

    def run(self, stop: threading.Event) -> None:
        """Keep the threads at work until `stop` is set; finish what is in hand, return the rest."""
        chores_at = timezone.now()
        while True:
            now = timezone.now()
            self._beat(now)
            if now >= chores_at:
                chores_at = now + CHORES_EVERY
                self._do_chores()
            if stop.wait(BEAT_S):
                break
        self._stop()

    def _beat(self, now: datetime) -> None:
        try:
            close_old_connections()
            WorkerHeartbeat.objects.update_or_create(name=self._name, defaults={"beat_at": now})
            for duty in self._duties:
                duty.renew(duty.lane.claims, now)
                duty.sweep()
            self._consumer.check_worker_health()
        except Exception:
            # The database may be away for a moment; a worker outlives that.
            log.exception("a worker's beat failed", worker=self._name)

    def _do_chores(self) -> None:
        try:
            for chore in self._chores:
                chore()
            WorkerHeartbeat.objects.filter(beat_at__lt=timezone.now() - CHORES_EVERY).delete()
            # Huey keeps the outcome of each message, which nobody reads.
            HUEY.storage.flush_results()
        except Exception:
            log.exception("a worker's chores failed", worker=self._name)

    def _stop(self) -> None:
        for duty in self._duties:
            duty.lane.stop()
        self._consumer.stop()
        deadline = time.monotonic() + GRACE_S
        while any(duty.lane.claims for duty in self._duties) and time.monotonic() < deadline:
            time.sleep(0.05)
        for duty in self._duties:
            duty.release()
        WorkerHeartbeat.objects.filter(name=self._name).delete()
        log.info("worker stopped", worker=self._name)
