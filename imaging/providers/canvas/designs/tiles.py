"""Quarter circles, discs and stripes in a grid, after the Bauhaus, beside plain colour."""

import random
from collections.abc import Callable, Sequence

from imaging.providers.canvas.composition import Composition, Design, Sheet, Words
from imaging.providers.canvas.palettes import Colour
from imaging.providers.canvas.scene import Pen, Scene
from imaging.providers.canvas.typefaces import Voice
from imaging.providers.canvas.typesetting import Align, Frame

Tile = Callable[[Pen, float, float, float, Colour, int], None]
"""Draws in the square at x, y of a side, in a colour, after `turn` quarter turns."""


def compose(sheet: Sheet) -> Composition:
    width, height, margin = sheet.width, sheet.height, sheet.margin
    scene = sheet.scene()
    if not sheet.words:
        side = height / 3 if sheet.wide else width / 4
        _fill(scene, sheet, 0, 0, side)
        return Composition(scene)
    if sheet.wide:
        side = height / 3
        left = width - 2 * side
        _fill(scene, sheet, left, 0, side)
        frame = Frame(margin, margin, left - margin, height - margin, stand=Align.CENTRE)
    else:
        side = width / 4 if sheet.tall else width / 5
        top = height - 2 * side
        _fill(scene, sheet, 0, top, side)
        frame = Frame(margin, margin, width - margin, top - margin, stand=Align.CENTRE)
    return Composition(scene, (Words(frame, sheet.palette.ink, sheet.largest(0.13)),))


def _fill(scene: Scene, sheet: Sheet, left: float, top: float, side: float) -> None:
    """Cover all from a corner to the right and bottom edges; neighbours differ in every way."""
    chance = sheet.chance
    rows = range(round((sheet.height - top) / side))
    columns = range(round((sheet.width - left) / side))
    above: dict[int, Colour] = {}
    shapes: list[Tile] = []
    for row in rows:
        before: Colour | None = None
        for column in columns:
            x, y = left + column * side, top + row * side
            taken = {before, above.get(column)}
            ground = _other(chance, _grounds(sheet), taken)
            colour = _other(chance, [*sheet.palette.shapes, sheet.palette.ink], {ground})
            shapes = shapes or chance.sample(_TILES, len(_TILES))
            before = above[column] = ground
            _place(scene, shapes.pop(), (x, y, side), (ground, colour), chance.randrange(4))


def _place(
    scene: Scene,
    tile: Tile,
    square: tuple[float, float, float],
    colours: tuple[Colour, Colour],
    turn: int,
) -> None:
    x, y, side = square
    # Half a pixel over the edge: neighbours must not let the ground shine through.
    scene.add(lambda pen: pen.rectangle(x, y, x + side + 0.5, y + side + 0.5, colours[0]))
    scene.add(lambda pen: tile(pen, x, y, side, colours[1], turn))


def _grounds(sheet: Sheet) -> list[Colour]:
    return [*sheet.palette.shapes, sheet.palette.soft]


def _other(chance: random.Random, colours: Sequence[Colour], taken: set[Colour | None]) -> Colour:
    return chance.choice([colour for colour in colours if colour not in taken] or list(colours))


def _quarter(pen: Pen, x: float, y: float, side: float, colour: Colour, turn: int) -> None:
    corner_x, corner_y = x + side * (turn in {1, 2}), y + side * (turn in {2, 3})
    pen.sector(corner_x, corner_y, side, 90 * turn, 90 * turn + 90, colour)


def _half(pen: Pen, x: float, y: float, side: float, colour: Colour, turn: int) -> None:
    centre = {0: (0.5, 0.0), 1: (1.0, 0.5), 2: (0.5, 1.0), 3: (0.0, 0.5)}[turn]
    start = 90 * turn
    pen.sector(x + centre[0] * side, y + centre[1] * side, side / 2, start, start + 180, colour)


def _disc(pen: Pen, x: float, y: float, side: float, colour: Colour, turn: int) -> None:
    radius = side * (0.5, 0.36, 0.5, 0.28)[turn]
    pen.disc(x + side / 2, y + side / 2, radius, colour)


def _rings(pen: Pen, x: float, y: float, side: float, colour: Colour, turn: int) -> None:
    corner_x, corner_y = x + side * (turn in {1, 2}), y + side * (turn in {2, 3})
    band = side / 7
    for reach in (7, 5, 3):
        pen.arc(corner_x, corner_y, reach * band, band, 90 * turn, 90 * turn + 90, colour)


def _stripes(pen: Pen, x: float, y: float, side: float, colour: Colour, turn: int) -> None:
    band = side / 8
    for number in range(4):
        near = (2 * number + 0.5) * band
        if turn % 2:
            pen.rectangle(x, y + near, x + side, y + near + band, colour)
        else:
            pen.rectangle(x + near, y, x + near + band, y + side, colour)


def _triangle(pen: Pen, x: float, y: float, side: float, colour: Colour, turn: int) -> None:
    corners = [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
    del corners[turn]
    pen.polygon(corners, colour)


def _leaf(pen: Pen, x: float, y: float, side: float, colour: Colour, turn: int) -> None:
    """Two quarter circles that share a diagonal."""
    radius = side / 2
    first = (x, y) if turn % 2 else (x + side, y)
    second = (x + side, y + side) if turn % 2 else (x, y + side)
    starts = (0, 180) if turn % 2 else (90, 270)
    pen.sector(*first, radius, starts[0], starts[0] + 90, colour)
    pen.sector(*second, radius, starts[1], starts[1] + 90, colour)


def _dots(pen: Pen, x: float, y: float, side: float, colour: Colour, turn: int) -> None:
    step = side / (3 + turn % 2)
    count = round(side / step)
    for row in range(count):
        for column in range(count):
            pen.disc(x + (column + 0.5) * step, y + (row + 0.5) * step, step * 0.27, colour)


_TILES: list[Tile] = [
    _quarter,
    _quarter,
    _half,
    _half,
    _disc,
    _rings,
    _stripes,
    _triangle,
    _leaf,
    _dots,
]

DESIGN = Design("tiles", Voice.GEOMETRIC, compose, pictorial=True)
