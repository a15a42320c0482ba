"""A person's brand on the canvas: palettes from its colours, its logo where there is room."""

import itertools
import math
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageStat

from imaging.pictures.colour_names import chroma
from imaging.pictures.contrast import READABLE, contrast, luminance
from imaging.pictures.logos import fitted, legible_on, open_logo, own_ground, stands_alone
from imaging.providers.canvas.palettes import Colour, Palette, mix, readable_on
from imaging.providers.canvas.rendering import Layout
from imaging.providers.types import BrandRole

WHITE, BLACK = (255, 255, 255), (0, 0, 0)
_COMFORT = 7.0
_APART = 1.2
"""The least contrast between a shape and its ground."""
_COLOURED = 0.12
"""The least chroma of a ground in the leading colour: a plain grey one looks like none."""
_NEARLY = 3.4
"""The contrast with white from which a slightly darker shade of a colour takes white words."""
_DEEP = 0.035
"""Luminance of a ground as deep as a night."""
_LOGO_AREA, _LOGO_HEIGHT, _LOGO_WIDTH = 0.0052, 0.085, 0.24
"""The largest, as shares of the sheet's area, its shorter side and its width."""
_LOGO_LEFT, _LOGO_BELOW, _LOGO_AIR = 0.072, 0.045, 0.05
"""To the sides as far as words are, as shares of a square as large; around it, of the short side.
"""
_FLAT = 7.0
"""Of 255: by so much the ground under a logo may vary."""
_TILE = 24
"""Of 255: the own ground of a logo that is a patch looks meant where it is so much of a colour."""
_PLAIN = 32
"""Of 255: by so much what is under a logo may differ from the ground of the whole."""


def brand_palettes(colours: Sequence[tuple[BrandRole, Colour]]) -> tuple[Palette, ...]:
    """Palettes in a brand's colours, words readable on each; none for a brand without colours.

    On the brand's own background where it has one, else on a light and on a deep ground; and on the
    leading colour itself.
    """
    given = dict(colours)
    if not given:
        return ()
    order = (BrandRole.PRIMARY, BrandRole.SECONDARY, BrandRole.ACCENT)
    inks = [given[role] for role in order if role in given] or list(given.values())
    lead, back = inks[0], given.get(BrandRole.BACKGROUND)
    grounds = {}
    if chroma(lead) >= _COLOURED or luminance(lead) < _DEEP:
        grounds["solid"] = _solid(lead)
    if back is not None:
        grounds["own"] = back
    else:
        grounds["light"] = mix(lead, WHITE, 0.95)
        grounds["deep"] = _deepened(lead)
    return tuple(
        _palette(f"brand-{name}", ground, inks, given) for name, ground in sorted(grounds.items())
    )


def _palette(
    name: str, ground: Colour, inks: Sequence[Colour], given: dict[BrandRole, Colour]
) -> Palette:
    ink = _ink(ground, inks[0], given)
    soft = next(
        soft
        for share in (0.09, 0.06, 0.03, 0.0)
        if contrast(soft := mix(ground, _other_than(ground, inks, ink), share), ink) >= READABLE
    )
    accent = given.get(BrandRole.ACCENT)
    seen = [colour for colour in inks if contrast(colour, ground) >= _APART]
    seen.sort(key=lambda colour: (colour != accent, -chroma(colour)))
    derived = (mix(tone, pole, share) for share, (tone, pole) in itertools.product(
        (0.55, 0.35, 0.75), ((_other_than(ground, inks, ink), ground), (ink, ground)),
    ))  # fmt: skip
    shapes: list[Colour] = []
    for colour in (*seen, *derived, ink):
        if len(shapes) < 3 and colour not in shapes and colour != ground:
            shapes.append(colour)
    plain = Palette(name, ground, soft, ink, *(shapes + [ink] * 3)[:3])
    return Palette(name, ground, soft, ink, *(_written_on(each, plain) for each in plain.shapes))


def _ink(ground: Colour, lead: Colour, given: dict[BrandRole, Colour]) -> Colour:
    """The brand's own words' colour where it can be read, else one near the brand, else plain."""
    own = [given[role] for role in (BrandRole.TEXT, BrandRole.BACKGROUND) if role in given]
    darker = [mix(lead, BLACK, share) for share in (0.0, 0.35, 0.7, 0.9)]
    for colour in (*own, *darker, mix(lead, WHITE, 0.93)):
        if contrast(colour, ground) >= _COMFORT:
            return colour
    return max((BLACK, WHITE, *own), key=lambda colour: contrast(colour, ground))


