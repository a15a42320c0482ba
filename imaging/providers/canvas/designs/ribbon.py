"""Stripes of colour that run along the foot and turn up the side, as on an old record sleeve."""

from imaging.providers.canvas.composition import Composition, Design, Sheet, Words
from imaging.providers.canvas.palettes import Colour
from imaging.providers.canvas.scene import Pen
from imaging.providers.canvas.typefaces import Voice
from imaging.providers.canvas.typesetting import Align, Frame


def compose(sheet: Sheet) -> Composition:
    width, height, margin = sheet.width, sheet.height, sheet.margin
    colours = sheet.palette
    scene = sheet.scene()
    band = sheet.short * sheet.chance.uniform(0.044, 0.058)
    gap = sheet.short * 0.012
    order = [colours.accent, colours.second, colours.third]
    if sheet.chance.random() < 0.5:
        order.reverse()
    inner = band * sheet.chance.uniform(0.6, 1.8)
    turn = inner + len(order) * (band + gap)
    right, bottom = width - margin * 0.7, height - margin * 0.7
    centre = (right - turn, bottom - turn)

    def draw(pen: Pen) -> None:
        for number, colour in enumerate(order):
            outer = turn - number * (band + gap)
            _stripe(pen, centre, (outer, band), colour)

    scene.add(draw)
    edge = turn - len(order) * (band + gap) + gap
    frame = Frame(
        margin,
        margin,
        centre[0] + edge - margin * 0.7,
        centre[1] + edge - margin * 0.7,
        stand=Align.CENTRE,
    )
    return Composition(scene, (Words(frame, colours.ink, sheet.largest(0.13)),))


def _stripe(
    pen: Pen, centre: tuple[float, float], reach: tuple[float, float], colour: Colour
) -> None:
    x, y = centre
    outer, band = reach
    pen.rectangle(-2, y + outer - band, x, y + outer, colour)
    pen.arc(x, y, outer, band, 0, 90, colour)
    pen.rectangle(x + outer - band, -2, x + outer, y, colour)


DESIGN = Design("ribbon", Voice.GEOMETRIC, compose)
