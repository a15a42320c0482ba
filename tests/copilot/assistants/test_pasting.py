"""Text that was pasted comes as it was broken; a post is made of its sentences."""

import pytest

from copilot.assistants.pasting import unpasted

LETTER = """Dear team,
last quarter we moved our support from e-mail to a
shared inbox. Response times went down from 26 hours
to 4 hours, and the team of 5 stayed the same.

Whoever opens a ticket closes it.

Best regards,
Jonas"""


def test_a_letter_comes_without_its_frame_and_its_line_breaks() -> None:
    assert unpasted(LETTER) == (
        "last quarter we moved our support from e-mail to a shared inbox. Response times went down "
        "from 26 hours to 4 hours, and the team of 5 stayed the same.\n\n"
        "Whoever opens a ticket closes it."
    )


def test_nouns_with_capitals_go_on_too() -> None:
    text = (
        "Wir haben im vergangenen Quartal den ganzen\nSupport umgestellt, von der E-Mail auf\n"
        "ein neues Postfach. Seitdem dauert eine\nAntwort nur noch vier Stunden."
    )
    assert unpasted(text) == text.replace("\n", " ")


@pytest.mark.parametrize(
    "text",
    [
        "moved our whole warehouse to bremen in march\nit took 6 weeks and 14 people to do it",
        "Pick errors are down 38 percent this year\nDock schedules are on screens since the spring",
        "Learned:\n- plan for a bit more time than you think\n- talk to people early, every day",
        "Hello Kiel, we are here.\nWe open on Monday.",
        "Thanks\nWe moved.",
    ],
)
def test_lines_that_stand_by_themselves_stay(text: str) -> None:
    assert unpasted(text) == text
