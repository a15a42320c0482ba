"""What models are told to do with pictures."""

import pytest

from imaging.prompts.operations import operation_prompt
from imaging.prompts.styles import STYLES
from imaging.prompts.writing import write_prompt
from imaging.providers.types import Format, Operation

STYLE = STYLES[0]


def written(operation: Operation, prompt: str = "Make it night", **options: object) -> str:
    fields = {"content": "", "style": "", "format": Format.SQUARE} | options
    return operation_prompt(operation, prompt=prompt, **fields)  # type: ignore[arg-type]


def test_a_new_picture_has_the_prompt_it_always_had() -> None:
    assert written(Operation.GENERATE, "A pier") == write_prompt(
        prompt="A pier", content="", style="", format=Format.SQUARE
    )


def test_an_edit_says_what_to_change_and_to_leave_the_rest() -> None:
    prompt = written(Operation.EDIT)
    assert prompt.startswith("Edit the first picture. Make it night. ")
    assert "exactly as it is" in prompt
    assert "composition," not in prompt.split("Make it night.")[0]


def test_a_restyle_keeps_the_composition_and_says_the_style() -> None:
    prompt = written(Operation.RESTYLE, "A pier", style=STYLE.slug)
    assert "Keep its subject, its composition" in prompt
    assert STYLE.fragment in prompt
    assert "What it is of: A pier." in prompt


def test_a_variation_wants_another_composition() -> None:
    assert "a clearly different composition" in written(Operation.VARY, "A pier")
    assert "What it is of" not in written(Operation.VARY, "")


@pytest.mark.parametrize(
    ("operation", "references", "words"),
    [
        (Operation.GENERATE, 1, "the attached picture,"),
        (Operation.GENERATE, 3, "the attached pictures,"),
        (Operation.RESTYLE, 1, "the second picture,"),
        (Operation.EDIT, 2, "the pictures after the first,"),
    ],
)
def test_references_are_named_by_their_place(
    operation: Operation, references: int, words: str
) -> None:
    assert f"from {words}" in written(operation, references=references)
    assert "Take colours" not in written(operation)
