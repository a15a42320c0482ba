"""Every design in every format: words readable, inside their area, apart from each other."""

import random
from itertools import pairwise

import pytest

from imaging.pictures.contrast import READABLE, contrast
from imaging.providers.canvas import system_fonts
from imaging.providers.canvas.choosing import choose
from imaging.providers.canvas.composition import Choice, Design
from imaging.providers.canvas.designs import DESIGNS
from imaging.providers.canvas.figure import Figure, find_figure
from imaging.providers.canvas.headline import LONGEST, hook
from imaging.providers.canvas.palettes import PALETTES, Palette, readable_on
from imaging.providers.canvas.rendering import Layout, lay_out
from imaging.providers.canvas.scene import Scene
from imaging.providers.canvas.typefaces import cast
from imaging.providers.types import Format
from tests.imaging.providers.canvas_posts import POSTS

TEXTS = (
    "Hi it",
    "Stop doing that",
    "Your calendar is your strategy 📅👩🏽‍💻",
    "We cut 73% of our meetings and nobody noticed.",
    "Rechtsschutzversicherungsgesellschaften",
    "W" * 80,
    "x" * 400,
    "It was a long year and " * 17,
    *POSTS[3:10],
)
SOME_FIGURE = Figure("$4.2M", None)


def chance(seed: object = 0) -> random.Random:
    return random.Random(repr(seed))


def layout(
    design: Design, text: str, shape: Format, palette: Palette = PALETTES[0]
) -> Layout | None:
    words = hook(text)
    casting = cast(words, design.voice)
    if casting is None:
        return None
    figure = find_figure(words) or (SOME_FIGURE if design.needs_figure else None)
    choice = Choice(design, palette, casting)
    return lay_out(choice, shape.size, shape.size, figure, chance(text))


def test_there_are_at_least_six_designs_and_four_stand_without_words() -> None:
    assert len({design.name for design in DESIGNS}) == len(DESIGNS) >= 6
    assert sum(design.pictorial for design in DESIGNS) >= 4


