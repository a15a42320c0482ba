"""Scripts and streams let pages go first, for a moment."""

import threading
import time

import pytest

from imaging.precedence import GIVE_WAY_S, Precedence


def test_others_begin_when_the_page_is_made() -> None:
    precedence, order = Precedence(give_way_s=5), list[str]()

    def other() -> None:
        precedence.give_way()
        order.append("other")

    with precedence.of_page():
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(0.01)
        order.append("page")
    thread.join()

    assert order == ["page", "other"]


def test_a_page_that_takes_long_holds_nobody_up_for_long() -> None:
    precedence = Precedence()

    with precedence.of_page():
        began = time.monotonic()
        precedence.give_way()

    assert time.monotonic() - began >= GIVE_WAY_S


def test_a_page_that_breaks_gives_way_too() -> None:
    precedence = Precedence(give_way_s=5)
    with pytest.raises(ZeroDivisionError), precedence.of_page():
        raise ZeroDivisionError

    began = time.monotonic()
    precedence.give_way()

    assert time.monotonic() - began < 1
