"""A lane works everything off, never wider than its capacity, whatever messages come."""

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from imaging.lanes import Lane


def test_one_message_works_off_everything_that_waits() -> None:
    waiting = [1, 2, 3]
    done: list[int] = []

    def run_next() -> bool:
        if not waiting:
            return False
        done.append(waiting.pop(0))
        return True

    lane = Lane(run_next, has_work=lambda: bool(waiting))
    lane.open(1)
    lane.work()

    assert done == [1, 2, 3]


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
        threading.Event().wait(0.01)
        with lock:
            running -= 1
        return True

    lane = Lane(run_next, has_work=lambda: left > 0)
    lane.open(3)
    with ThreadPoolExecutor(8) as pool:
        for _ in range(20):
            pool.submit(lane.work)

    assert left == 0
    assert peak == 3


def test_work_that_comes_as_the_last_thread_leaves_is_not_forgotten() -> None:
    """A message is turned away while the only place is taken, after the claim found nothing."""
    waiting: list[int] = []
    done: list[int] = []

    def run_next() -> bool:
        if waiting:
            done.append(waiting.pop())
            return True
        if not done:
            waiting.append(1)
            lane.work()  # turned away: the place is held by the caller
        return False

    lane = Lane(run_next, has_work=lambda: bool(waiting))
    lane.open(1)
    lane.work()

    assert done == [1]


def test_a_stopped_lane_begins_nothing_new() -> None:
    begun = []

    def run_next() -> bool:
        begun.append(1)
        return False

    lane = Lane(run_next, has_work=lambda: True)
    lane.open(1)
    lane.stop()
    lane.work()
    assert begun == []


def test_a_lane_knows_the_claims_it_holds() -> None:
    lane = Lane(lambda: False, has_work=lambda: False)
    claim = uuid4()
    with lane.holding(claim):
        assert lane.claims == [claim]
    assert lane.claims == []
