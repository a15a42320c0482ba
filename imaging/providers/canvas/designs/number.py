"""A number out of the hook, large on a block of colour, with the hook beside it.

A share of a hundred is drawn as so many dots of a hundred; for any other number the block holds
the ticks of a ruler, which measure nothing.
"""

from dataclasses import replace

from imaging.providers.canvas.composition import Composition, Design, Sheet, Words
from imaging.providers.canvas.palettes import Colour, mix, readable_on
from imaging.providers.canvas.scene import Pen, Scene
from imaging.providers.canvas.typefaces import Voice
from imaging.providers.canvas.typesetting import Align, Frame

_DOTS_ACROSS, _DOTS_DOWN = 25, 4
_TICKS = 60
_PATTERN_SHARE = _DOTS_DOWN / _DOTS_ACROSS
"""Height of the pattern in proportion to its width."""


def compose(sheet: Sheet) -> Composition:
    width, height, margin = sheet.width, sheet.height, sheet.margin
    colours = sheet.palette
    scene = sheet.scene()
    block = sheet.chance.choice((colours.accent, colours.third))
    light = readable_on(block, colours)
    if sheet.wide:
        panel = Frame(0, 0, width * sheet.chance.uniform(0.44, 0.48), height)
        aside = Frame(
            panel.right + margin, margin, width - margin, height - margin, stand=Align.CENTRE
        )
    else:
        panel = Frame(
            0,
            0,
            width,
            height * (sheet.chance.uniform(-0.02, 0.02) + (0.5 if sheet.tall else 0.53)),
        )
        aside = Frame(margin, panel.bottom + margin, width - margin, height - margin)
    scene.add(lambda pen: pen.rectangle(0, 0, panel.right, panel.bottom, block))
    field = Frame(
        margin,
        panel.bottom - margin - _PATTERN_SHARE * (panel.width - 2 * margin),
        panel.right - margin,
        panel.bottom - margin,
    )
    quiet = mix(block, light, 0.3)
    if sheet.figure is not None and sheet.figure.percent is not None:
        _dots(scene, field, round(sheet.figure.percent), (light, quiet))
    else:
        field = replace(field, top=panel.bottom - 0.11 * sheet.short)
        _ruler(scene, panel, 0.06 * sheet.short, quiet)
    number = Frame(
        margin, margin, panel.right - margin, field.top - 0.05 * sheet.short, stand=Align.CENTRE
    )
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


def _ruler(scene: Scene, panel: Frame, tall: float, tone: Colour) -> None:
    step = panel.width / _TICKS

    def draw(pen: Pen) -> None:
        for number in range(_TICKS):
            reach = tall if number % 5 == 0 else tall / 2
            x = panel.left + (number + 0.5) * step
            pen.rectangle(x - 1.5, panel.bottom - reach, x + 1.5, panel.bottom, tone)

    scene.add(draw)


DESIGN = Design("number", Voice.SANS, compose, needs_figure=True)
