"""What is offered for a refused prompt, written without a model."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imaging.limits import PROMPT_MAX
from imaging.prompts.safer import safer_prompt, sensitive
from imaging.providers.types import Operation
from tests.properties import examples

POST = (
    "We cut pick errors in our warehouse by 38 percent in six weeks. Sofia, who runs the night "
    "shift, moved the shelves."
)
ARMED = (
    "A warehouse picker at a shelf scans a parcel in warm light, wide frame. Elon Musk stands "
    "behind her with a gun."
)
GENERATE = Operation.GENERATE


@pytest.mark.parametrize(
    ("prompt", "found"),
    [
        ("A soldier with a gun", ("gun",)),
        ("Guns on a table", ("Guns",)),
        ("Beside the desk, Elon Musk smiles", ("Elon Musk",)),
        ("Two founders, Jane Goodall and a colleague", ("Jane Goodall",)),
        ("A can of Coca-Cola on ice", ("Coca-Cola",)),
        ("ein Mann mit einer Pistole", ("Pistole",)),
        ("A lighthouse above a calm harbour", ()),
        ("The winner stands by the window", ()),
        ("Begun at dawn, a warm gunmetal grey", ()),
        ("The choir sang of flawless execution", ()),
        ("le sang sur la neige et dans les rues de la ville", ("sang",)),
    ],
)
def test_whole_words_and_names_are_found_as_they_stand(prompt: str, found: tuple[str, ...]) -> None:
    assert sensitive(prompt) == found


def test_what_may_have_been_meant_is_left_out_and_named() -> None:
    offer = safer_prompt(ARMED, content=POST, operation=GENERATE)
    assert offer.prompt == (
        "A warehouse picker at a shelf scans a parcel in warm light, wide frame."
    )
    assert offer.reason.startswith("This leaves out “Elon Musk” and “gun”.")
    assert offer.is_new


def test_where_nothing_is_left_the_post_gives_a_fresh_idea() -> None:
    offer = safer_prompt("A soldier with a gun.", content=POST, operation=GENERATE)
    assert "warehouse" in offer.prompt
    assert "“gun”" in offer.reason
    assert sensitive(offer.prompt) == ()


def test_where_nothing_stands_out_it_is_said_and_another_idea_offered() -> None:
    first = safer_prompt("A lighthouse.", content=POST, operation=GENERATE)
    again = safer_prompt(first.prompt, content=POST, operation=GENERATE)
    assert "does not say which words" in first.reason
    assert again.is_new
    assert again.prompt != first.prompt


@pytest.mark.parametrize(
    ("prompt", "content", "operation"),
    [
        ("A lighthouse.", "", GENERATE),
        ("Make it warmer.", POST, Operation.EDIT),
        ("A lighthouse.", POST, Operation.VARY),
        ("Give him a gun.", POST, Operation.EDIT),
    ],
)
def test_where_nothing_honest_can_be_written_the_prompt_is_to_be_edited(
    prompt: str, content: str, operation: Operation
) -> None:
    offer = safer_prompt(prompt, content=content, operation=operation)
    assert (offer.prompt, offer.is_new) == (prompt, False)
    assert offer.reason.endswith(".")


@examples(60)
@given(
    prompt=st.text(max_size=400),
    content=st.text(max_size=400),
    operation=st.sampled_from(Operation),
)
def test_any_text_gets_an_offer_that_can_be_sent(
    prompt: str, content: str, operation: Operation
) -> None:
    offer = safer_prompt(prompt, content=content, operation=operation)
    assert len(offer.prompt) <= PROMPT_MAX
    assert offer.is_new == (offer.prompt != prompt)
    assert not (offer.is_new and sensitive(offer.prompt))
