"""Alt text from a prompt: what is to be seen, in a length that is good to listen to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imaging.prompts.alt_text import AIM_MAX, AIM_MIN, alt_text
from imaging.prompts.ideas import suggest_ideas
from tests.analysis.posts import posts

DIRECTIONS = ("focal point", "palette", "No text", "watermark", "Lit by", "image of", "picture of")


@pytest.mark.parametrize(
    ("prompt", "told"),
    [
        ("A lighthouse", "A lighthouse."),
        ("Create a clean image of a team in an office, minimal style, no text",
         "A team in an office."),
        ("A photo of two engineers, 16:9, 4k, high-quality", "Two engineers."),
        ("Please make me a picture of my dog", "My dog."),
        ("A harbour at dawn. One crane moves. The single focal point is the crane. No text.",
         "A harbour at dawn. One crane moves."),
        ("Use warm colours. A baker lifts a tray out of the oven.",
         "A baker lifts a tray out of the oven."),
        ("Ein Leuchtturm am Meer, Boote im Hafen", "Ein Leuchtturm am Meer, Boote im Hafen."),
        ("Design studio at night", "Design studio at night."),
        ("A lamp. It stands for “Years of work”, words that are nowhere to be read in it.",
         "A lamp. It stands for “Years of work”."),
        ("Two hands. It has the mood of “Enough”; it is felt in the posture and written nowhere.",
         "Two hands. It has the mood of “Enough”."),
        ("", ""),
    ],
)  # fmt: skip
def test_the_scene_is_told_without_how_it_is_painted(prompt: str, told: str) -> None:
    assert alt_text(prompt) == told


def test_a_short_scene_is_introduced_by_the_line_on_it() -> None:
    told = alt_text("A boat on a still lake. No text.", "A boat waits for its crew.")

    assert told == "A boat waits for its crew. A boat on a still lake."


def test_the_prompts_of_ideas_give_a_scene_each() -> None:
    told = [
        alt_text(idea.prompt, idea.description)
        for post in posts()[:15]
        for idea in suggest_ideas(post.text)
    ]

    assert len(set(told)) > 0.9 * len(told)
    for each in told:
        assert 60 <= len(each) <= AIM_MAX
        assert not [word for word in DIRECTIONS if word.lower() in each.lower()]
    assert sum(len(each) >= AIM_MIN for each in told) > 0.8 * len(told)


def test_a_long_sentence_is_cut_between_words() -> None:
    told = alt_text("A row of " + "green and blue " * 40 + "boxes")

    assert AIM_MIN <= len(told) <= AIM_MAX
    assert told.rstrip(".").split()[-1] in {"green", "and", "blue"}


@given(st.text(max_size=600), st.text(max_size=80))
def test_any_text_gives_one_that_fits(prompt: str, description: str) -> None:
    told = alt_text(prompt, description)

    assert len(told) <= AIM_MAX + len(description)
    assert told == told.strip()
