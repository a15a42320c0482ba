"""Ideas differ by construction, say what the post says, and come for any text."""

import json
import re
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imaging.prompts.ideas import IdeaKind, ImageIdea, suggest_ideas
from imaging.prompts.styles import style
from tests.analysis.posts import tuning
from tests.imaging.prompts.posts import (
    BAKERY,
    CLARITY,
    DASHBOARDS,
    EMERGENCY,
    HOSPITAL,
    POSTS,
    WAREHOUSE,
)
from tests.properties import examples

QUOTED = re.compile("“(.+?)”", re.DOTALL)


def stands_in(quote: str, post: str) -> bool:
    """Word for word; an ellipsis at an end says that the post goes on there."""
    kept = quote.removeprefix("… ").removesuffix(" …")
    return kept in " ".join(post.split())


def idea_of(kind: IdeaKind, post: str) -> ImageIdea:
    return next(idea for idea in suggest_ideas(post, count=len(IdeaKind)) if idea.kind == kind)


def check_well_formed(ideas: tuple[ImageIdea, ...], post: str) -> None:
    assert len({idea.kind for idea in ideas}) == len(ideas) == 4
    assert len({idea.style for idea in ideas}) == 4
    for idea in ideas:
        assert 50 <= len(idea.prompt.split()) <= 100, idea.prompt
        assert idea.prompt.count("focal point") == 1
        assert idea.prompt.endswith("No text, no logos, no watermarks.")
        assert idea.description.strip()
        assert "\n" not in idea.description
        assert style(idea.style) is not None
        assert idea.sketch
        assert all(stands_in(quote, post) for quote in QUOTED.findall(idea.reason))


@pytest.mark.parametrize("post", POSTS)
def test_four_well_formed_ideas_that_quote_the_post(post: str) -> None:
    ideas = suggest_ideas(post)
    check_well_formed(ideas, post)
    for idea in ideas:
        assert QUOTED.search(idea.reason)
        assert "{" not in idea.prompt + idea.description + idea.reason


def test_no_idea_quotes_the_hashtags() -> None:
    post = (
        "Charging takes 40 minutes instead of 8 hours.\n\nWhat would you add?\n\n"
        "#LithiumForklifts #Warehouse #Charging"
    )
    for text in (post, post.replace("#LithiumForklifts ", "").replace(" #Charging", "")):
        for idea in suggest_ideas(text):
            (quote,) = QUOTED.findall(idea.reason)
            assert "#" not in quote
            assert quote.casefold() != "warehouse", idea.reason


def test_no_two_ideas_of_a_post_are_sketched_alike() -> None:
    for post in (*POSTS, *(each.text for each in tuning())):
        sketches = [idea.sketch for idea in suggest_ideas(post)]
        assert len(set(sketches)) == len(sketches), post


@examples(150)
@given(st.text(max_size=600))
def test_any_text_gives_four_well_formed_ideas(post: str) -> None:
    check_well_formed(suggest_ideas(post), post)


words_of_posts = st.sampled_from(sorted({word for post in POSTS for word in post.split()}))


@examples(150)
@given(st.lists(words_of_posts, max_size=80))
def test_any_mixture_of_words_gives_four_well_formed_ideas(words: list[str]) -> None:
    post = " ".join(words)
    check_well_formed(suggest_ideas(post), post)


@pytest.mark.parametrize(
    "post", ["", "🎉🎉🎉", "今日は新しい倉庫を開きました。", "مستودع جديد", "a" * 5000]
)
def test_texts_without_words_we_know_are_no_exception(post: str) -> None:
    check_well_formed(suggest_ideas(post), post)


def test_the_same_post_gives_the_same_ideas_and_another_gives_others() -> None:
    assert suggest_ideas(WAREHOUSE) == suggest_ideas(WAREHOUSE)
    prompts = [idea.prompt for post in POSTS for idea in suggest_ideas(post)]
    assert len(set(prompts)) == len(prompts)


