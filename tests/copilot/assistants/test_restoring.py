"""What a post has lost comes back where it stood, and what is added stands before the close."""

import pytest

from copilot.assistants.arranging import extended, write_post
from copilot.assistants.edits import Edit
from copilot.assistants.notes import read_notes
from copilot.assistants.revising import revised

NOTES = (
    "Onboarding took 21 days at our firm. Priya wrote a checklist for every role. "
    "She cut it to 4 days. The list hangs in the kitchen near the old coffee machine. "
    "Every newcomer adds one line to it. Nobody has quit in the first month since then."
)


def test_shorten_keeps_what_has_a_number() -> None:
    shorter = revised(write_post(read_notes(NOTES)), Edit.SHORTEN, ())
    assert shorter.text
    assert "21 days" in shorter.text
    assert "She cut it to 4 days." in shorter.text


@pytest.mark.parametrize("gone", ["Priya wrote a checklist for every role", "Every newcomer adds"])
def test_lengthen_puts_a_sentence_back_where_it_stood(gone: str) -> None:
    post = write_post(read_notes(NOTES))
    [lost] = [item.text for item in read_notes(NOTES).items if item.text.startswith(gone)]
    shorter = (
        post.replace(f"{lost} ", "", 1) if f"{lost} " in post else post.replace(f" {lost}", "")
    )
    assert lost not in shorter
    assert revised(shorter, Edit.LENGTHEN, (NOTES,)).text.split() == post.split()


def test_lengthen_puts_a_point_back_into_its_list() -> None:
    points = ("Screens on docks", "Gentle lamps at night", "A daily review", "Two gates")
    notes = "\n- ".join(("We cut errors by 38 percent.", *points))
    shorter = write_post(read_notes(notes)).split("\n\n#", maxsplit=1)[0]
    shorter = shorter.replace("• Gentle lamps at night\n", "")
    longer = revised(shorter, Edit.LENGTHEN, (notes,)).text
    assert "\n".join(f"• {point}" for point in points) in longer


@pytest.mark.parametrize(
    "close",
    [
        "What would you try first?",
        "What would you try first? Tell me in the comments.",
        "Tell me in the comments.",
        "Apply by Friday, the link is in the first comment. Apply now!",
        "Schreibt es in die Kommentare.",
        "What would you try first?\n\nLet me know below.",
    ],
)
def test_what_is_added_stands_before_the_close(close: str) -> None:
    post = f"We moved to Bremen in May.\n\n{close}\n\n#Bremen #Move"
    assert extended(post, "nobody worked overtime") == (
        f"We moved to Bremen in May.\n\nNobody worked overtime.\n\n{close}\n\n#Bremen #Move"
    )
