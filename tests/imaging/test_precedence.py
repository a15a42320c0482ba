"""Scripts let pages go first, and streams let both, for a moment."""

import threading
import time

import pytest

from imaging.precedence import GIVE_WAY_S, Precedence, Rank


@pytest.mark.parametrize(
    ("first", "second"),
    [(Rank.PAGE, Rank.SCRIPT), (Rank.PAGE, Rank.STREAM), (Rank.SCRIPT, Rank.STREAM)],
)
def test_others_begin_when_the_first_is_done(first: Rank, second: Rank) -> None:
    precedence, order = Precedence(give_way_s=5), list[Rank]()

    def other() -> None:
        with precedence.turn(second):
            order.append(second)

    with precedence.turn(first):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(0.01)
        order.append(first)
    thread.join()

    assert order == [first, second]


@pytest.mark.parametrize(
    ("first", "second"),
    [(Rank.STREAM, Rank.PAGE), (Rank.SCRIPT, Rank.PAGE), (Rank.PAGE, Rank.PAGE)],
)
def test_nobody_waits_for_equals_or_for_those_after(first: Rank, second: Rank) -> None:
    precedence = Precedence(give_way_s=5)

    with precedence.turn(first):
        began = time.monotonic()
        with precedence.turn(second):
            waited_s = time.monotonic() - began

    assert waited_s < 1


def test_a_page_that_takes_long_holds_nobody_up_for_long() -> None:
    precedence = Precedence()

    with precedence.turn(Rank.PAGE):
        began = time.monotonic()
        with precedence.turn(Rank.SCRIPT):
            waited_s = time.monotonic() - began

    assert waited_s >= GIVE_WAY_S


def test_a_page_that_breaks_gives_way_too() -> None:
    precedence = Precedence(give_way_s=5)
    with pytest.raises(ZeroDivisionError), precedence.turn(Rank.PAGE):
        raise ZeroDivisionError

    began = time.monotonic()
    with precedence.turn(Rank.SCRIPT):
        waited_s = time.monotonic() - began

    assert waited_s < 1
