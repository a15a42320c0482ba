"""A card with an outsized quotation mark: the post's own first words, quoted."""

import math

from PIL import Image, ImageDraw, ImageFilter

from imaging.providers.canvas.composition import Composition, Design, Sheet, Words
from imaging.providers.canvas.palettes import Colour, mix
from imaging.providers.canvas.scene import Pen, Point
from imaging.providers.canvas.typefaces import Voice
from imaging.providers.canvas.typesetting import Align, Frame

_SHADOW_SCALE = 8


def compose(sheet: Sheet) -> Composition:
    width, height = sheet.width, sheet.height
    colours = sheet.palette
    back = sheet.chance.choice(colours.shapes)
    mark = colours.accent if back != colours.accent else colours.second
    scene = sheet.scene(back)
    inset = sheet.short * sheet.chance.uniform(0.075, 0.095)
    card = (inset, inset, width - inset, height - inset)
    radius = 0.035 * sheet.short
    scene.wash = _shadow(sheet, back, card, radius)
    scene.add(lambda pen: pen.rectangle(*card, colours.ground, radius))
    size = 0.075 * sheet.short
    pad = 0.075 * sheet.short
    left, top = inset + pad, inset - 0.35 * size

    def draw_mark(pen: Pen) -> None:
        for shift in (0.0, 2.5 * size):
            pen.polygon(_inverted_comma(left + shift, top, size), mark)

    scene.add(draw_mark)
    frame = Frame(
        left=left,
        top=top + 3.0 * size + 0.04 * sheet.short,
        right=width - inset - pad,
        bottom=height - inset - pad,
        stand=Align.CENTRE,
    )
    return Composition(scene, (Words(frame, colours.ink, sheet.largest(0.11)),))


def _inverted_comma(left: float, top: float, size: float) -> list[Point]:
    """The outline of a mark two sizes wide: a ball with a tail that curls up to the right."""
    ball = (left + size, top + 2.0 * size)
    tip = (left + 1.75 * size, top)
    outer = _curve(tip, (left - 0.1 * size, top + 0.45 * size), (left, top + 2.0 * size))
    under = _arc(ball, size)
    inner = _curve(
        (ball[0] + 0.15 * size, ball[1] - size),
        (left + 0.95 * size, top + 0.75 * size),
        (left + 1.95 * size, top + 0.32 * size),
    )
    return [*outer, *under, *inner]


def _curve(start: Point, bend: Point, end: Point) -> list[Point]:
    points = []
    for number in range(25):
        t = number / 24
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        points.append(
            (a * start[0] + b * bend[0] + c * end[0], a * start[1] + b * bend[1] + c * end[1])
        )
    return points


def _arc(centre: Point, radius: float) -> list[Point]:
    """From the left of a circle under it and over its right to just past the top."""
    angles = [math.pi - step * (math.pi * 1.45) / 40 for step in range(41)]
    return [(centre[0] + radius * math.cos(a), centre[1] + radius * math.sin(a)) for a in angles]


def _shadow(
    sheet: Sheet, back: Colour, card: tuple[float, float, float, float], radius: float
) -> Image.Image:
    size = (sheet.width // _SHADOW_SCALE, sheet.height // _SHADOW_SCALE)
    wash = Image.new("RGB", size, back)
    drop = 0.016 * sheet.short
    box = [(value + (drop if i % 2 else 0)) / _SHADOW_SCALE for i, value in enumerate(card)]
    shade = mix(back, (0, 0, 0), 0.38)
    ImageDraw.Draw(wash).rounded_rectangle(box, radius / _SHADOW_SCALE, shade)
    return wash.filter(ImageFilter.GaussianBlur(3))


DESIGN = Design("quotation", Voice.DISPLAY, compose)
