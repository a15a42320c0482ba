"""Hills or waves in layers under a sun, with the words in the open sky."""

import math
import random

from PIL import Image

from imaging.providers.canvas.composition import Composition, Design, Sheet, Words
from imaging.providers.canvas.palettes import Colour, mix
from imaging.providers.canvas.scene import Point, Stroke
from imaging.providers.canvas.typefaces import Voice
from imaging.providers.canvas.typesetting import Frame

_LAYERS = 5


def compose(sheet: Sheet) -> Composition:
    width, height, margin = sheet.width, sheet.height, sheet.margin
    colours, chance = sheet.palette, sheet.chance
    scene = sheet.scene()
    horizon = height * ((0.68 if sheet.wide else 0.64) if sheet.words else 0.46)
    glow = mix(colours.ground, colours.second, 0.16)
    scene.wash = _sky(colours.ground, glow, horizon / height)
    sun = 0.105 * sheet.short * (1 if sheet.words else 1.5)
    sun_x = width * (0.86 if sheet.wide else chance.uniform(0.7, 0.82))
    sun_y = horizon - sun * (chance.uniform(0.2, 0.5) if sheet.words else 0.7)
    scene.add(lambda pen: pen.disc(sun_x, sun_y, sun, colours.accent))
    for number in range(_LAYERS):
        depth = number / (_LAYERS - 1)
        base = horizon + (height - horizon) * (0.12 + 0.76 * depth)
        swell = (height - horizon) * (0.11 - 0.03 * depth)
        points = _crest(chance, width, base, swell)
        scene.add(_hill([*points, (width, height), (0, height)], _layer_colour(sheet, depth)))
    # Where the picture is wide the sun stands beside the words, else below them.
    if sheet.wide:
        frame = Frame(margin, margin, sun_x - sun - margin, horizon - 0.05 * sheet.short)
    else:
        frame = Frame(margin, margin, width - margin, horizon - sun * 1.25 - 0.04 * sheet.short)
    if not sheet.words:
        return Composition(scene)
    return Composition(scene, (Words(frame, colours.ink, sheet.largest(0.12)),))


def _hill(points: list[Point], colour: Colour) -> Stroke:
    return lambda pen: pen.polygon(points, colour)


def _layer_colour(sheet: Sheet, depth: float) -> Colour:
    colours = sheet.palette
    far = mix(colours.ground, colours.second, 0.55)
    if depth < 0.5:
        return mix(far, colours.second, depth * 2)
    near = mix(colours.third, colours.ground if colours.dark else colours.ink, 0.25)
    return mix(colours.second, near, depth * 2 - 1)


def _crest(chance: random.Random, width: int, base: float, swell: float) -> list[Point]:
    waves = [
        (swell * share, math.tau * turns / width, chance.uniform(0, math.tau))
        for share, turns in (
            (0.62, chance.uniform(0.6, 1.2)),
            (0.26, chance.uniform(1.4, 2.3)),
            (0.12, chance.uniform(2.6, 4.2)),
        )
    ]
    return [
        (x, base + sum(a * math.sin(k * x + shift) for a, k, shift in waves))
        for x in range(0, width + 8, 8)
    ]


def _sky(above: Colour, below: Colour, horizon: float) -> Image.Image:
    rows = 64
    sky = Image.new("RGB", (1, rows))
    for row in range(rows):
        share = min(1.0, row / rows / horizon)
        sky.putpixel((0, row), mix(above, below, share**1.6))
    return sky


DESIGN = Design("waves", Voice.SERIF, compose, pictorial=True, roomy=False)
