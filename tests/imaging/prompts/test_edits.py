"""Suggestions of edits: each follows from a measure, and none from nothing."""

import io
import random
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from imaging.pictures.colour_names import Rgb, difference, from_hex
from imaging.pictures.facts import measure
from imaging.prompts.analysis import Analysis, analyse
from imaging.prompts.edits import EditSuggestion, Seen, suggest_drawn_edits, suggest_edits
from imaging.providers.canvas.drawing import Changes, Drawing
from imaging.providers.canvas.editing import Look, edited
from imaging.providers.types import Format
from tests.imaging.pictures.test_facts import noise, plain, with_disc
from tests.properties import examples

FORKLIFTS = (
    "We moved our warehouse to electric forklifts last year. Costs fell by 30%. "
    "Here is what we learned about batteries, drivers and the cold store."
)
channel = st.integers(0, 255)
colours = st.tuples(channel, channel, channel)


def suggested(
    picture: Image.Image,
    format: Format = Format.LANDSCAPE,
    post: Analysis | None = None,
    prompts: str = "",
    brand: tuple[Rgb, ...] = (),
) -> dict[str, EditSuggestion]:
    width, height = format.size
    facts = measure(picture, width / height)
    found = suggest_edits(Seen(facts, picture.size, format, post, prompts, brand))
    return {each.title: each for each in found}


def scattered() -> Image.Image:
    """Discs all over, so that nothing leads."""
    picture = plain("#d8d8d0")
    for x in range(0, 600, 60):
        for y in range(0, 314, 60):
            picture.paste("#903020", (x, y, x + 22, y + 22))
    return picture


