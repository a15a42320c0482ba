"""Plain words that ask for a change never become the post."""

import pytest

from copilot.assistants.arranging import as_sentence
from copilot.assistants.base import Author, Context, Talk, Turn, Write
from copilot.assistants.offline import OfflineAssistant

DRAFT = (
    "Pick errors fell by 38 percent.\n\nAnna Berg led it in Bremen. It took 4 months.\n\n"
    "\u2022 Screens on every dock\n\u2022 A daily review\n\n#Docks #Robots"
)


def after(message: str) -> tuple[str, str]:
    """The changed draft, "" for none, and what was said."""
    events = list(OfflineAssistant().reply(Context((Turn(Author.PERSON, message),), draft=DRAFT)))
    text = "".join(event.text for event in events if isinstance(event, Write))
    return text, "".join(event.text for event in events if isinstance(event, Talk))


@pytest.mark.parametrize(
    ("message", "old", "new"),
    [
        ("Replace Anna Berg with Lena Roth", "Anna Berg", "Lena Roth"),
        ("change 38 percent to 40 percent", "38 percent", "40 percent"),
        ("Ersetze \u201eBremen\u201c durch \u201eKiel\u201c.", "Bremen", "Kiel"),
        ("Change the hook to: Screens won", "Pick errors fell by 38 percent", "Screens won"),
        ("remove the sentence about Anna", "Anna Berg led it in Bremen. ", ""),
        ("Delete the bullet about screens", "\u2022 Screens on every dock\n", ""),
        ("add #Kiel and #docks", "#Robots", "#Robots #Kiel"),
        ("Add a hashtag for cargo bikes", "#Robots", "#Robots #CargoBikes"),
    ],
)
def test_a_correction_does_what_it_says_and_nothing_else(message: str, old: str, new: str) -> None:
    assert after(message)[0] == DRAFT.replace(old, new)


@pytest.mark.parametrize(
    "message",
    [
        "Replace Peter with Paul",
        "remove the sentence about Berlin",
        "move the list to the end",
        "undo",
        "use fewer hashtags",
        "start with the Anna paragraph",
        "Please add more detail about Bremen",
        "Füge hinzu, dass niemand Überstunden gemacht hat",
        "no, keep the hashtags",
        "I don't like it",
        "Anna's name is Anne",
    ],
)
def test_what_cannot_be_done_leaves_the_post_and_says_so(message: str) -> None:
    text, said = after(message)
    assert text == ""
    assert any(each in said for each in ("needs a model", "left the post", "changed nothing"))


@pytest.mark.parametrize(
    "message",
    [
        "A new post: Anna Berg runs our site in Kiel.",
        "We opened a second site in Rotterdam last week",
    ],
)
def test_another_post_can_still_be_begun_by_one_sentence(message: str) -> None:
    assert after(message)[0].startswith(as_sentence(message.removeprefix("A new post: ")))
