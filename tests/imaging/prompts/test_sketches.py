"""Sketches fit their box, are JSON, and show what a description speaks of."""

import json
import re
from dataclasses import asdict

import pytest
from django.template.loader import render_to_string

from imaging.prompts.amounts import telling
from imaging.prompts.data import table
from imaging.prompts.figures import figures
from imaging.prompts.ideas import IdeaKind, suggest_ideas
from imaging.prompts.sketches import (
    Circle,
    Line,
    Path,
    Rect,
    Shape,
    Sketch,
    amounts,
    sketch,
    sketch_of,
    stations,
)

POST = "We cut pick errors by 38 percent. Our robots now ask the pickers for help, step by step."


def box_of(shape: Shape) -> tuple[float, float, float, float]:
    """Left, top, right and bottom; of a path's absolute coordinates, those of its points."""
    match shape:
        case Circle(x, y, radius):
            return x - radius, y - radius, x + radius, y + radius
        case Rect(x, y, width, height):
            return x, y, x + width, y + height
        case Line(x1, y1, x2, y2):
            return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
        case Path(d):
            numbers = [float(each) for each in re.findall(r"-?\d+(?:\.\d+)?", d)]
            return 0, 0, max([*numbers, 0]) if max(numbers) <= 96 else 97, 0


FIXED = sorted(name for name, each in table("layouts")["layouts"].items() if each["shapes"])
AMOUNTS = ["columns-fall", "two-stacks", "dot-grid", "clock", "row-count", "field"]


@pytest.mark.parametrize("layout", FIXED)
def test_every_layout_stays_in_its_box(layout: str) -> None:
    assert_inside(sketch(layout))


@pytest.mark.parametrize("layout", ["path", "steps-up"])
@pytest.mark.parametrize("count", range(2, 6))
def test_stations_stay_in_their_box(layout: str, count: int) -> None:
    assert_inside(stations(layout, count))


@pytest.mark.parametrize("layout", AMOUNTS)
@pytest.mark.parametrize(
    "said", ["down 38%", "down 1%", "up 300%", "38 percent of us", "99% agree", "1,200 visitors"]
)
def test_amounts_stay_in_their_box(layout: str, said: str) -> None:
    told = telling(figures(said))
    assert told is not None
    if told.a or layout in {"columns-fall", "clock", "field"}:
        assert_inside(amounts(layout, told))


def assert_inside(drawn: Sketch) -> None:
    assert drawn
    for left, top, right, bottom in map(box_of, drawn):
        assert left >= 0
        assert top >= 0
        assert right <= 96
        assert bottom <= 72


@pytest.mark.parametrize("kind", list(IdeaKind))
def test_a_description_of_any_kind_has_a_sketch(kind: IdeaKind) -> None:
    for description in ("", "🎉", "倉庫のロボット", "Something nobody has a word for"):
        assert sketch_of(kind, description)


@pytest.mark.parametrize(
    ("kind", "description", "layout"),
    [
        (IdeaKind.PEOPLE, "Two colleagues in conversation by a window", "two-figures"),
        (IdeaKind.PEOPLE, "A nurse at work", "figure-left"),
        (IdeaKind.DIAGRAM, "A feedback loop of four stops", "loop"),
        (IdeaKind.METAPHOR, "A bridge over a gorge", "bridge"),
        (IdeaKind.PLACE, "A warehouse aisle at dawn", "aisle"),
        (IdeaKind.OBJECT, "Tools laid out on cloth", "overhead"),
    ],
)
def test_a_description_is_sketched_by_its_words(
    kind: IdeaKind, description: str, layout: str
) -> None:
    assert sketch_of(kind, description) == sketch(layout)


@pytest.mark.parametrize("layout_words", ["two piles", "a grid", "a dial", "a row", "a swarm", ""])
@pytest.mark.parametrize("amount", ["1,200 visitors", "7 days", "15 minutes", "0%", "100%", "2x"])
def test_any_amount_has_a_sketch_in_its_box(layout_words: str, amount: str) -> None:
    assert_inside(sketch_of(IdeaKind.DATA, f"{layout_words}, {amount}"))


def test_a_described_amount_is_sketched_as_it_is() -> None:
    half = sketch_of(IdeaKind.DATA, "Two piles of parcels, the second 50 percent lower")
    tenth = sketch_of(IdeaKind.DATA, "Two piles of parcels, the second 10 percent lower")
    assert len(half) < len(tenth)


def test_the_template_draws_every_shape_of_a_stored_sketch() -> None:
    for idea in suggest_ideas(POST, count=len(IdeaKind)):
        stored = json.loads(json.dumps(asdict(idea)))["sketch"]
        svg = render_to_string("copilot/_sketch.html", {"sketch": stored})
        assert len(re.findall(r"<(?:rect|circle|line|path) ", svg)) == len(stored) > 0
        assert '=""' not in svg
