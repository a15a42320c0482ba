"""Without a model each kind of post has a shape of its own, and asks for what it needs."""

import re

from copilot.assistants.base import Author, Context, Suggest, Talk, Turn, Write
from copilot.assistants.brief import Brief
from copilot.assistants.kinds import ContentType
from copilot.assistants.offline import OfflineAssistant

NOTES = (
    "Our docks: what changed\nPick errors fell by 38 percent.\n- Screens on docks\n"
    "- Robots that ask\n- A daily review\nWhich one would you try first?"
)


def answer(*messages: str, draft: str = "", **known: object) -> tuple[str, str]:
    turns = tuple(Turn(Author.PERSON, message) for message in messages)
    context = Context(turns=turns, draft=draft, **known)  # type: ignore[arg-type]
    events = list(OfflineAssistant().reply(context))
    assert any(isinstance(event, Suggest) for event in events) == any(
        isinstance(event, Write) for event in events
    )
    post = "".join(event.text for event in events if isinstance(event, Write))
    return post, "".join(event.text for event in events if isinstance(event, Talk))


def shaped(kind: ContentType, *messages: str) -> str:
    return answer(*(messages or (NOTES,)), brief=Brief(content_type=kind))[0]


def test_each_kind_has_a_shape_of_its_own() -> None:
    carousel = shaped(ContentType.CAROUSEL)
    assert re.findall(r"^Slide \d$", carousel, re.MULTILINE)[:2] == ["Slide 1", "Slide 2"]
    assert carousel.split("\n\n")[-1].startswith("#")
    script = shaped(ContentType.VIDEO_SCRIPT)
    assert script.startswith("0:00 Hook\n")
    assert "#" not in script
    article = shaped(ContentType.ARTICLE)
    assert not article.split("\n\n")[0].endswith(".")
    assert "#" not in article
    reply = shaped(ContentType.COMMENT_REPLY)
    assert "\n" not in reply
    poll = shaped(ContentType.POLL)
    assert (
        "Which one would you try first?\n○ Screens on docks\n○ Robots that ask\n○ A daily review"
        in poll
    )
    assert len({carousel, script, article, reply, poll}) == 5


def test_a_poll_without_options_asks_for_them() -> None:
    post, talk = answer("Errors fell by 38 percent.", brief=Brief(content_type=ContentType.POLL))
    assert post == ""
    assert "A poll needs 2 to 4 options" in talk


def test_the_notes_of_before_take_another_shape() -> None:
    draft = "Errors fell by 38 percent."
    post, _ = answer(
        NOTES,
        "Turn this into a carousel",
        draft=draft,
        brief=Brief(content_type=ContentType.CAROUSEL),
    )
    assert post.startswith("Slide 1\n")
    assert "Screens on docks" in post


def test_a_vague_wish_is_asked_one_question() -> None:
    post, talk = answer("I want to write a post about leadership")
    assert post == ""
    assert talk.startswith("Leadership: what did you see or do")
    assert talk.count("?") == 1


def test_another_language_is_not_pretended() -> None:
    post, talk = answer(NOTES, brief=Brief(language="de"))
    assert "Pick errors fell" in post
    assert "into German needs a model" in talk
