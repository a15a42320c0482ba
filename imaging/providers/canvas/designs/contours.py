"""Contour lines of an invented height map, one of them and its summit in the accent."""

import math
import random

from imaging.providers.canvas.composition import Composition, Design, Sheet, Words
from imaging.providers.canvas.designs.isolines import isolines
from imaging.providers.canvas.palettes import Colour, mix
from imaging.providers.canvas.scene import Pen, Point
from imaging.providers.canvas.typefaces import Voice
from imaging.providers.canvas.typesetting import Align, Frame

_STEP = 18
"""Pixels between two heights of the map."""
_LEVELS = 24
_CHUNK = 5
"""Points of a line drawn in one tone."""


def compose(sheet: Sheet) -> Composition:
    width, height, margin = sheet.width, sheet.height, sheet.margin
    colours = sheet.palette
    scene = sheet.scene()
    if sheet.wide:
        hill = (width * sheet.chance.uniform(0.78, 0.84), height * sheet.chance.uniform(0.4, 0.6))
        frame = Frame(margin, margin, width * 0.62, height - margin, stand=Align.END)
    else:
        hill = (
            width * sheet.chance.uniform(0.58, 0.74),
            height * (0.78 if sheet.tall else 0.8),
        )
        frame = Frame(margin, margin, width - margin, height * 0.56)
    heights = _heights(sheet, hill)
    top = max(map(max, heights))
    chosen = sheet.chance.randrange(13, 18)
    strokes: list[tuple[list[Point], float, Colour]] = []
    for number in range(1, _LEVELS + 1):
        level = top * (number / (_LEVELS + 0.6)) ** 1.15
        major = number % 4 == 0
        tone = mix(colours.ground, colours.ink, 0.5 if major else 0.3)
        tone = colours.accent if number == chosen else tone
        thick = 4.0 if number == chosen else 2.4 if major else 1.6
        for line in isolines(heights, level, _STEP):
            strokes += _faded(line, thick, (tone, colours.ground), sheet, frame)

    summit = _summit(heights, sheet, frame)

    def draw(pen: Pen) -> None:
        for points, thick, tone in strokes:
            pen.line(points, thick, tone)
        pen.disc(*summit, 0.012 * sheet.short, colours.accent)

    scene.add(draw)
    words = (Words(frame, colours.ink, sheet.largest(0.125)),) if sheet.words else ()
    return Composition(scene, words)


def _heights(sheet: Sheet, main_hill: Point) -> list[list[float]]:
    chance, short = sheet.chance, sheet.short
    hills = [(main_hill, 0.30 * short, 1.0)]
    hills += [_hill(chance, sheet) for _ in range(9)]
    rows, columns = sheet.height // _STEP + 3, sheet.width // _STEP + 3
    return [
        [
            sum(
                tall * math.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (2 * spread * spread))
                for (cx, cy), spread, tall in hills
            )
            for x in range(0, columns * _STEP, _STEP)
        ]
        for y in range(0, rows * _STEP, _STEP)
    ]


def _hill(chance: random.Random, sheet: Sheet) -> tuple[Point, float, float]:
    place = (chance.uniform(-0.1, 1.1) * sheet.width, chance.uniform(-0.1, 1.1) * sheet.height)
    return place, chance.uniform(0.1, 0.26) * sheet.short, chance.uniform(0.2, 0.62)


def _faded(
    line: list[Point], thick: float, tones: tuple[Colour, Colour], sheet: Sheet, frame: Frame
) -> list[tuple[list[Point], float, Colour]]:
    """The line in chunks that sink into the ground on their way to the words."""
    if not sheet.words:
        return [(line, thick, tones[0])]
    chunks = []
    for start in range(0, len(line) - 1, _CHUNK):
        points = line[start : start + _CHUNK + 1]
        strength = (sheet.beyond(frame, *points[len(points) // 2]) - 12) / 100
        if strength > 0:
            chunks.append((points, thick, mix(tones[1], tones[0], min(1.0, strength))))
    return chunks


def _summit(heights: list[list[float]], sheet: Sheet, frame: Frame) -> Point:
    """The highest place that is well inside the picture and clear of the words."""
    inset = 0.09 * sheet.short
    open_places = [
        (height, (column * _STEP, row * _STEP))
        for row, heights_across in enumerate(heights)
        for column, height in enumerate(heights_across)
        if inset < column * _STEP < sheet.width - inset
        and inset < row * _STEP < sheet.height - inset
        and sheet.beyond(frame, column * _STEP, row * _STEP) > inset
    ]
    return max(open_places)[1]


DESIGN = Design("contours", Voice.SANS, compose, pictorial=True)
