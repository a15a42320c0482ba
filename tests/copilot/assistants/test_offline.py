"""Without a model a post is made of the person's own words, and of nothing else."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.assistants.base import Author, Context, Suggest, Talk, Turn, Write
from copilot.assistants.notes import read_notes
from copilot.assistants.offline import POST_MAX, QUESTIONS, OfflineAssistant

NOTES = (
    "Notes from our quarter: pick errors -38%, same headcount. Dock schedule on screens, robots "
    "that ask for help, ten-minute daily review. Make it a post."
)


def answer(message: str) -> tuple[str, str, int]:
    """The post, the talk and how many ideas came."""
    events = list(OfflineAssistant().reply(Context(turns=(Turn(Author.PERSON, message),))))
    post = "".join(event.text for event in events if isinstance(event, Write))
    talk = "".join(event.text for event in events if isinstance(event, Talk))
    return post, talk, sum(len(event.ideas) for event in events if isinstance(event, Suggest))


def test_notes_become_hook_points_question_and_hashtags() -> None:
    post, talk, ideas = answer(NOTES)
    hook, points, question, hashtags = post.split("\n\n")

    assert hook == "From our quarter: pick errors -38%, same headcount."
    assert points.splitlines() == [
        "• Dock schedule on screens",
        "• Robots that ask for help",
        "• Ten-minute daily review",
    ]
    assert question.endswith("?")
    assert 3 <= len(hashtags.split()) <= 5
    assert all(re.fullmatch(r"#\w+", each) for each in hashtags.split())
    assert "without AI" in talk
    assert ideas == 4


@pytest.mark.parametrize(
    "request_",
    [
        "Write a post about {}",
        "Can you draft a short LinkedIn post on {}",
        "please help me write a LinkedIn post about {}",
        "{} Make it a post.",
        "{} Turn this into a LinkedIn post, please!",
        "Escribe un post sobre {}",
    ],
)
def test_the_request_is_not_part_of_the_post(request_: str) -> None:
    material = "Our warehouse robots cut pick errors by 38 percent."
    post, _, _ = answer(request_.format(material))
    assert post.startswith(material)
    assert "post" not in post.split("\n\n")[0].lower()


@pytest.mark.parametrize("message", ["hi", "Hello!", "Write a post", "", "🎉", "make it a post"])
def test_too_little_is_answered_with_what_is_needed(message: str) -> None:
    post, talk, ideas = answer(message)
    assert (post, ideas) == ("", 0)
    assert "notes" in talk


def test_a_long_text_is_cut_at_a_whole_block() -> None:
    post, _, _ = answer("\n".join(f"Sentence number {n} tells of a warehouse." for n in range(300)))
    assert len(post) <= POST_MAX
    assert all(block.endswith((".", "?")) or block.startswith("#") for block in post.split("\n\n"))


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=400))
def test_no_word_is_invented(message: str) -> None:
    post, _, _ = answer(message)
    if not post:
        return
    connective = {
        word
        for pair in QUESTIONS.values()
        for sentence in pair
        for word in re.findall(r"\w+", sentence.lower())
    }
    own = re.sub(r"\W+", "", message.casefold())
    for word in re.findall(r"\w+", re.sub(r"#\w+", "", post).casefold()):
        assert word in own or word in connective


def test_bullets_stay_points_and_numbers_stay_whole() -> None:
    notes = read_notes("- hired 3 people\n- revenue up 12% to $4.2M\n- 1,200 visitors a day")
    assert notes.points == ("hired 3 people", "revenue up 12% to $4.2M", "1,200 visitors a day")
