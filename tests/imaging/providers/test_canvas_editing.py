"""What the canvas changes in its own drawings, and what it says of the rest."""

import io
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from imaging.pictures.contrast import READABLE, contrast, luminance
from imaging.providers.canvas import CanvasProvider
from imaging.providers.canvas.composition import Choice
from imaging.providers.canvas.drawing import Drawing
from imaging.providers.canvas.palettes import PALETTES, shaded
from imaging.providers.canvas.reading import _chosen, layout_of
from imaging.providers.errors import UnsupportedOption
from imaging.providers.types import Format, ImageRequest, Operation
from tests.imaging.providers.canvas_posts import POSTS

CANVAS = CanvasProvider()
HOOK = "Nine out of ten dashboards are never opened again."
FIRST = ImageRequest(prompt="p", content=HOOK, seed="1")


def drawing_from(request: ImageRequest) -> tuple[Drawing, Image.Image]:
    payload = CANVAS.generate("canvas-1", request).payloads[0]
    assert payload.drawing is not None
    return Drawing.from_json(payload.drawing), Image.open(io.BytesIO(payload.data)).convert("RGB")


def asking(drawing: Drawing, instruction: str, **values: Any) -> ImageRequest:
    return ImageRequest(
        prompt="Edit the first picture.",
        operation=Operation.EDIT,
        source_provider="canvas",
        source_drawing=drawing.as_json(),
        instruction=instruction,
        **values,
    )


def edited(drawing: Drawing, instruction: str) -> Drawing:
    return drawing_from(asking(drawing, instruction))[0]


def look(drawing: Drawing) -> Choice:
    return _chosen(drawing, None)[0]


@pytest.fixture
def drawing() -> Drawing:
    return drawing_from(FIRST)[0]


@pytest.mark.parametrize("post", POSTS)
def test_without_an_instruction_the_drawing_gives_the_very_picture_again(post: str) -> None:
    drawing, picture = drawing_from(replace(FIRST, content=post))

    assert drawing_from(asking(drawing, ""))[1].tobytes() == picture.tobytes()


@pytest.mark.parametrize(
    ("instruction", "words"),
    [
        ("Change the text to “Nobody looks.”", "Nobody looks."),
        ("change the headline to Nobody looks, and nobody cares", "Nobody looks, and nobody cares"),
        ("make it say: nobody looks", "nobody looks"),
        ('Replace "dashboards" with "reports"', HOOK.replace("dashboards", "reports")),
        ("Ändere den Text zu Niemand schaut hin", "Niemand schaut hin"),
    ],
)
def test_other_words_are_set_in_the_same_design(
    drawing: Drawing, instruction: str, words: str
) -> None:
    after = edited(drawing, instruction)

    assert after == replace(drawing, words=words)
    assert look(after).palette == look(drawing).palette


@pytest.mark.parametrize("instruction", ["Darker background", "make it a bit darker, please"])
def test_darker_is_dark_and_stays_readable(drawing: Drawing, instruction: str) -> None:
    light = replace(drawing, changes=replace(drawing.changes, palette="paper"))

    after = look(edited(light, instruction)).palette

    assert luminance(after.ground) < 0.1 < luminance(look(light).palette.ground)
    assert contrast(after.ink, after.ground) >= READABLE


@pytest.mark.parametrize("steps", [-2, -1, 1, 2])
@pytest.mark.parametrize("palette", PALETTES, ids=lambda each: each.name)
def test_every_shade_of_every_palette_can_be_read(palette: Any, steps: int) -> None:
    after = shaded(palette, steps)

    assert contrast(after.ink, after.ground) >= READABLE
    assert contrast(after.ink, after.soft) >= READABLE
    assert after.dark is (steps < 0)


@pytest.mark.parametrize(
    ("instruction", "palettes"),
    [
        ("use blue", {"harbour", "slate", "cobalt", "midnight"}),
        ("Please make the background dark green", {"forest"}),
        ("light blue background", {"slate"}),
        ("warmer colours", {"ember", "sand", "paper", "blush"}),
        ("in purple", {"plum"}),
    ],
)
def test_a_colour_by_its_name(drawing: Drawing, instruction: str, palettes: set[str]) -> None:
    assert look(edited(drawing, instruction)).palette.name in palettes


def test_the_same_colour_again_is_another_one_of_its_kind(drawing: Drawing) -> None:
    blue = edited(drawing, "use blue")
    bluer = edited(blue, "use blue")

    assert look(blue).palette != look(bluer).palette


