"""Sketches of a composition: a few shapes in a box of 96 by 72, for a card to draw."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from math import cos, pi, sin
from typing import Literal

from imaging.prompts.amounts import Amounts, telling
from imaging.prompts.data import table
from imaging.prompts.figures import figures
from imaging.prompts.vocabulary import Vocabulary, listed
from imaging.prompts.words import words

FLOOR = 60


@dataclass(frozen=True, slots=True)
class Circle:
    x: float
    y: float
    radius: float
    kind: Literal["circle"] = field(default="circle", init=False)


@dataclass(frozen=True, slots=True)
class Rect:
    x: float
    y: float
    width: float
    height: float
    radius: float = 0.0
    kind: Literal["rect"] = field(default="rect", init=False)


@dataclass(frozen=True, slots=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    kind: Literal["line"] = field(default="line", init=False)


@dataclass(frozen=True, slots=True)
class Path:
    """`d` as in SVG."""

    d: str
    kind: Literal["path"] = field(default="path", init=False)


Shape = Circle | Rect | Line | Path
Sketch = tuple[Shape, ...]


@cache
def sketch(layout: str) -> Sketch:
    """The sketch of a layout that looks the same whatever the post says."""
    return tuple(_shape(each) for each in table("layouts")["layouts"][layout]["shapes"])


def _shape(said: str) -> Shape:
    kind, *rest = said.split()
    if kind not in {"C", "R", "L"}:
        return Path(said)
    shapes: dict[str, type[Circle | Rect | Line]] = {"C": Circle, "R": Rect, "L": Line}
    return shapes[kind](*map(float, rest))


def sketch_of(kind: str, description: str) -> Sketch:
    """A sketch for an idea of which only a description is known, for any text; `kind` is an
    idea's kind."""
    hit = next(_described(kind).find(words(description)), None)
    *_, usual = table("sketch_words")[kind]
    layout = hit.key if hit else usual
    if layout in _AMOUNTS:
        told = telling(figures(description))
        # Others, such as a duration, would leave most of these layouts empty.
        return amounts(layout, told if told and told.a and told.share else _usual_amounts())
    return sketch(layout) or stations(layout, 4)


@cache
def _described(kind: str) -> Vocabulary:
    layouts = table("sketch_words")[kind].items()
    return Vocabulary({layout: listed(said) for layout, said in layouts})


@cache
def _usual_amounts() -> Amounts:
    """For a description that names no amount: two fifths."""
    (figure,) = figures("from 10 to 4")
    return Amounts(figure, "fall", a=5, b=2, share=0.4)


def stations(layout: str, count: int) -> Sketch:
    """A path or a stair with as many stops as the prompt says."""
    step = 80 / count
    at = [(8 + step * (i + 0.5), 52 - (32 / count) * i) for i in range(count)]
    if layout == "steps-up":
        steps = "".join(
            f" V{FLOOR - 44 / count * (i + 1):.0f} H{8 + step * (i + 1):.0f}" for i in range(count)
        )
        return (Path(f"M8 {FLOOR}{steps}"), Circle(88 - step / 2, FLOOR - 48, 4))
    points = " L".join(f"{x:.1f} {y:.1f}" for x, y in at)
    stops = tuple(Circle(round(x, 1), round(y, 1), 5) for x, y in at)
    return (Path(f"M{points}"), *stops)


def amounts(layout: str, told: Amounts) -> Sketch:
    """The very amounts of the prompt."""
    return _AMOUNTS[layout](told)


def _columns(told: Amounts) -> Sketch:
    heights = [42 - (42 - 42 * told.share) * i / 4 for i in range(5)]
    if told.reading == "rise":
        heights.reverse()
    return (Line(8, FLOOR, 88, FLOOR), *_upright(heights))


def _upright(heights: Sequence[float]) -> tuple[Rect, ...]:
    return tuple(
        Rect(14 + 15 * i, round(FLOOR - max(height, 2), 1), 9, round(max(height, 2), 1), 1)
        for i, height in enumerate(heights)
    )


def _stacks(told: Amounts) -> Sketch:
    each = 46 / max(told.a, told.b)
    return (
        Line(8, FLOOR, 88, FLOOR),
        *(
            Rect(x, round(FLOOR - each * (level + 1), 1), 20, round(each * 0.8, 1), 1)
            for x, height in ((22, told.a), (56, told.b))
            for level in range(height)
        ),
    )


def _grid(told: Amounts) -> Sketch:
    columns = min(told.a, 5)
    top = 36 - 7 * ((told.a - 1) // columns)
    return tuple(
        Circle(16 + (i % columns) * 64 / max(columns - 1, 1), top + (i // columns) * 14,
               5 if i < told.b else 2)
        for i in range(told.a)
    )  # fmt: skip


def _clock(told: Amounts) -> Sketch:
    angle = 2 * pi * told.share
    x, y = 48 + 26 * sin(angle), 36 - 26 * cos(angle)
    large = int(told.share > 0.5)
    return (Circle(48, 36, 26), Path(f"M48 36 L48 10 A26 26 0 {large} 1 {x:.1f} {y:.1f} Z"))


def _row(told: Amounts) -> Sketch:
    step = 80 / max(told.a, 1)
    at = [round(8 + step * (i + 0.2), 1) for i in range(told.a)]
    # Those that stepped forward stand lower in the picture.
    forward = [6 if i < told.b else 0 for i in range(told.a)]
    return (
        Line(8, FLOOR, 88, FLOOR),
        *(
            Rect(x, 36 + down, round(step * 0.6, 1), 20, 1)
            for x, down in zip(at, forward, strict=True)
        ),
    )


def _field(_: Amounts) -> Sketch:
    # Thins out toward the lower right, where the one thing stands.
    dots = (
        Circle(10 + 9 * column + (row % 2) * 4, 10 + 9 * row, 1.5)
        for row in range(6)
        for column in range(9 - row - (row > 2))
    )
    return (*dots, Rect(76, 52, 8, 10, 1))


_AMOUNTS = {
    "columns-fall": _columns,
    "two-stacks": _stacks,
    "dot-grid": _grid,
    "clock": _clock,
    "row-count": _row,
    "field": _field,
}
