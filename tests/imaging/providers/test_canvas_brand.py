"""The canvas in a person's brand: whatever the colours, words can be read; a logo only fits in."""

import io

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from imaging.pictures.colour_names import Rgb
from imaging.pictures.contrast import READABLE, contrast
from imaging.providers.canvas import CanvasProvider
from imaging.providers.canvas.branding import brand_palettes
from imaging.providers.canvas.designs import DESIGNS
from imaging.providers.canvas.palettes import readable_on
from imaging.providers.types import BrandLook, BrandRole, Format, ImageRequest
from tests.imaging.providers.brand_sheet import BRANDS, look, rings, wordmark
from tests.imaging.providers.test_canvas_designs import TEXTS, layout

POST = "Stop."
COLOURS = st.tuples(*[st.integers(0, 255)] * 3)


def drawn(brand: BrandLook | None, *, seed: str = "", shape: Format = Format.SQUARE) -> Image.Image:
    canvas = CanvasProvider()
    request = ImageRequest(POST, POST, format=shape, seed=seed, brand=brand)
    data = canvas.generate(canvas.models[0], request).payloads[0].data
    return Image.open(io.BytesIO(data))


@settings(max_examples=300, deadline=None)
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
    for number, palette in enumerate(palettes * 2):
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
    grounds = {
        drawn(brand, seed=str(seed), shape=Format.LANDSCAPE).getpixel((3, 300)) for seed in range(6)
    }

    assert grounds & {(0x0B, 0x25, 0x45), (0xFD, 0xF6, 0xEC)}
    assert drawn(brand, seed="a").tobytes() == drawn(brand, seed="a").tobytes()
    assert drawn(BrandLook()).tobytes() == drawn(None).tobytes()


def test_a_logo_stands_in_a_corner_and_on_nothing_else() -> None:
    placed = 0
    for seed in map(str, range(16)):
        plain = look(primary="0b2545")
        marked = look(rings("#ee964b"), primary="0b2545")
        box = ImageChops.difference(drawn(plain, seed=seed), drawn(marked, seed=seed)).getbbox()
        if box is not None:
            placed += 1
            assert max(box[2] - box[0], box[3] - box[1]) <= 0.1 * 1080
            assert min(box[0], 1080 - box[2]) <= 0.08 * 1080
            assert min(box[1], 1080 - box[3]) <= 0.06 * 1080
    assert 2 <= placed < 16


def test_a_dark_logo_of_one_colour_is_white_on_a_dark_ground() -> None:
    for seed in map(str, range(24)):
        plain = look(primary="0b2545", background="0b2545")
        marked = look(wordmark("Nordhus", "#0b2545"), primary="0b2545", background="0b2545")
        with_logo = drawn(marked, seed=seed)
        box = ImageChops.difference(drawn(plain, seed=seed), with_logo).getbbox()
        if box is not None:
            assert with_logo.crop(box).convert("L").getextrema()[1] == 255
            return
    raise AssertionError("the logo has fitted nowhere")


def test_a_patch_of_another_colour_is_not_pasted_on() -> None:
    patch = wordmark("ledger", "#777777", "#ffffff")
    for seed in map(str, range(6)):
        plain, marked = (look(logo, primary="0b2545", background="0b2545") for logo in (b"", patch))
        assert drawn(plain, seed=seed).tobytes() == drawn(marked, seed=seed).tobytes()