def test_no_two_posts_share_more_than_the_plain_finish_of_a_prompt() -> None:
    openings = [idea.prompt[:60] for post in POSTS for idea in suggest_ideas(post)]
    assert len(set(openings)) >= 0.8 * len(openings)


def test_what_the_post_names_is_in_the_picture() -> None:
    prompts = " ".join(idea.prompt for idea in suggest_ideas(WAREHOUSE))
    assert "warehouse aisle" in prompts
    assert "parcels" in prompts
    assert "robot" in prompts
    assert "loaf" in " ".join(idea.prompt for idea in suggest_ideas(BAKERY))


def test_a_fall_is_shown_in_its_true_proportion() -> None:
    prompt = idea_of(IdeaKind.DATA, WAREHOUSE).prompt
    falls = re.search(
        r"left one eight high, the right one only five|the last one three fifths|"
        r"once held eight .+ only five can",
        prompt,
    )
    assert falls, prompt
    assert re.search(
        r"a fifth the height|nine high, the right one only two|once held five .+ only one can",
        idea_of(IdeaKind.DATA, HOSPITAL).prompt,
    )


def test_the_sketch_draws_the_amounts_of_the_prompt() -> None:
    idea = idea_of(IdeaKind.DATA, EMERGENCY)
    bars = [shape for shape in idea.sketch if shape.kind == "rect"]
    assert len(bars) in {5, 7}


@pytest.mark.parametrize("post", [CLARITY, BAKERY, ""])
def test_there_is_no_data_without_a_number(post: str) -> None:
    kinds = {idea.kind for idea in suggest_ideas(post, count=len(IdeaKind))}
    assert kinds == set(IdeaKind) - {IdeaKind.DATA}


def test_a_number_is_shown_in_what_it_is_said_of() -> None:
    post = (
        "Which shirt shall we wear next season? Members' votes count double. "
        "And yes, the club cat has voted."
    )
    assert "cats" not in idea_of(IdeaKind.DATA, post).prompt


def test_no_figure_stands_in_a_prompt() -> None:
    for post in POSTS:
        for idea in suggest_ideas(post, count=len(IdeaKind)):
            assert not re.search(r"\d", idea.prompt), idea.prompt


def test_a_share_is_read_as_one() -> None:
    assert "61 of our 70" in idea_of(IdeaKind.DATA, DASHBOARDS).reason


@pytest.mark.parametrize("count", [0, 1, 2, 4])
def test_as_many_as_were_asked_for(count: int) -> None:
    assert len(suggest_ideas(WAREHOUSE, count=count)) == count


def test_an_idea_can_be_stored() -> None:
    stored = json.loads(json.dumps([asdict(idea) for idea in suggest_ideas(WAREHOUSE)]))
    assert stored[0]["kind"] in set(IdeaKind)
    assert {shape["kind"] for idea in stored for shape in idea["sketch"]} <= {
        "rect", "circle", "line", "path",
    }  # fmt: skip


def test_every_sketch_stays_in_its_box() -> None:
    for post in POSTS:
        for idea in suggest_ideas(post, count=len(IdeaKind)):
            numbers = [
                float(number)
                for shape in idea.sketch
                for number in re.findall(r"-?\d+(?:\.\d+)?", str(asdict(shape)))
            ]
            assert all(0 <= number <= 96 for number in numbers), (idea.description, numbers)


@pytest.mark.parametrize("named", ["night bus", "harbour crane", "market square", "truck"])
def test_what_no_room_holds_is_in_none(named: str) -> None:
    for turn in (
        "We decided",
        "We learned",
        "We mended",
        "We opened",
        "Thank you all for",
        "I miss",
    ):
        post = f"{turn} it together with our driver at the community centre: the {named}."
        for idea in suggest_ideas(post, count=len(IdeaKind)):
            for room in ("has crouched down", "arm's length", "corner of one room", "one surface"):
                assert room not in idea.prompt
