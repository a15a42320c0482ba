"""A poll's options are read where a sentence names them; one that is too long is named."""

import pytest

from copilot.assistants.base import Author, Context, Talk, Turn, Write
from copilot.assistants.brief import Brief
from copilot.assistants.kinds import ContentType
from copilot.assistants.offline import OfflineAssistant


def answer(message: str) -> tuple[str, str]:
    """The poll and the talk."""
    context = Context((Turn(Author.PERSON, message),), brief=Brief(content_type=ContentType.POLL))
    events = list(OfflineAssistant().reply(context))
    post = "".join(event.text for event in events if isinstance(event, Write))
    return post, "".join(event.text for event in events if isinstance(event, Talk))


@pytest.mark.parametrize(
    ("message", "question"),
    [
        (
            "Make a poll: Do you prefer remote, hybrid or office work?",
            "Do you prefer remote, hybrid or office work?",
        ),
        ("prefer remote, hybrid or office work", "Which do you prefer?"),
        ("A poll: do people prefer remote, hybrid or office work", "Which do you prefer?"),
    ],
)
def test_options_are_read_from_a_sentence(message: str, question: str) -> None:
    assert answer(message)[0].startswith(f"{question}\n○ Remote\n○ Hybrid\n○ Office work")


def test_an_option_that_is_too_long_is_named() -> None:
    long = "remote work from wherever you like"
    post, talk = answer(f"Which do you prefer?\n- {long}\n- office\n- hybrid")
    assert post == ""
    assert f"“{long}” has {len(long)}" in talk
