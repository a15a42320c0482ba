"""The finished prompt keeps the person's words and adds how the picture is made."""

import pytest

from imaging.prompts.ideas import suggest_ideas
from imaging.prompts.styles import STYLES, style
from imaging.prompts.writing import write_prompt
from imaging.providers.types import Format
from tests.imaging.prompts.posts import WAREHOUSE

SLUGS = [
    "photographic", "editorial", "minimal", "watercolour", "isometric", "line-art", "flat",
    "three-d", "collage", "cinematic", "blueprint",
]  # fmt: skip


def test_the_styles_people_choose_from() -> None:
    assert [each.slug for each in STYLES] == SLUGS
    assert len({each.fragment for each in STYLES}) == len(STYLES)
    assert style("oil") is None


@pytest.mark.parametrize("format_", list(Format))
@pytest.mark.parametrize("slug", ["", *SLUGS])
def test_the_persons_prompt_comes_first_and_whole(format_: Format, slug: str) -> None:
    prompt = write_prompt(prompt="A robot, waving", content="", style=slug, format=format_)
    assert prompt.startswith("A robot, waving.")
    chosen = style(slug)
    assert chosen is None or chosen.fragment in prompt


def test_each_format_has_its_own_composition() -> None:
    prompts = {write_prompt(prompt="A robot", content="", style="", format=each) for each in Format}
    assert len(prompts) == len(Format)


def test_a_landscape_can_be_cropped() -> None:
    prompt = write_prompt(prompt="A robot", content="", style="", format=Format.LANDSCAPE)
    assert "cropped" in prompt


def test_nothing_unwanted_unless_it_was_asked_for() -> None:
    plain = write_prompt(prompt="A robot", content="", style="", format=Format.SQUARE)
    assert plain.endswith("No text, no logos, no watermarks.")
    lettered = write_prompt(
        prompt="A sign that reads OPEN", content="", style="", format=Format.SQUARE
    )
    assert "no text" not in lettered.lower()


def test_from_a_post_alone_the_best_idea_is_taken() -> None:
    (best,) = suggest_ideas(WAREHOUSE, count=1)
    prompt = write_prompt(prompt=" ", content=WAREHOUSE, style="", format=Format.SQUARE)
    assert prompt.startswith(best.prompt)
    best_style = style(best.style)
    assert best_style is not None
    assert best_style.fragment in prompt
