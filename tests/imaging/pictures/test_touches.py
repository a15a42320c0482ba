"""A logo or words on a picture: where they should be, readable, and nothing else changed."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageStat

from imaging.pictures.contrast import READABLE, VISIBLE
from imaging.pictures.crop import Focus, crop_box
from imaging.pictures.touches import Size, Spot, Touched, put_logo, put_words, words_room
from imaging.pictures.verify import VerifiedPicture, verify
from imaging.providers.canvas.lettering import lettering
from tests.imaging.providers.brand_sheet import rings, wordmark
from tests.properties import examples

WIDE = (1376, 768)
TOLERANCE = 12
"""Of 255: what a JPEG of quality 95 may change where nothing was drawn."""


def picture(colour: str | tuple[int, int, int], size: tuple[int, int] = WIDE) -> VerifiedPicture:
    return encoded(Image.new("RGB", size, colour))


def encoded(image: Image.Image) -> VerifiedPicture:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return verify(out.getvalue())


def chessboard() -> VerifiedPicture:
    board = Image.new("RGB", WIDE, "white")
    pen = ImageDraw.Draw(board)
    for x in range(0, WIDE[0], 32):
        for y in range(0, WIDE[1], 32):
            if (x + y) // 32 % 2:
                pen.rectangle((x, y, x + 31, y + 31), "black")
    return encoded(board)


def words(
    under: VerifiedPicture, spot: Spot = Spot.BOTTOM_RIGHT, size: Size = Size.MEDIUM
) -> Touched:
    kept = crop_box((under.width, under.height), 1200 / 627, Focus())
    mask = lettering("Fewer meetings, better decisions.", *words_room(kept, size))
    return put_words(under, mask, [], spot, kept, b"")


def drawn_in(before: VerifiedPicture, after: Touched) -> tuple[int, int, int, int]:
    with Image.open(io.BytesIO(after.data)) as made:
        changed = ImageChops.difference(before.image.convert("RGB"), made.convert("RGB"))
    box = changed.convert("L").point(lambda value: 255 * (value > TOLERANCE)).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("spot", Spot)
def test_it_stands_where_it_should_inside_what_the_format_keeps(spot: Spot) -> None:
    under = picture("teal")
    left, top, right, bottom = drawn_in(under, words(under, spot))
    across, down = spot.shares
    kept = crop_box(WIDE, 1200 / 627, Focus())
    margin = 0.05 * (kept[3] - kept[1])

    assert kept[0] + margin - 2 <= left
    assert right <= kept[2] - margin + 2
    assert kept[1] + margin - 2 <= top
    assert bottom <= kept[3] - margin + 2
    middle = ((left + right) / 2 / WIDE[0], (top + bottom) / 2 / WIDE[1])
    assert [round(2 * share) / 2 for share in middle] == [across, down] or across != 0.5


@examples(25)
@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_words_can_be_read_on_any_colour(colour: tuple[int, int, int]) -> None:
    assert words(picture(colour, (400, 210))).contrast >= READABLE


def test_on_a_lively_ground_they_stand_on_a_plate() -> None:
    lively, plain = words(chessboard()), words(picture("navy"))

    assert lively.plate
    assert lively.contrast >= READABLE
    assert not plain.plate


def test_the_first_ink_that_can_be_read_is_taken() -> None:
    under = picture("white")
    kept = (0.0, 0.0, 1376.0, 768.0)
    mask = lettering("Ledger", *words_room(kept, Size.LARGE))
    made = put_words(under, mask, [(255, 250, 200), (0, 60, 160)], Spot.CENTRE, kept, b"")

    with Image.open(io.BytesIO(made.data)) as drawn:
        seen = drawn.crop(drawn_in(under, made)).tobytes()
    darkest = min(zip(seen[::3], seen[1::3], seen[2::3], strict=True), key=sum)
    assert darkest[2] > darkest[0] + 90


@pytest.mark.parametrize("ground", ["#0b2545", "#ffffff", "#7a7a7a", "#c43f16"])
@pytest.mark.parametrize(
    "logo",
    [wordmark("Nordhus", "#0b2545"), wordmark("PULSE", "#c6ff00"), rings("#e63946", "#111111")],
    ids=["dark", "bright", "two colours"],
)
def test_a_logo_can_be_seen_on_any_ground(logo: bytes, ground: str) -> None:
    kept = (0.0, 0.0, 1376.0, 768.0)
    made = put_logo(picture(ground), logo, Spot.TOP_LEFT, Size.MEDIUM, kept, b"")

    assert made.contrast >= VISIBLE


def test_nothing_else_is_changed_and_the_profile_is_srgb() -> None:
    under = encoded(Image.radial_gradient("L").resize(WIDE).convert("RGB"))
    made = words(under, Spot.TOP, Size.SMALL)

    box = drawn_in(under, made)
    assert (box[2] - box[0]) * (box[3] - box[1]) < 0.05 * WIDE[0] * WIDE[1]
    with Image.open(io.BytesIO(made.data)) as drawn:
        assert (drawn.format, drawn.mode, drawn.size) == ("JPEG", "RGB", WIDE)
        assert drawn.info["icc_profile"]
        below = (0, 200, *WIDE)
        off = ImageChops.difference(drawn.crop(below), under.image.convert("RGB").crop(below))
    assert max(ImageStat.Stat(off).mean) < 1


def test_a_long_line_stays_one_line_inside_the_picture() -> None:
    kept = (0.0, 0.0, 600.0, 600.0)
    mask = lettering(
        "A line that says rather more than it needs to " * 2, *words_room(kept, Size.LARGE)
    )

    assert mask.width <= 0.9 * 600
    assert mask.height < 40
