"""The canvas in a person's brand: whatever the colours, words can be read; a logo only fits in."""

import io
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from imaging.pictures.colour_names import Rgb
from imaging.pictures.contrast import READABLE, contrast
from imaging.providers.canvas import CanvasProvider
from imaging.providers.canvas.branding import brand_palettes, with_logo
from imaging.providers.canvas.composition import Choice
from imaging.providers.canvas.designs import DESIGNS
from imaging.providers.canvas.figure import find_figure
from imaging.providers.canvas.palettes import Palette, readable_on
from imaging.providers.canvas.rendering import lay_out
from imaging.providers.canvas.typefaces import cast
from imaging.providers.types import BrandLook, BrandRole, Format, ImageRequest
from tests.imaging.providers.brand_sheet import BRANDS, look, rings, wordmark
from tests.imaging.providers.test_canvas_designs import TEXTS, layout
from tests.properties import examples

POST = "Stop."
SMALL = 4
type Box = tuple[int, int, int, int]
COLOURS = st.tuples(*[st.integers(0, 255)] * 3)


def drawn(brand: BrandLook | None, *, seed: str = "", shape: Format = Format.SQUARE) -> Image.Image:
    canvas = CanvasProvider()
    request = ImageRequest(POST, POST, format=shape, seed=seed, brand=brand)
    data = canvas.generate(canvas.models[0], request).payloads[0].data
    return Image.open(io.BytesIO(data))


@examples(120)
@given(st.dictionaries(st.sampled_from(BrandRole), COLOURS, min_size=1))
def test_any_colours_give_palettes_to_read_on(colours: dict[BrandRole, Rgb]) -> None:
    palettes = brand_palettes(tuple(colours.items()))

    assert palettes
    for palette in palettes:
        assert contrast(palette.ink, palette.ground) >= READABLE
        assert contrast(palette.ink, palette.soft) >= READABLE
        for shape in palette.shapes:
            assert contrast(readable_on(shape, palette), shape) >= READABLE


def test_words_are_readable_on_every_pixel_in_five_brands() -> None:
    palettes = [each for brand in BRANDS.values() for each in brand_palettes(brand.colours)]
    for number, palette in enumerate(palettes):
        design = DESIGNS[number % len(DESIGNS)]
        made = layout(design, TEXTS[number % 8], list(Format)[number % 3], palette)
        assert made is not None
        behind = made.composition.scene.render(made.width // 3, made.height // 3)
        for placed in made.placed:
            left, top, right, bottom = (round(edge / 3) for edge in placed.setting.ink)
            under = behind.crop((left, top, right, bottom)).tobytes()
            seen = set(zip(under[::3], under[1::3], under[2::3], strict=True))
            worst = min(contrast(colour, placed.words.colour) for colour in seen)
            assert worst >= READABLE, f"{design.name}: {worst:.2f} in {palette.name}"


def test_a_picture_is_in_the_brands_colours_and_the_same_again() -> None:
    brand = look(primary="0b2545", background="fdf6ec")
    first = drawn(brand)

    assert first.getpixel((1078, 3)) in {(0x0B, 0x25, 0x45), (0xFD, 0xF6, 0xEC)}
    assert drawn(brand).tobytes() == first.tobytes() != drawn(None).tobytes()
    assert drawn(BrandLook()).tobytes() == drawn(None).tobytes()


def box_of(logo: bytes, palette: Palette, number: int) -> Box | None:
    """What a logo changes in a small picture; None where it has no place."""
    design, shape = DESIGNS[number % len(DESIGNS)], list(Format)[number % 3]
    casting = cast("Stop.", design.voice)
    figure = find_figure("7 x")
    size = (shape.size[0] // SMALL, shape.size[1] // SMALL)
    made = lay_out(Choice(design, palette, casting), shape.size, size, figure, Random(number))
    return ImageChops.difference(made.draw(), with_logo(made, logo)).getbbox()


def test_a_logo_stands_in_a_corner_and_on_nothing_else() -> None:
    palette = brand_palettes(look(primary="0b2545", background="0b2545").colours)[0]
    boxes = [box_of(rings("#ee964b"), palette, number) for number in range(24)]

    for number, box in enumerate(boxes):
        width, height = (side // SMALL for side in list(Format)[number % 3].size)
        if box is not None:
            assert max(box[2] - box[0], box[3] - box[1]) <= 0.13 * min(width, height)
            assert min(box[0], width - box[2]) <= 0.09 * max(width, height)
            assert min(box[1], height - box[3]) <= 0.09 * max(width, height)
    assert 3 <= sum(box is not None for box in boxes) < 24


def test_a_dark_logo_of_one_colour_is_shown_in_white_on_a_dark_ground() -> None:
    palette = brand_palettes(look(primary="0b2545", background="0b2545").colours)[0]
    mark = wordmark("Nordhus", "#0b2545")

    assert any(box_of(mark, palette, number) for number in range(12))


def test_a_patch_of_another_colour_is_not_pasted_on() -> None:
    palette = brand_palettes(look(primary="0b2545", background="0b2545").colours)[0]
    patch = wordmark("ledger", "#777777", "#ffffff")

    assert not any(box_of(patch, palette, number) for number in range(12))