@pytest.mark.parametrize(
    ("picture", "title", "fact"),
    [
        (plain("#101418"), "Lift the light", "Its mean brightness is 7% of white"),
        (plain("white"), "Set it off from the page", "100% of its border is nearly white"),
        (plain("#e8e8ea"), "Bring the light down", "Its mean brightness is 91% of white"),
        (plain("#708090"), "More contrast", "lie 0% of the range from black to white"),
        (noise(), "Calm the background", "of it is fine detail"),
        (scattered(), "Give it one focal point", "is spread over"),
        (with_disc(0.5, 0.5, 0.06), "Come closer", "of the picture; on a phone"),
        (with_disc(0.06, 0.5), "Move the subject away from the left edge", "the left edge of"),
        (plain("#6c7074"), "Add one accent", "It is nearly grey, with a colourfulness of"),
        (plain("#2040a0"), "Set an accent against the main colour", "#2040a0) covers 100% of it"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_follows_from_what_was_measured(picture: Image.Image, title: str, fact: str) -> None:
    found = suggested(picture)

    assert title in found
    assert fact in found[title].reason


def test_a_shape_that_loses_much_is_told_in_pixels() -> None:
    found = suggested(with_disc(0.5, 0.5), Format.PORTRAIT)["Frame it for portrait"]

    assert found.reason.startswith("It has 600 \N{MULTIPLICATION SIGN} 314 pixels.")
    assert "keeps 42% of it" in found.reason
    assert "at the top and the bottom" in found.instruction
    assert "Frame it for landscape" not in suggested(with_disc(0.5, 0.5))


def test_what_the_post_speaks_of_and_no_prompt_names_is_brought_in() -> None:
    post = analyse(FORKLIFTS)
    picture = with_disc(0.5, 0.5)

    found = suggested(picture, post=post, prompts="A warehouse aisle at dawn")
    named = suggested(picture, post=post, prompts="A forklift in a cold warehouse store")

    assert "“electric forklifts”" in found["Bring in “electric forklifts”"].reason
    assert "electric forklifts" in FORKLIFTS
    assert not [title for title in named if title.startswith("Bring in")]
    assert not [title for title in suggested(picture, post=post) if title.startswith("Bring in")]


def test_light_that_contradicts_the_words_is_told() -> None:
    friendly = analyse("Thank you all! You are wonderful! What a lovely day with friends!")
    assert friendly.tone == "friendly"

    assert "Warm the light" in suggested(plain("#5070b0"), post=friendly)
    assert "Warm the light" not in suggested(plain("#c08050"), post=friendly)


BLUE, RED, WHITE = from_hex("#1155cc"), from_hex("#c02020"), from_hex("#ffffff")


def test_a_brand_that_is_nowhere_to_be_seen_is_brought_in() -> None:
    found = suggested(plain("#c8a060"), brand=(WHITE, BLUE))["Bring in your brand's blue"]

    assert "blue (#1155cc)" in found.instruction
    assert "the nearest to blue (#1155cc) is" in found.reason
    assert "(#c8a060), on 100% of it" in found.reason


@pytest.mark.parametrize("brand", [(), (WHITE,), (RED,), (BLUE, RED)])
def test_one_that_is_there_is_not(brand: tuple[Rgb, ...]) -> None:
    titles = suggested(with_disc(0.5, 0.5, 0.3), brand=brand)

    assert not [title for title in titles if title.startswith("Bring in")]


def test_colours_are_told_apart_as_by_the_eye() -> None:
    black, white = (0, 0, 0), (255, 255, 255)

    assert difference(black, white) == pytest.approx(1, abs=0.001)
    assert difference(BLUE, BLUE) == 0
    assert difference(BLUE, from_hex("#1c5ed0")) < 0.05 < difference(BLUE, from_hex("#2a9d6f"))


def test_there_are_five_at_most_and_the_gravest_first() -> None:
    dark = Image.eval(with_disc(0.5, 0.5), lambda value: value // 5)

    titles = list(suggested(dark, Format.PORTRAIT, analyse(FORKLIFTS), "A lighthouse"))

    assert len(titles) == 5
    assert set(titles[:2]) == {"Lift the light", "More contrast"}


@examples(40)
@given(colours, colours)
def test_two_colours_never_give_the_same_list(
    one: tuple[int, int, int], other: tuple[int, int, int]
) -> None:
    first, second = (suggested(Image.new("RGB", (64, 40), colour)) for colour in (one, other))

    assert (first == second) is (one == other)


PLACES = st.tuples(st.integers(1, 9), st.integers(2, 8))


@examples(40)
@given(PLACES, PLACES, st.booleans())
def test_neither_do_two_places_of_a_subject(
    one: tuple[int, int], other: tuple[int, int], mirrored: bool
) -> None:
    first = with_disc(one[0] / 10, one[1] / 10)
    second = with_disc(other[0] / 10, other[1] / 10)
    if mirrored:
        second = second.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        other = (10 - other[0], other[1])

    assert (suggested(first) == suggested(second)) is (one == other)


def test_forty_pictures_give_forty_lists() -> None:
    chance = random.Random(3)
    lists = set()
    for _ in range(40):
        ground, subject = (f"#{chance.randrange(1 << 24):06x}" for _ in range(2))
        picture = plain(ground)
        left, top = chance.randrange(500), chance.randrange(250)
        picture.paste(subject, (left, top, left + 100, top + 60))
        lists.add(tuple(suggested(picture).values()))

    assert len(lists) == 40


def test_the_same_picture_gives_the_same_list() -> None:
    out = io.BytesIO()
    with_disc(0.3, 0.4).save(out, "PNG")

    with Image.open(out) as read_back:
        assert suggested(read_back) == suggested(with_disc(0.3, 0.4))


def test_no_colour_is_named_twice() -> None:
    picture = Image.new("RGB", (600, 300), "#1040c0")
    picture.paste("#2a60d8", (240, 0, 420, 300))
    picture.paste("#7030b0", (420, 0, 600, 300))

    reason = list(suggested(picture).values())[-1].reason

    assert reason.count(" blue (") + reason.count(" blue,") <= 1, reason


def test_an_empty_third_is_not_said_to_have_no_share_of_detail() -> None:
    found = suggested(with_disc(0.5, 0.5), post=analyse(FORKLIFTS), prompts="A desk at dawn")

    assert ": 0% of it" not in "".join(each.reason for each in found.values())


@pytest.mark.parametrize("brightness", ["#05070a", "#fbfbfb", "#8090a0"])
@pytest.mark.parametrize("bare", [True, False])
@pytest.mark.parametrize("shade", [-2, 0, 2])
def test_a_drawn_picture_is_advised_only_what_the_canvas_does(
    brightness: str, bare: bool, shade: int
) -> None:
    changes = Changes(bare=bare, shade=shade)
    drawing = {"words": "Automation saves time", "changes": asdict(changes)}
    look = Look("band", "harbour", ("band", "frame"))
    facts = measure(plain(brightness), 1.91)

    found = suggest_drawn_edits(facts, drawing)

    assert 3 <= len(found) <= 5
    before = Drawing("Automation saves time", "Automation", changes=changes)
    for each in found:
        assert edited(before, each.instruction, look) != before
