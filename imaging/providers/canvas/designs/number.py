"""A number out of the hook, large on a block of colour, with the hook beside it.

A share of a hundred is drawn as so many dots of a hundred; for any other number the block holds
a pattern that measures nothing.
"""

import math

from imaging.providers.canvas.composition import Composition, Design, Sheet, Words
from imaging.providers.canvas.palettes import Colour, mix, readable_on
from imaging.providers.canvas.scene import Pen, Scene
from imaging.providers.canvas.typefaces import Voice
from imaging.providers.canvas.typesetting import Align, Frame

_DOTS_ACROSS, _DOTS_DOWN = 25, 4
_BARS = 41
_PATTERN_SHARE = _DOTS_DOWN / _DOTS_ACROSS
"""Height of the pattern in proportion to its width."""


def compose(sheet: Sheet) -> Composition:
    width, height, margin = sheet.width, sheet.height, sheet.margin
    colours = sheet.palette
    scene = sheet.scene()
    block = sheet.chance.choice((colours.accent, colours.third))
    light = readable_on(block, colours)
    if sheet.wide:
        panel = Frame(0, 0, width * 0.46, height)
        aside = Frame(
            panel.right + margin, margin, width - margin, height - margin, stand=Align.CENTRE
        )
    else:
        panel = Frame(0, 0, width, height * (0.54 if sheet.tall else 0.57))
        aside = Frame(margin, panel.bottom + margin, width - margin, height - margin)
    scene.add(lambda pen: pen.rectangle(0, 0, panel.right, panel.bottom, block))
    field = Frame(
        margin,
        panel.bottom - margin - _PATTERN_SHARE * (panel.width - 2 * margin),
        panel.right - margin,
        panel.bottom - margin,
    )
    quiet = mix(block, light, 0.24)
    if sheet.figure is not None and sheet.figure.percent is not None:
        _dots(scene, field, round(sheet.figure.percent), (light, quiet))
    else:
        _bars(scene, sheet, field, (light, quiet))
    number = Frame(margin, margin, panel.right - margin, field.top - 0.05 * sheet.short)
    return Composition(
        scene,
        (
            Words(number, light, 0.62 * sheet.short, figure=True),
            Words(aside, colours.ink, sheet.largest(0.085)),
        ),
    )


def _dots(scene: Scene, field: Frame, filled: int, tones: tuple[Colour, Colour]) -> None:
    step = field.width / _DOTS_ACROSS
    top = field.bottom - step * _DOTS_DOWN

    def draw(pen: Pen) -> None:
        for number in range(_DOTS_ACROSS * _DOTS_DOWN):
            column, row = divmod(number, _DOTS_DOWN)
            tone = tones[0] if number < filled else tones[1]
            x, y = field.left + (column + 0.5) * step, top + (row + 0.5) * step
            pen.disc(x, y, step * 0.33, tone)

    scene.add(draw)


def _bars(scene: Scene, sheet: Sheet, field: Frame, tones: tuple[Colour, Colour]) -> None:
    step = field.width / _BARS
    shift, turns = sheet.chance.uniform(0, math.tau), sheet.chance.uniform(1.2, 2.2)
    lit = sheet.chance.randrange(_BARS // 3, _BARS)

    def draw(pen: Pen) -> None:
        for number in range(_BARS):
            swing = math.sin(shift + turns * math.tau * number / _BARS)
            tall = field.height * (0.55 + 0.33 * swing)
            x = field.left + number * step
            tone = tones[0] if number == lit else tones[1]
            pen.rectangle(x, field.bottom - tall, x + step * 0.5, field.bottom, tone, step * 0.25)

    scene.add(draw)


DESIGN = Design("number", Voice.SANS, compose, needs_figure=True)
