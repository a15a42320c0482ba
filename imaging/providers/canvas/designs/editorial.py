"""A page of a good magazine: big serif on paper, a hairline and one accent."""

from imaging.providers.canvas.composition import Composition, Design, Sheet, Words
from imaging.providers.canvas.palettes import mix
from imaging.providers.canvas.typefaces import Voice
from imaging.providers.canvas.typesetting import Align, Frame


def compose(sheet: Sheet) -> Composition:
    width, height, margin = sheet.width, sheet.height, sheet.margin
    colours = sheet.palette
    scene = sheet.scene()
    radius = sheet.short * sheet.chance.uniform(0.30, 0.38)
    disc_x = width - radius * sheet.chance.uniform(0.15, 0.45)
    disc_y = radius * sheet.chance.uniform(0.05, 0.35)
    hair = mix(colours.ground, colours.ink, 0.28)
    thick = 0.016 * sheet.short
    scene.add(lambda pen: pen.disc(disc_x, disc_y, radius, colours.soft))
    scene.add(lambda pen: pen.rectangle(margin, margin, width - margin, margin + 1.5, hair))
    scene.add(
        lambda pen: pen.rectangle(
            margin, margin, margin + 0.13 * sheet.short, margin + thick, colours.accent
        )
    )
    dot = 0.034 * sheet.short
    scene.add(lambda pen: pen.disc(width - margin - dot, margin, dot, colours.accent))
    frame = Frame(
        left=margin,
        top=margin + 0.1 * sheet.short,
        right=width - margin - (0.08 * width if sheet.wide else 0),
        bottom=height - margin,
        stand=Align.END,
    )
    return Composition(scene, (Words(frame, colours.ink, sheet.largest(0.15)),))


DESIGN = Design("editorial", Voice.SERIF, compose)
