"""Soft lights that run into each other, held back where the words stand."""

from PIL import Image, ImageDraw, ImageFilter

from imaging.pictures.contrast import contrast
from imaging.providers.canvas.composition import Composition, Design, Sheet, Words
from imaging.providers.canvas.palettes import Palette
from imaging.providers.canvas.typefaces import Voice
from imaging.providers.canvas.typesetting import Align, Frame

_SCALE = 12
_LIGHTS = 5
_BRIEF = 70
"""Characters up to which the words leave the upper part of the picture to the lights."""
_COMFORT = 5.5
"""Contrast kept under the words: somewhat more than is asked for."""


def compose(sheet: Sheet) -> Composition:
    width, height, margin = sheet.width, sheet.height, sheet.margin
    scene = sheet.scene()
    frame = Frame(
        left=margin,
        top=margin if sheet.words > _BRIEF else height * 0.36,
        right=width - margin * (2.2 if sheet.wide else 1),
        bottom=height - margin,
        stand=Align.END,
    )
    lights = _lights(sheet)
    scene.wash = _veiled(lights, frame, sheet.palette) if sheet.words else lights
    words = (Words(frame, sheet.palette.ink, sheet.largest(0.135)),) if sheet.words else ()
    return Composition(scene, words)


def _lights(sheet: Sheet) -> Image.Image:
    size = (sheet.width // _SCALE, sheet.height // _SCALE)
    picture = Image.new("RGB", size, sheet.palette.ground)
    pen = ImageDraw.Draw(picture)
    chance = sheet.chance
    colours = chance.sample([*sheet.palette.shapes, *sheet.palette.shapes[:2]], _LIGHTS)
    for number, colour in enumerate(colours):
        x = size[0] * (number + chance.uniform(0.1, 0.9)) / _LIGHTS
        y = size[1] * chance.uniform(-0.05, 0.6)
        across = size[0] * chance.uniform(0.2, 0.34)
        down = size[1] * chance.uniform(0.2, 0.36)
        pen.ellipse((x - across, y - down, x + across, y + down), colour)
    return picture.filter(ImageFilter.GaussianBlur(min(size) / 6))


def _veiled(lights: Image.Image, frame: Frame, palette: Palette) -> Image.Image:
    """The lights under as thin a veil of the ground as makes the words readable."""
    edges = (frame.left, frame.top, frame.right, frame.bottom)
    left, top, right, bottom = (round(edge / _SCALE) for edge in edges)
    box = (left, top, right, bottom)
    ground = Image.new("RGB", lights.size, palette.ground)
    reach = min(lights.size) / 10
    wide = 2 * reach  # so that the veil's soft edge lies outside the words
    spread = (left - wide, top - wide, right + wide, bottom + wide)
    for strength in range(11):
        mask = Image.new("L", lights.size, 0)
        ImageDraw.Draw(mask).rectangle(spread, round(25.5 * strength))
        soft = mask.filter(ImageFilter.GaussianBlur(reach))
        veiled = Image.composite(ground, lights, soft)
        under = veiled.crop(box).tobytes()
        seen = set(zip(under[::3], under[1::3], under[2::3], strict=True))
        if min(contrast(colour, palette.ink) for colour in seen) >= _COMFORT:
            return veiled
    return ground


DESIGN = Design("aurora", Voice.SANS, compose, pictorial=True)
