"""Dots of a printing screen that swell out of a corner and leave the words in peace."""

import math

from imaging.providers.canvas.composition import Composition, Design, Sheet, Words
from imaging.providers.canvas.palettes import Colour, mix
from imaging.providers.canvas.scene import Pen
from imaging.providers.canvas.typefaces import Voice
from imaging.providers.canvas.typesetting import Align, Frame

_ROWS = 24
_ROW_SHARE = math.sqrt(3) / 2


def compose(sheet: Sheet) -> Composition:
    width, height, margin = sheet.width, sheet.height, sheet.margin
    colours, chance = sheet.palette, sheet.chance
    scene = sheet.scene()
    if sheet.wide:
        focus = (width * 1.0, height * chance.uniform(0.45, 0.9))
        frame = Frame(margin, margin, width * 0.64, height - margin, stand=Align.CENTRE)
        reach = width * 0.50
    else:
        focus = (width * chance.uniform(0.6, 1.0), height * 1.02)
        frame = Frame(margin, margin, width - margin, height * 0.60)
        reach = height * 0.52
    if not sheet.words:
        reach = math.hypot(width, height) * 0.9
    step = sheet.short / _ROWS
    dots: list[tuple[float, float, float, Colour]] = []
    for row in range(int(height / (step * _ROW_SHARE)) + 2):
        for column in range(int(width / step) + 2):
            x, y = (column + row % 2 / 2) * step, row * step * _ROW_SHARE
            near = 1 - math.hypot(x - focus[0], y - focus[1]) / reach
            radius = step * 0.66 * max(0.0, near) ** 0.75
            if radius > 0.8 and sheet.beyond(frame, x, y) > radius + step * 0.4:
                tone = mix(colours.second, colours.accent, min(1.0, near * 1.5))
                dots.append((x, y, radius, tone))

    def screen(pen: Pen) -> None:
        for x, y, radius, tone in dots:
            pen.disc(x, y, radius, tone)

    scene.add(screen)
    words = (Words(frame, colours.ink, sheet.largest(0.135)),) if sheet.words else ()
    return Composition(scene, words)


DESIGN = Design("halftone", Voice.SANS, compose, pictorial=True)
