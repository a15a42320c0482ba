"""A lane works everything off, never wider than its capacity, whatever messages come."""

import threading
from collections.abc import Callable
from functools import partial
from time import monotonic, sleep
from uuid import uuid4

from imaging.lanes import Lane


def eventually(holds: Callable[[], bool]) -> bool:
    until = monotonic() + 10
    while not holds() and monotonic() < until:
        sleep(0.005)
    return holds()


def test_one_message_works_off_everything_that_waits() -> None:
    waiting = [1, 2, 3]
    done: list[int] = []

    def run_next() -> bool:
        if not waiting:
            return False
        done.append(waiting.pop(0))
        return True

    lane = Lane(run_next)
    lane.open(1)
    lane.wake()

    assert eventually(lambda: done == [1, 2, 3])


def test_a_lane_is_never_wider_than_its_capacity() -> None:
    lock = threading.Lock()
    running = peak = 0
    left = 20

    def run_next() -> bool:
        nonlocal running, peak, left
        with lock:
            if not left:
                return False
            left -= 1
            running += 1
            peak = max(peak, running)
        sleep(0.01)
        with lock:
            running -= 1
        return True

    lane = Lane(run_next)
    lane.open(3)
    for _ in range(20):
        lane.wake()

    assert eventually(lambda: left == running == 0)
    assert peak == 3


def test_the_thread_that_worked_last_works_next() -> None:
    """Its connection to the database is warm."""
    threads: list[str] = []

    def run_next() -> bool:
        threads.append(threading.current_thread().name)
        return False

    lane = Lane(run_next)
    lane.open(4)

    def all_rest_after(looks: int) -> bool:
        return len(threads) == looks and len(lane._idle) == 4

    for looks in range(5):
        assert eventually(partial(all_rest_after, looks))
        lane.wake()

    assert eventually(partial(all_rest_after, 5))
    assert len(set(threads)) == 1


def test_work_that_comes_as_the_last_thread_leaves_is_not_forgotten() -> None:
    """The message comes while the only thread has just found nothing."""
    waiting: list[int] = []
    done: list[int] = []

    def run_next() -> bool:
        if waiting:
            done.append(waiting.pop())
            return True
        if not done:
            waiting.append(1)
            lane.wake()
        return False

    lane = Lane(run_next)
    lane.open(1)
    lane.wake()

    assert eventually(lambda: done == [1])


def test_work_that_breaks_off_costs_the_lane_no_thread() -> None:
    looks: list[int] = []

    def run_next() -> bool:
        looks.append(1)
        if len(looks) == 1:
            raise OSError("the database is away")
        return False

    lane = Lane(run_next)
    lane.open(1)
    lane.wake()
    assert eventually(lambda: len(looks) == 1)
    lane.wake()

    assert eventually(lambda: len(looks) == 2)


def test_a_stopped_lane_begins_nothing_new() -> None:
    begun = []

    def run_next() -> bool:
        begun.append(1)
        return True

    lane = Lane(run_next)
    lane.stop()
    lane.open(1)
    lane.wake()
    sleep(0.05)

    assert begun == []


def test_a_lane_knows_the_claims_it_holds() -> None:
    lane = Lane(lambda: False)
    claim = uuid4()
    with lane.holding(claim):
        assert lane.claims == [claim]
    assert lane.claims == []
