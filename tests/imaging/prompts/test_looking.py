"""What a model is asked of a picture, and what is believed of its answer."""

import json
import re
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imaging.limits import ALT_TEXT_MAX
from imaging.prompts.edits import SUGGESTIONS_MAX
from imaging.prompts.looking import (
    INSTRUCTION_MAX,
    REASON_MAX,
    TITLE_MAX,
    question,
    schema,
    sight_from,
)

SEEN = {
    "title": "Close the open hand",
    "instruction": "Let the hand at the left hold the tablet.",
    "reason": "Its fingers end in the air.",
}
ALT = "Two engineers bend over a pump in a bright hall, one of them pointing at a gauge."


def told(**answer: Any) -> str:
    return json.dumps({"suggestions": [SEEN], "alt_text": ALT} | answer)


def test_the_post_and_the_prompt_are_material() -> None:
    asked = question(content="We sold it.", prompt="A lighthouse", known=["More contrast"])
    assert "<post>\nWe sold it.\n</post>" in asked
    assert "<prompt>\nA lighthouse\n</prompt>" in asked
    assert "<known>\nMore contrast\n</known>" in asked


def test_an_answer_by_the_schema_is_taken_as_it_is() -> None:
    assert set(schema()["required"]) == {"suggestions", "alt_text"}
    sight = sight_from(told(), known=[])
    assert sight is not None
    (suggestion,) = sight.suggestions
    assert (suggestion.title, suggestion.instruction, suggestion.reason) == tuple(SEEN.values())
    assert sight.alt_text == ALT


@pytest.mark.parametrize(
    "answer",
    [
        "", "[]", "null", "A fine picture.", "{}", '{"suggestions": [], "alt_text": ""}',
        '{"suggestions": "many", "alt_text": 7}', json.dumps({"suggestions": [{"title": "x"}]}),
    ],
)  # fmt: skip
def test_what_says_nothing_is_no_answer(answer: str) -> None:
    assert sight_from(answer, known=[]) is None


def test_what_is_measured_already_or_said_twice_is_left_out() -> None:
    twice = [SEEN, SEEN | {"title": "close the open hand."}, SEEN | {"title": "More Contrast"}]
    sight = sight_from(told(suggestions=twice), known=["More contrast"])
    assert sight is not None
    assert [each.title for each in sight.suggestions] == ["Close the open hand"]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("An image of two engineers at a pump.", "Two engineers at a pump."),
        ("This photograph shows a pump", "A pump."),
        ("Close-up photo of a pump.", "A pump."),
        ("A worker takes a photo of a pump.", "A worker takes a photo of a pump."),
        ("A picture frame hangs askew.", "A picture frame hangs askew."),
    ],
)
def test_nobody_is_told_that_it_is_an_image(said: str, kept: str) -> None:
    sight = sight_from(told(alt_text=said), known=[])
    assert sight is not None
    assert sight.alt_text == kept


def test_a_long_description_ends_with_a_sentence() -> None:
    sight = sight_from(told(alt_text=" ".join([ALT] * 9)), known=[])
    assert sight is not None
    assert sight.alt_text == f"{ALT} {ALT} {ALT}"


UNKEPT = re.compile(r"[\x00\ud800-\udfff]")
JSON = st.recursive(
    st.none() | st.floats() | st.text(st.characters(exclude_categories=()), max_size=80),
    lambda inner: (
        st.lists(inner, max_size=8)
        | st.dictionaries(
            st.sampled_from(["suggestions", "alt_text", "title", "instruction", "reason"]), inner
        )
    ),
    max_leaves=30,
)


@given(JSON, st.text(max_size=200))
def test_whatever_a_model_answers_is_clamped(answer: Any, prose: str) -> None:
    for said in (json.dumps(answer), prose):
        sight = sight_from(said, known=[])
        if sight is None:
            continue
        assert sight.suggestions or sight.alt_text
        assert len(sight.suggestions) <= SUGGESTIONS_MAX
        assert len(sight.alt_text) <= ALT_TEXT_MAX
        for each in sight.suggestions:
            assert 0 < len(each.title) <= TITLE_MAX
            assert 0 < len(each.instruction) <= INSTRUCTION_MAX
            assert 0 < len(each.reason) <= REASON_MAX
        kept = [text for each in sight.suggestions for text in asdict(each).values()]
        assert not UNKEPT.search("".join([*kept, sight.alt_text]))