def _other_than(ground: Colour, inks: Sequence[Colour], ink: Colour) -> Colour:
    return next((colour for colour in inks if contrast(colour, ground) >= _APART), ink)


def _written_on(shape: Colour, palette: Palette) -> Colour:
    """The shape, a shade darker where neither light nor dark words could be read on it."""
    while contrast(readable_on(shape, palette), shape) < READABLE:
        shape = mix(shape, BLACK, 0.06)
    return shape


def _solid(colour: Colour) -> Colour:
    """The colour itself, or the shade of it on which white words can just be read."""
    if contrast(colour, WHITE) < _NEARLY:
        return colour
    share = 0.0
    while contrast(mix(colour, BLACK, share), WHITE) < READABLE + 0.1:
        share += 0.02
    return mix(colour, BLACK, share)


def _deepened(colour: Colour) -> Colour:
    share = 0.0
    while luminance(mix(colour, BLACK, share)) > _DEEP:
        share += 0.04
    return mix(colour, BLACK, share)


def with_logo(layout: Layout, logo: bytes) -> Image.Image:
    """Draw the layout, with the logo small in a corner that is free, plain, and shows it."""
    return drawn_with(layout, logo)[0]


def drawn_with(layout: Layout, logo: bytes) -> tuple[Image.Image, bool]:
    """As `with_logo`, and whether there was such a corner."""
    picture = layout.draw()
    if not logo:
        return picture, False
    mark = _sized(open_logo(logo), picture.size)
    side, air = math.sqrt(picture.width * picture.height), round(_LOGO_AIR * min(picture.size))
    left, above = round(_LOGO_LEFT * side), round(_LOGO_BELOW * side)
    texts = [placed.setting.ink for placed in layout.placed]
    lefts = (picture.width - left - mark.width, left)
    tops = (picture.height - above - mark.height, above)
    for top, left in itertools.product(tops, lefts):
        box = (left, top, left + mark.width, top + mark.height)
        wide = (box[0] - air, box[1] - air, box[2] + air, box[3] + air)
        if any(_meet(wide, text) for text in texts):
            continue
        around, ground = picture.crop(wide), layout.composition.scene.ground
        if _is_plain(around, ground) and (shown := _shown(mark, picture.crop(box))):
            picture.paste(shown, (left, top), shown)
            return picture, True
    return picture, False


def _is_plain(around: Image.Image, ground: Colour) -> bool:
    seen = ImageStat.Stat(around)
    off = max(abs(mean - own) for mean, own in zip(seen.mean, ground, strict=True))
    return max(seen.stddev) <= _FLAT and off <= _PLAIN


def _shown(logo: Image.Image, under: Image.Image) -> Image.Image | None:
    """The logo as it can stand there; None where it could not be seen or would look pasted on."""
    if not stands_alone(logo):
        return legible_on(logo, under)
    own, light = own_ground(logo), luminance(_mean(under)) > 0.5
    if max(own) - min(own) > _TILE:
        return logo
    if light and min(own) > 255 - _TILE:
        # On paper, what is white of it is paper.
        return ImageChops.multiply(logo.convert("RGB"), under).convert("RGBA")
    if not light and max(own) < _TILE:
        return ImageChops.screen(logo.convert("RGB"), under).convert("RGBA")
    return None


def _mean(picture: Image.Image) -> Colour:
    red, green, blue = (round(mean) for mean in ImageStat.Stat(picture).mean)
    return red, green, blue


def _sized(logo: Image.Image, sheet: tuple[int, int]) -> Image.Image:
    """As large to the eye whatever its shape: by area, within bounds."""
    ratio, area = logo.width / logo.height, _LOGO_AREA * sheet[0] * sheet[1]
    width = min((area * ratio) ** 0.5, _LOGO_WIDTH * sheet[0])
    return fitted(logo, width, min((area / ratio) ** 0.5, _LOGO_HEIGHT * min(sheet)))


def _meet(box: tuple[int, int, int, int], other: tuple[float, float, float, float]) -> bool:
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
