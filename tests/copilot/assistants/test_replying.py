"""A reply to a comment says what a person wants said, and never how they told it."""

import pytest

from copilot.assistants.base import Author, Context, Talk, Turn, Write
from copilot.assistants.brief import Brief
from copilot.assistants.kinds import ContentType
from copilot.assistants.offline import NOT_WORDED, OfflineAssistant
from copilot.assistants.replying import THANKS

COMMENT = "Reply to this comment: “How did you start?” "


def answer(message: str) -> tuple[str, str]:
    """The reply and the talk."""
    brief = Brief(content_type=ContentType.COMMENT_REPLY)
    context = Context((Turn(Author.PERSON, message),), brief=brief)
    events = list(OfflineAssistant().reply(context))
    post = "".join(event.text for event in events if isinstance(event, Write))
    return post, "".join(event.text for event in events if isinstance(event, Talk))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            "I want to be polite and say that we started with handwritten delivery notes.",
            f"{THANKS} We started with handwritten delivery notes.",
        ),
        ("I want to say that we started with paper.", "We started with paper."),
        (
            "Thank Lena for her feedback and tell her the fix ships on Friday.",
            "Thank you for your feedback, Lena. The fix ships on Friday.",
        ),
        (
            "Thank him for asking, and let him know that we began small.",
            "Thank you for asking. We began small.",
        ),
        ("Tell them we started with 2 vans. Be friendly.", "We started with 2 vans."),
        ("Thank you for asking! Let me know how yours goes.", ""),
        ("We began with 2 vans. Tell me about yours.", ""),
    ],
)
def test_a_reply_says_what_it_is_told_to(told: str, said: str) -> None:
    assert answer(f"{COMMENT}{told}")[0] == (said or told)


@pytest.mark.parametrize(
    "told",
    [
        "Thank Lena for her feedback and tell her that her export works on Friday.",
        "Apologise for the delay and promise it for Friday.",
        "Ask her which browser she has used so far.",
        "Bedanke dich bei Lena für ihr Feedback und sag ihr, dass die Korrektur am Freitag kommt.",
    ],
)
def test_what_takes_other_words_is_asked_for(told: str) -> None:
    assert answer(f"{COMMENT}{told}") == ("", NOT_WORDED)
