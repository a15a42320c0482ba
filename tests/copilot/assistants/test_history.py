"""What of a long conversation a model is given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.assistants.base import Author, Turn
from copilot.assistants.history import trim

AUTHORS = st.sampled_from(Author)
TURNS = st.lists(st.builds(Turn, AUTHORS, st.text(max_size=50)), min_size=1, max_size=20)


@pytest.mark.parametrize(("max_chars", "kept"), [(9, 3), (8, 2), (5, 1), (0, 1)])
def test_the_oldest_turns_go_first_and_whole(max_chars: int, kept: int) -> None:
    turns = tuple(Turn(Author.PERSON, text) for text in ("abc", "def", "ghi"))
    assert trim(turns, max_chars=max_chars) == turns[-kept:]


@given(TURNS, st.integers(0, 400))
def test_the_last_turn_stays_and_the_rest_fits(turns: list[Turn], max_chars: int) -> None:
    kept = trim(turns, max_chars=max_chars)
    assert kept == tuple(turns[-len(kept) :])
    assert kept[-1] == turns[-1]
    assert len(kept) == 1 or sum(len(turn.text) for turn in kept) <= max_chars


def test_an_answer_whose_question_has_gone_goes_with_it() -> None:
    turns = tuple(
        Turn(author, "abc")
        for author in (Author.PERSON, Author.COPILOT, Author.PERSON, Author.COPILOT, Author.PERSON)
    )
    assert trim(turns, max_chars=12) == turns[2:]


def test_nothing_said_is_nothing_kept() -> None:
    assert trim(()) == ()
