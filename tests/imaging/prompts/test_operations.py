"""What models are told to do with pictures."""

import pytest

from imaging.prompts.operations import operation_prompt
from imaging.prompts.styles import STYLES
from imaging.prompts.writing import write_prompt
from imaging.providers.types import Format, Operation, ReferenceRole

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
    ("operation", "roles", "said"),
    [
        (Operation.GENERATE, "style", ["Image 1 is a style reference"]),
        (Operation.GENERATE, "style style style", ["Images 1, 2 and 3 are style references"]),
        (
            Operation.GENERATE,
            "logo subject style subject",
            ["Images 2 and 4 show the subject", "Image 3 is a style", "Image 1 is a logo"],
        ),
        (Operation.RESTYLE, "style", ["Image 2 is a style reference"]),
        (Operation.EDIT, "logo style", ["Image 3 is a style reference", "Image 2 is a logo"]),
    ],
)
def test_each_reference_is_named_by_its_place_and_told_what_it_is_for(
    operation: Operation, roles: str, said: list[str]
) -> None:
    prompt = written(operation, references=[ReferenceRole(each) for each in roles.split()])
    places = [prompt.index(each) for each in said]
    assert places == sorted(places)
    assert "Image" not in written(operation)


def test_a_logo_is_the_exception_to_no_logos() -> None:
    prompt = written(Operation.GENERATE, "A pier", references=[ReferenceRole.LOGO])
    assert "no logos" in prompt
    assert "the one exception to any wish for no logos" in prompt
