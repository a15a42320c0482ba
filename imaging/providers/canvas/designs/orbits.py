"""Bands of one colour around a corner, like a sunrise, with small bodies on their edges."""

import math

from imaging.providers.canvas.composition import Composition, Design, Sheet, Words
from imaging.providers.canvas.palettes import Colour
from imaging.providers.canvas.scene import Pen
from imaging.providers.canvas.typefaces import Voice
from imaging.providers.canvas.typesetting import Align, Frame


def compose(sheet: Sheet) -> Composition:
    width, height, margin = sheet.width, sheet.height, sheet.margin
    colours, chance = sheet.palette, sheet.chance
    scene = sheet.scene()
    if sheet.wide:
        centre = (width * 1.0, height * chance.choice((0.5, 1.0)))
        reach = width * 0.37
        frame = Frame(margin, margin, width - reach - margin, height - margin, stand=Align.CENTRE)
    else:
        centre = (width * chance.choice((0.5, 1.0)), height * 1.0)
        reach = width * 0.5 if sheet.tall else width * 0.44
        frame = Frame(margin, margin, width - margin, height - reach - margin * 0.8)
    if not sheet.words:
        reach = math.hypot(width, height) * 0.78
    order = [colours.third, colours.second, colours.accent]
    if chance.random() < 0.5:
        order = [colours.second, colours.accent, colours.third]
    tones = [colours.soft, *order, colours.ground]
    radii = [reach * (1 - number / len(tones)) for number in range(len(tones))]
    bodies: list[tuple[float, float, float, Colour]] = []
    for number, radius in enumerate(radii[1:4]):
        angle = math.radians(chance.uniform(195, 255))
        size = sheet.short * chance.uniform(0.013, 0.024)
        x, y = centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)
        bodies.append((x, y, size, (colours.ink, colours.ground, colours.ink)[number]))

    def draw(pen: Pen) -> None:
        for radius, tone in zip(radii, tones, strict=True):
            pen.disc(*centre, radius, tone)
        for x, y, size, colour in bodies:
            pen.disc(x, y, size, colour)

    scene.add(draw)
    words = (Words(frame, colours.ink, sheet.largest(0.13)),) if sheet.words else ()
    return Composition(scene, words)


DESIGN = Design("orbits", Voice.GEOMETRIC, compose, pictorial=True)
