"""Without a model a draft is changed by rules, and what they cannot do is declined."""

import pytest

from copilot.assistants.kinds import POST_MAX
from copilot.assistants.wishes import wishes
from tests.copilot.assistants.test_offline import answer

DRAFT = "Pick errors fell.\n\n• Docks\n• Robots\n• Reviews\n\nWhat would you add?\n\n#Docks #Robots"


def test_shorter_drops_the_last_point_and_rewords_nothing() -> None:
    post, talk, ideas = answer("make it shorter please", DRAFT)
    assert post == DRAFT.replace("\n• Reviews", "")
    assert "reworded nothing" in talk
    assert ideas == 4


def test_only_a_hook_cannot_be_shorter() -> None:
    post, talk, ideas = answer("shorter", "Pick errors fell.\n\nWhy?\n\n#Docks #Robots #Pick")
    assert (post, ideas) == ("", 0)
    assert "model" in talk


@pytest.mark.parametrize(
    "message", ["make it more casual", "make it funnier", "stronger hook", "kannst du locker?"]
)
def test_rewording_is_declined_with_what_can_be_done(message: str) -> None:
    post, talk, ideas = answer(message, DRAFT)
    assert (post, ideas) == ("", 0)
    assert "Gemini key" in talk


def test_what_is_to_be_added_stands_before_the_ending() -> None:
    post, _, _ = answer("please add that nobody worked overtime", DRAFT)
    assert post.split("\n\n")[2:] == [
        "Nobody worked overtime.",
        "What would you add?",
        "#Docks #Robots",
    ]


def test_new_notes_replace_the_draft() -> None:
    post, _, _ = answer("We opened a second warehouse in Rotterdam with 45 jobs", DRAFT)
    assert post.startswith("We opened a second warehouse in Rotterdam with 45 jobs.")
    assert "Docks" not in post


def test_a_long_draft_stays_within_its_limit_when_extended() -> None:
    long = "\n\n".join(["Words of a paragraph." * 10] * 14)
    post, _, _ = answer("add that nobody worked overtime in May", f"{long}\n\n#One #Two #Three")
    assert len(post) <= POST_MAX
    assert post.endswith("#One #Two #Three")


@pytest.mark.parametrize(
    "wish",
    [
        "in English please",
        "English please",
        "Could you do this in English?",
        "Kannst du das auf Englisch schreiben?",
        "auf Englisch bitte",
        "en anglais s'il te plaît",
    ],
)
def test_a_wish_for_another_language_is_told_what_it_needs(wish: str) -> None:
    notes = "Wir haben den Ausschuss um 31 Prozent gesenkt. Jedes Brot wurde gezählt."
    assert wishes(wish) == {"language": "en"}
    post, talk, _ = answer(wish, draft=notes)
    assert post == ""
    assert talk.startswith("Translating needs a model")
    assert "as far as I can tell" in answer(wish, draft="We counted each of the loaves.")[1]
    large = wish[0].upper() + wish[1:]
    for message in (f"{wish}: {notes}", f"{notes} {large}", f"{wish}\n\n{notes}"):
        assert answer(message)[0].replace("\n\n", " ").startswith(notes)
        assert wishes(message)["language"] == "en"


def test_a_language_that_is_told_about_is_no_wish() -> None:
    for told in ("We speak in English and German.", "Our site in English has 31 pages."):
        assert not wishes(told)
        assert told in answer(f"We opened in Kiel. {told} It took a year.")[0]
