"""A worker keeps its leases whatever its chores do."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from unittest.mock import Mock
from uuid import UUID

import pytest
from django.utils import timezone
from huey.contrib.djhuey import HUEY

from imaging import worker
from imaging.lanes import Lane
from imaging.models import WorkerHeartbeat

pytestmark = pytest.mark.django_db(transaction=True)


class Renewals:
    """Counts how often leases were renewed."""

    def __init__(self) -> None:
        self.count = 0
        self._changed = threading.Condition()

    def __call__(self, claims: Sequence[UUID], now: datetime) -> int:
        with self._changed:
            self.count += 1
            self._changed.notify_all()
        return 0

    def wait_for_more(self, more: int) -> bool:
        with self._changed:
            wanted = self.count + more
            return self._changed.wait_for(lambda: self.count >= wanted, timeout=2)


@pytest.fixture
def renewals(monkeypatch: pytest.MonkeyPatch) -> Renewals:
    monkeypatch.setattr(worker, "BEAT_S", 0.01)
    monkeypatch.setattr(HUEY, "create_consumer", lambda **_: Mock())
    return Renewals()


def run(
    renewals: Renewals,
    *chores: Callable[[], None],
    sweep: Callable[[], None] = lambda: None,
    stop: threading.Event,
) -> None:
    duty = worker.Duty(
        lane=Lane(lambda: False),
        capacity=1,
        renew=renewals,
        sweep=sweep,
        release=lambda: None,
    )
    worker.Worker([duty], chores).run(stop)


def test_leases_are_renewed_while_a_chore_takes_long(renewals: Renewals) -> None:
    stop = threading.Event()
    renewed: list[bool] = []

    def slow() -> None:
        renewed.append(renewals.wait_for_more(3))
        stop.set()

    run(renewals, slow, stop=stop)

    assert renewed == [True]


def test_a_chore_that_fails_keeps_no_other_from_being_done(renewals: Renewals) -> None:
    stop = threading.Event()
    done: list[str] = []
    WorkerHeartbeat.objects.create(name="gone", beat_at=timezone.now() - timedelta(hours=1))

    def fail() -> None:
        raise OSError("the storage is away")

    def stop_soon() -> None:
        done.append("the next")
        stop.set()

    run(renewals, fail, stop_soon, stop=stop)

    assert done == ["the next"]
    assert not WorkerHeartbeat.objects.exists()


def test_every_lane_keeps_its_leases_where_a_sweep_fails(renewals: Renewals) -> None:
    stop = threading.Event()
    others = Renewals()

    def fail() -> None:
        if others.count >= 2:
            stop.set()
        raise OSError("one bad row")

    lanes = [Lane(lambda: False) for _ in range(2)]
    duties = [
        worker.Duty(lane, capacity=1, renew=renew, sweep=fail, release=lambda: None)
        for lane, renew in zip(lanes, (renewals, others), strict=True)
    ]
    guard = threading.Timer(5, stop.set)
    guard.start()
    worker.Worker(duties, []).run(stop)
    guard.cancel()

    assert others.count >= 2