@pytest.mark.parametrize("shape", Format)
@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.name)
def test_words_stay_in_their_area_and_apart(design: Design, shape: Format) -> None:
    margin = 0.05 * min(shape.size)
    for text in TEXTS:
        made = layout(design, text, shape)
        if made is None:  # a script for which this machine has no font
            continue
        boxes = []
        for placed, mask in zip(made.placed, made.masks(), strict=True):
            frame, ink = placed.frame, mask.getbbox()
            assert ink is not None
            assert frame.left >= margin
            assert frame.top >= margin
            assert frame.right <= shape.size[0] - margin
            assert frame.bottom <= shape.size[1] - margin
            assert ink[0] >= frame.left - 1
            assert ink[1] >= frame.top - 1
            assert ink[2] <= frame.right + 1
            assert ink[3] <= frame.bottom + 1
            boxes.append(ink)
            lines = placed.setting.lines
            for above, below in pairwise(lines):
                assert above.ink[3] < below.ink[1], f"lines of {text!r} touch"
        for at, one in enumerate(boxes):
            for other in boxes[at + 1 :]:
                assert one[2] < other[0] or other[2] < one[0] or one[3] < other[1]


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.name)
def test_words_are_readable_on_every_pixel_behind_them(design: Design) -> None:
    turn = DESIGNS.index(design)
    for number, palette in enumerate(PALETTES):
        shape = list(Format)[(number + turn) % 3]
        made = layout(design, TEXTS[(number + turn // 3) % 8], shape, palette)
        assert made is not None
        shrink = 3
        behind = made.composition.scene.render(made.width // shrink, made.height // shrink)
        for placed in made.placed:
            left, top, right, bottom = (round(edge / shrink) for edge in placed.setting.ink)
            under = behind.crop((left, top, right, bottom)).tobytes()
            seen = set(zip(under[::3], under[1::3], under[2::3], strict=True))
            worst = min(contrast(colour, placed.words.colour) for colour in seen)
            assert worst >= READABLE, f"{worst:.2f} in {palette.name}"


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_palettes_are_readable(palette: Palette) -> None:
    assert contrast(palette.ink, palette.ground) >= 7
    assert contrast(palette.ink, palette.soft) >= READABLE
    for shape in palette.shapes:
        assert contrast(readable_on(shape, palette), shape) >= READABLE


@pytest.mark.parametrize("shape", Format)
@pytest.mark.parametrize("design", [d for d in DESIGNS if d.pictorial], ids=lambda d: d.name)
def test_a_picture_without_words_is_still_a_picture(design: Design, shape: Format) -> None:
    choice = Choice(design, PALETTES[1], None)
    made = lay_out(choice, shape.size, (240, 240), None, chance())
    assert made.placed == ()
    seen = made.draw().getcolors(100_000) or []
    assert len(seen) > 10
    assert max(count for count, _ in seen) < 0.95 * 240 * 240


def test_right_to_left_words_turn_the_picture_round() -> None:
    design = next(design for design in DESIGNS if design.name == "tiles")
    hebrew = layout(design, "לפני שנה פיטרו אותי", Format.LANDSCAPE)
    english = layout(design, "A year ago I was fired", Format.LANDSCAPE)
    assert hebrew is not None
    assert english is not None
    frame, ink = hebrew.placed[0].frame, hebrew.placed[0].setting.ink
    assert frame.right == Format.LANDSCAPE.size[0] - english.placed[0].frame.left
    assert abs(ink[2] - frame.right) <= 1
    assert hebrew.composition.scene.mirrored


def test_a_share_is_drawn_as_that_many_dots() -> None:
    design = next(design for design in DESIGNS if design.needs_figure)
    made = layout(design, "7% of plans survive", Format.SQUARE)
    fuller = layout(design, "93% of plans survive", Format.SQUARE)
    assert made is not None
    assert fuller is not None
    light = made.placed[0].words.colour
    amounts = []
    for each in (made, fuller):
        panel = each.composition.scene.render(540, 540).crop((0, 0, 540, 270))
        seen = panel.getcolors(300_000) or []
        amounts.append({colour: count for count, colour in seen}[light])
    assert amounts[1] / amounts[0] == pytest.approx(93 / 7, rel=0.1)


def test_a_headline_without_a_number_gets_no_number_design() -> None:
    for seed in range(200):
        choice = choose("Words alone", None, "", chance(seed))
        assert not choice.design.needs_figure


def test_the_choice_is_wide_and_a_style_narrows_it() -> None:
    figure = find_figure("We saved 40% of it")
    free = {choose("We saved 40% of it", figure, "", chance(n)).design.name for n in range(300)}
    assert free == {design.name for design in DESIGNS}
    lines = {choose("Words", None, "line-art", chance(n)).design.name for n in range(40)}
    assert lines == {"contours"}
    blue = {choose("Words", None, "blueprint", chance(n)).palette.name for n in range(40)}
    assert blue == {"harbour", "cobalt"}


def test_words_that_no_font_can_draw_leave_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_fonts, "font_folders", lambda: ())
    for seed in range(20):
        choice = choose("私たちは去年、すべての会議を廃止しました", None, "", chance(seed))
        assert choice.casting is None
        assert choice.design.pictorial


def test_a_scene_is_the_same_in_bands_as_in_one_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = Scene(100, 100, (250, 250, 250))
    scene.add(lambda pen: pen.disc(50, 50, 40, (20, 40, 60)))
    scene.add(lambda pen: pen.line([(0, 0), (100, 100)], 4, (200, 40, 60)))
    whole = scene.render(200, 200)
    monkeypatch.setattr("imaging.providers.canvas.scene._BAND_PIXELS", 200 * 9 * 17)
    assert scene.render(200, 200).tobytes() == whole.tobytes()


def test_the_longest_headline_is_never_set_too_small_to_read() -> None:
    text = hook("The people who do the work know best how to do it " * 9)
    assert len(text) > LONGEST - 20
    for design in (design for design in DESIGNS if design.roomy):
        for shape in Format:
            made = layout(design, text, shape)
            assert made is not None
            assert made.placed[-1].setting.size >= 0.03 * max(shape.size)