def test_the_headline_grows_until_it_fills_its_place_and_then_says_so(drawing: Drawing) -> None:
    brief = edited(drawing, "change the text to Stop. It is enough for today, thank you all.")
    smaller = edited(brief, "smaller headline")

    def size(of: Drawing) -> float:
        return layout_of(of, FIRST).placed[-1].setting.size

    assert size(smaller) < size(brief)
    bigger = edited(smaller, "Make the headline bigger")
    assert size(bigger) > size(smaller)
    while CANVAS.offers("canvas-1", asking(bigger, "bigger headline")):
        bigger = edited(bigger, "bigger headline")
    assert CANVAS.why_not(asking(bigger, "bigger headline")).startswith(
        "The headline is as large as it fits."
    )


@pytest.mark.parametrize("instruction", ["remove the decoration", "no shapes", "simpler"])
def test_words_alone_on_the_ground(drawing: Drawing, instruction: str) -> None:
    after, picture = drawing_from(asking(drawing, instruction))
    palette = look(after).palette

    assert after.changes.bare
    assert {colour for _, colour in picture.getcolors(1 << 24) or []} >= {palette.ground}
    assert picture.getpixel((3, 3)) == picture.getpixel((1196, 3)) == palette.ground
    assert not edited(after, "bring the shapes back").changes.bare


def test_another_design_keeps_words_and_colours(drawing: Drawing) -> None:
    after = edited(drawing, "another design")

    assert look(after).design != look(drawing).design
    assert look(after).palette == look(drawing).palette
    assert after.words == drawing.words


def test_several_at_once_and_one_after_another_come_to_the_same(drawing: Drawing) -> None:
    at_once = edited(drawing, "Use blue and a darker background, then no decoration.")
    in_turn = edited(edited(edited(drawing, "use blue"), "darker background"), "no decoration")

    assert at_once == in_turn
    both = edited(drawing, "Use blue, and a smaller headline").changes
    assert (both.palette, both.size) == (edited(drawing, "use blue").changes.palette, 0.64)


@pytest.mark.parametrize(
    "instruction",
    [
        "remove the people",
        "darker background and remove the people",
        "make the lighthouse bigger",
        "bigger",
        "use blue for the headline",
        "…",
        "do not use blue",
        "blue or green",
        "replace “towers” with “trees”",
    ],
)
def test_what_it_does_not_understand_it_does_not_do_in_part(
    drawing: Drawing, instruction: str
) -> None:
    request = asking(drawing, instruction)

    assert not CANVAS.offers("canvas-1", request)
    assert CANVAS.why_not(request)
    with pytest.raises(UnsupportedOption):
        CANVAS.generate("canvas-1", request)


def test_what_it_can_do_is_said_with_what_it_did_not_understand(drawing: Drawing) -> None:
    told = CANVAS.why_not(asking(drawing, "darker background and remove the people"))

    assert "does not understand “remove the people”" in told
    assert "It can change the text" in told
    again = asking(edited(drawing, "no shapes"), "no shapes")
    assert CANVAS.why_not(again).startswith("It is so already.")


def test_nobody_elses_picture_is_edited(drawing: Drawing) -> None:
    request = replace(asking(drawing, "use blue"), source_provider="gemini")

    assert not CANVAS.offers("canvas-1", request)


def test_variations_and_styles_begin_from_what_was_changed(drawing: Drawing) -> None:
    source = edited(edited(drawing, "change the text to Nobody looks."), "smaller headline")
    vary = replace(asking(source, ""), operation=Operation.VARY, seed="2")

    near, far = drawing_from(replace(vary, near=True))[0], drawing_from(vary)[0]
    styled = drawing_from(replace(vary, operation=Operation.RESTYLE, style="blueprint", seed=""))[0]

    assert {each.words for each in (near, far, styled)} == {"Nobody looks."}
    assert {each.changes.size for each in (near, far, styled)} == {0.8}
    assert look(near).design == look(source).design
    assert look(near).palette == look(source).palette
    assert look(styled).palette.name in {"harbour", "cobalt"}


def test_another_format_shows_the_same_changes(drawing: Drawing) -> None:
    after = edited(drawing, "no decoration")

    _, square = drawing_from(asking(after, "", format=Format.SQUARE))

    assert square.size == (1080, 1080)
    assert square.getpixel((1070, 1070)) == look(after).palette.ground
