"""What is measured of a picture, on pictures of which it is known."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from imaging.pictures import colour_names
from imaging.pictures.crop import Focus
from imaging.pictures.facts import measure
from tests.properties import examples

LANDSCAPE = 1200 / 627
SIZE = (600, 314)
channel = st.integers(0, 255)


def plain(colour: str, size: tuple[int, int] = SIZE) -> Image.Image:
    return Image.new("RGB", size, colour)


def with_disc(x: float, y: float, radius: float = 0.1) -> Image.Image:
    """A red disc on pale blue; its middle and radius in shares of the width and the height."""
    picture = plain("#b9cfe4")
    middle, reach = (x * SIZE[0], y * SIZE[1]), radius * SIZE[1]
    box = (middle[0] - reach, middle[1] - reach, middle[0] + reach, middle[1] + reach)
    ImageDraw.Draw(picture).ellipse(box, "#c02020")
    return picture


def noise(size: tuple[int, int] = SIZE) -> Image.Image:
    chance = random.Random(7)
    return Image.frombytes("L", size, chance.randbytes(size[0] * size[1])).convert("RGB")


def test_exposure_is_the_mean_and_what_is_lost_at_either_end() -> None:
    picture = plain("black")
    picture.paste("white", (0, 0, 150, 314))

    facts = measure(picture, LANDSCAPE)

    assert facts.brightness == pytest.approx(0.25, abs=0.01)
    assert (facts.black, facts.white) == pytest.approx((0.75, 0.25), abs=0.01)


def test_the_border_is_looked_at_alone() -> None:
    picture = plain("white")
    picture.paste("navy", (60, 60, 540, 254))

    assert measure(picture, LANDSCAPE).white_border == 1
    assert measure(plain("navy"), LANDSCAPE).white_border == 0


def test_contrast_leaves_the_outermost_twentieths_aside() -> None:
    halves = plain("#404040")
    halves.paste("#c0c0c0", (300, 0, 600, 314))
    specks = plain("#404040")
    specks.paste("white", (0, 0, 20, 20))

    assert measure(halves, LANDSCAPE).contrast == pytest.approx(128 / 255, abs=0.01)
    assert measure(specks, LANDSCAPE).contrast == 0


def test_detail_is_found_where_it_is() -> None:
    picture = plain("grey")
    picture.paste(noise((200, 314)), (400, 0))

    facts = measure(picture, LANDSCAPE)

    assert facts.detail_of["left"] == 0
    assert facts.detail_of["right"] > 0.5
    assert facts.detail_of["left"] < facts.detail_of["top"] < facts.detail_of["right"]


def test_grey_has_no_colourfulness_and_loud_colours_have_much() -> None:
    loud = plain("red")
    loud.paste("blue", (200, 0, 400, 314))
    loud.paste("lime", (400, 0, 600, 314))

    assert measure(noise(), LANDSCAPE).colourfulness == pytest.approx(0, abs=0.01)
    assert measure(loud, LANDSCAPE).colourfulness > 85


@pytest.mark.parametrize(("colour", "sign"), [("#ffb060", 1), ("#6090ff", -1), ("#808080", 0)])
def test_warmth_is_red_over_blue(colour: str, sign: int) -> None:
    warmth = measure(plain(colour), LANDSCAPE).warmth

    assert (warmth > 0.1) - (warmth < -0.1) == sign


def test_the_main_colours_come_largest_first_with_their_shares() -> None:
    picture = plain("#203060")
    picture.paste("#e08030", (0, 0, 150, 314))

    tones = measure(picture, LANDSCAPE).tones

    assert [colour_names.hex_code(tone.colour) for tone in tones[:2]] == ["#203060", "#e08030"]
    assert [tone.share for tone in tones[:2]] == pytest.approx([0.75, 0.25], abs=0.01)


def test_the_subject_is_found_and_its_distance_from_each_edge() -> None:
    framing = measure(with_disc(0.5, 0.5), LANDSCAPE).framing

    assert framing.subject is not None
    left, top, right, bottom = framing.subject
    assert (left + right) / 2 == pytest.approx(0.5, abs=0.05)
    assert (top + bottom) / 2 == pytest.approx(0.5, abs=0.05)
    assert framing.subject_area < 0.2
    assert min(framing.margins.values()) > 0.2


@pytest.mark.parametrize(
    ("x", "y", "side"),
    [(0.06, 0.5, "left"), (0.94, 0.5, "right"), (0.5, 0.12, "top"), (0.5, 0.88, "bottom")],
)
def test_a_subject_at_an_edge_is_near_that_one(x: float, y: float, side: str) -> None:
    margins = measure(with_disc(x, y), LANDSCAPE).framing.margins

    assert min(margins, key=lambda each: margins[each]) == side
    assert margins[side] < 0.06


def test_what_a_shape_keeps_follows_the_crop_by_hand() -> None:
    picture = with_disc(0.1, 0.5)

    found = measure(picture, 4 / 5).framing
    by_hand = measure(picture, 4 / 5, Focus(x=1)).framing

    assert found.kept == by_hand.kept == pytest.approx(0.8 * 314 / 600, abs=0.01)
    assert found.kept_saliency > 0.7
    assert by_hand.kept_saliency < 0.3
    assert by_hand.margins["left"] < 0 < found.margins["left"] + 0.05


def test_a_picture_of_one_colour_has_no_subject() -> None:
    framing = measure(plain("teal"), LANDSCAPE).framing

    assert (framing.subject, framing.subject_area, framing.margins) == (None, 0, {})
    assert framing.kept_saliency == 1


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
@pytest.mark.parametrize("size", [(1, 1), (1, 400), (400, 1), (33, 47)])
def test_every_mode_and_size_can_be_measured(mode: str, size: tuple[int, int]) -> None:
    facts = measure(Image.new(mode, size), LANDSCAPE)

    assert 0 <= facts.brightness <= 1
    assert facts.tones


@examples(30)
@given(st.tuples(channel, channel, channel))
def test_every_colour_has_a_name_and_an_opposite(colour: tuple[int, int, int]) -> None:
    assert colour_names.name(colour)
    assert colour_names.chroma(colour_names.complement(colour)) > 0.5


@pytest.mark.parametrize(
    ("colour", "called"),
    [
        ((0, 0, 0), "black"), ((255, 255, 255), "white"), ((128, 130, 127), "grey"),
        ((200, 30, 30), "red"), ((20, 30, 90), "dark blue"), ((90, 55, 30), "brown"),
        ((190, 215, 240), "pale blue"), ((40, 160, 70), "green"), ((250, 250, 40), "yellow"),
    ],
)  # fmt: skip
def test_colours_are_called_as_people_call_them(colour: tuple[int, int, int], called: str) -> None:
    assert colour_names.name(colour) == called
