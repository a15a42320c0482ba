"""The post is told from what is said beside it, however the chunks are cut."""

import pytest

from copilot.assistants.asides import AsideParser
from copilot.assistants.base import Talk, Write


def parse(*chunks: str) -> tuple[str, str]:
    parser = AsideParser()
    events = [event for chunk in chunks for event in parser.feed(chunk)]
    events += parser.end()
    post = "".join(event.text for event in events if isinstance(event, Write))
    talk = "".join(event.text for event in events if isinstance(event, Talk))
    assert parser.post == post
    return post, talk


@pytest.mark.parametrize(
    ("text", "post", "talk"),
    [
        ("Just a post.", "Just a post.", ""),
        ("<aside>A question?</aside>\n\nThe post.", "The post.", "A question?"),
        ("The post.\n<aside>A caveat.</aside>", "The post.\n", "A caveat."),
        ("<aside>Only talk, never closed", "", "Only talk, never closed"),
        ("<post>The post.</post>", "The post.", ""),
        ("5 < 6 and <b> stays", "5 < 6 and <b> stays", ""),
        ("ends with <", "ends with <", ""),
        ("<ASIDE>Hm</ASIDE>Post", "Post", "Hm"),
    ],
)
def test_any_cut_gives_the_same(text: str, post: str, talk: str) -> None:
    assert parse(text) == (post, talk)
    assert parse(*text) == (post, talk)
    for cut in range(len(text)):
        assert parse(text[:cut], text[cut:]) == (post, talk)


def test_text_is_not_held_back_longer_than_a_tag() -> None:
    parser = AsideParser()
    assert list(parser.feed("A hook <")) == [Write("A hook ")]
    assert list(parser.feed("b")) == [Write("<b")]
