"""Hints in a person's words, and the ideas that follow them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imaging.prompts.idea_writing import ideas_from
from imaging.prompts.ideas import IdeaKind, ImageIdea, suggest_ideas
from imaging.prompts.recent import Recent
from imaging.prompts.steer import _PEOPLE, read_hint
from tests.properties import examples

POST = (
    "We cut pick errors in our warehouse by 38 percent in six weeks. Three changes did it: dock "
    "schedules everyone can see, robots that ask for help, and a ten-minute review at 6 a.m. "
    "What would you change first on your floor?"
)


def before() -> list[Recent]:
    return [Recent(each.prompt, each.style, each.kind) for each in suggest_ideas(POST)]


def after(hint: str, *, turn: int = 1) -> tuple[ImageIdea, ...]:
    return suggest_ideas(POST, recent=before(), steer=read_hint(hint, turn=turn))


@pytest.mark.parametrize(
    ("hint", "understood", "missed"),
    [
        ("less literal", ("less literal",), ()),
        ("Not so literal, please", ("less literal",), ()),
        ("more literal", ("more literal",), ()),
        ("too abstract", ("more literal",), ()),
        ("no people or data, brighter", ("no people", "no data", "brighter"), ()),
        ("without people, but a diagram", ("no people", "diagram"), ()),
        ("a diagram, no photos", ("diagram", "no photo"), ()),
        ("as watercolour", ("watercolour",), ()),
        ("mehr Menschen, wärmer", ("people", "warmer"), ()),
        ("ohne Menschen", ("no people",), ()),
        ("moins littéral", ("less literal",), ()),
        ("sin personas, más oscuro", ("no people", "darker"), ()),
        ("make it pop", (), ("pop",)),
        ("no people and a gryphon", ("no people",), ("gryphon",)),
        ("no chairs", ("no chairs",), ()),
        ("bees and honey, please", ("bees", "honey"), ()),
        ("", (), ()),
    ],
)
def test_a_hint_is_read_and_what_is_not_understood_is_known(
    hint: str, understood: tuple[str, ...], missed: tuple[str, ...]
) -> None:
    steer = read_hint(hint)
    assert (steer.understood, steer.missed) == (understood, missed)


def test_less_literal_begins_with_a_metaphor_and_more_has_none() -> None:
    assert [each.kind for each in after("less literal")][:2] == ["metaphor", "object"]
    assert IdeaKind.METAPHOR not in {each.kind for each in after("more literal")}


def test_no_people_means_none_anywhere() -> None:
    ideas = after("no people")
    assert len(ideas) == 4
    for idea in ideas:
        assert idea.kind != IdeaKind.PEOPLE
        assert "No people, no text" in idea.prompt
        assert not _PEOPLE.search(idea.prompt.replace("No people", ""))


def test_a_thing_is_wished_for_or_kept_away_by_its_name() -> None:
    wished = after("bees and honey, please")[0]
    assert wished.kind == IdeaKind.OBJECT
    assert "bee" in wished.prompt
    for each in after("no robots"):
        assert "robot" not in f"{each.prompt} {each.description}".replace("No robots", "")
        assert "No robots, no text" in each.prompt


def test_five_sets_show_no_picture_again_under_the_same_words() -> None:
    seen: list[Recent] = []
    said: list[str] = []
    for turn in range(5):
        ideas = suggest_ideas(POST, recent=seen, steer=read_hint("", turn=turn))
        seen += [Recent(each.prompt, each.style, each.kind) for each in ideas]
        said += [each.description for each in ideas]
    assert len(said) - len(set(said)) <= 1, said


def test_kinds_styles_light_and_colour_follow_the_hint() -> None:
    assert after("a diagram")[0].kind == IdeaKind.DIAGRAM
    assert {each.style for each in after("photos")} == {"photographic", "cinematic"}
    assert {each.style for each in after("in watercolour")} == {"watercolour"}
    assert not {"photographic", "cinematic"} & {each.style for each in after("no photos")}
    assert all("one clear source" in each.prompt.lower() for each in after("darker"))
    assert all("soft charcoal" in each.prompt for each in after("black and white"))


def test_every_turn_brings_other_ideas() -> None:
    first = after("")
    seen = [*before(), *[Recent(each.prompt, each.style, each.kind) for each in first]]
    second = suggest_ideas(POST, recent=seen, steer=read_hint("", turn=2))
    prompts = [{each.prompt for each in ideas} for ideas in (suggest_ideas(POST), first, second)]
    assert len(set.union(*prompts)) == sum(map(len, prompts))


@examples(50)
@given(st.text(max_size=300))
def test_any_hint_leaves_distinct_well_formed_ideas(hint: str) -> None:
    ideas = after(hint)
    assert len({each.kind for each in ideas}) == len(ideas)
    for idea in ideas:
        assert 50 <= len(idea.prompt.split()) <= 102
        assert "no text, no logos" in idea.prompt.lower()


WORDS = "A wide dock before dawn with one lit door and a long shadow across wet concrete. " * 4


def answer(**changed: str) -> str:
    idea = {
        "kind": "place", "style": "cinematic", "layout": "figure-left", "prompt": WORDS,
        "description": "A dock before dawn", "quote": "a ten-minute review",
        "because": "It is six.",
    }  # fmt: skip
    return json.dumps({"ideas": [idea | changed, idea | {"kind": "data"}]})


def test_a_models_ideas_are_taken_with_their_sketch_and_quote() -> None:
    ideas = ideas_from(answer(), POST)
    assert ideas
    assert [each.kind for each in ideas] == ["place", "data"]
    assert ideas[0].reason == "From “a ten-minute review”. It is six."
    assert ideas[0].sketch
    assert ideas[0].prompt.endswith("No text, no logos, no watermarks.")


@pytest.mark.parametrize(
    "changed",
    [
        {"quote": "words nobody wrote"},
        {"quote": ""},
        {"prompt": "Too short"},
        {"prompt": "long " * 200},
        {"kind": "portrait"},
        {"style": "baroque"},
        {"kind": "data"},
        {"description": ""},
    ],
)
def test_what_is_not_fit_to_show_is_left_out(changed: dict[str, str]) -> None:
    ideas = ideas_from(answer(**changed), POST)
    assert ideas
    assert [each.kind for each in ideas] == ["data"]


@pytest.mark.parametrize("text", ["", "Sure!", "[]", '{"ideas": 3}', '{"ideas": [1, null]}'])
def test_no_ideas_are_none(text: str) -> None:
    assert ideas_from(text, POST) is None
