"""A readable difference between two versions of a post."""

from hypothesis import given
from hypothesis import strategies as st

from copilot.differences import Kind, difference

WORDS = st.lists(st.sampled_from(["the", "dock", "robots", "ask", "for", "help", ".", "\n\n"]))


def marked(before: str, after: str) -> str:
    marks = {Kind.SAME: "{}", Kind.REMOVED: "[-{}-]", Kind.ADDED: "{{+{}+}}"}
    pieces = difference(before, after).pieces
    return "".join(marks[piece.kind].format(piece.text) for piece in pieces)


def test_words_are_marked_not_letters() -> None:
    assert marked("We cut errors by half.", "We cut mistakes by half.") == (
        "We cut [-errors-]{+mistakes+} by half."
    )


def test_what_only_follows_is_added() -> None:
    assert marked("One.", "One.\n\nTwo, too.") == "One.{+\n\nTwo, too.+}"
    assert difference("One.", "One.\n\nTwo, too.").added == 2


def test_a_lone_word_between_changes_is_part_of_the_change() -> None:
    assert marked("a small and old dock", "a big and new dock") == (
        "a [-small and old-]{+big and new+} dock"
    )


def test_a_change_never_swallows_a_paragraph_break() -> None:
    assert "\n\n" in [piece.text for piece in difference("One\n\ntwo", "Eins\n\nzwei").pieces]


def test_the_same_words_over_and_over_do_not_take_for_ever() -> None:
    assert difference("a " * 4000, "a " * 3999 + "b").added == 4000


@given(WORDS, WORDS)
def test_both_texts_can_be_read_from_it(before: list[str], after: list[str]) -> None:
    old, new = " ".join(before), " ".join(after)
    pieces = difference(old, new).pieces
    assert "".join(p.text for p in pieces if p.kind is not Kind.ADDED).split() == old.split()
    assert "".join(p.text for p in pieces if p.kind is not Kind.REMOVED) == new
