"""After a crash as many threads are woken as there is work and room for."""

from contextlib import ExitStack
from uuid import uuid4

import pytest

from copilot.models import User
from imaging import sweep, tasks
from imaging.lanes import Lane
from tests.factories import make_job

pytestmark = pytest.mark.django_db


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    calls: list[int] = []
    monkeypatch.setattr(tasks, "wake", lambda: calls.append(1))
    lane = Lane(lambda: False)
    lane.open(3)
    monkeypatch.setattr(tasks, "LANE", lane)
    return calls


@pytest.mark.parametrize(
    ("waiting", "busy", "expected"), [(0, 0, 0), (2, 0, 2), (5, 0, 3), (5, 2, 1), (5, 3, 0)]
)
def test_a_sweep_wakes_a_thread_for_each_job_that_waits_while_there_is_room(
    owner: User, woken: list[int], waiting: int, busy: int, expected: int
) -> None:
    for _ in range(waiting):
        make_job(owner)

    with ExitStack() as held:
        for _ in range(busy):
            held.enter_context(tasks.LANE.holding(uuid4()))
        sweep.sweep_jobs()

    assert len(woken) == expected
