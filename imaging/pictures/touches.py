"""A logo or a line of words put on a picture, seen against whatever is under it.

Bytes in, bytes out, by Pillow alone: the pixels that are not covered stay as they are.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from PIL import Image, ImageDraw

from imaging.pictures.colour import opaque, srgb_profile, to_srgb
from imaging.pictures.colour_names import Rgb
from imaging.pictures.contrast import READABLE, VISIBLE, contrast, luminance
from imaging.pictures.crop import Box
from imaging.pictures.logos import BLACK, WHITE, fitted, legible_on, open_logo, visibility
from imaging.pictures.renditions import displayable, turned
from imaging.pictures.verify import VerifiedPicture

MIME_TYPE, EXTENSION = "image/jpeg", "jpg"
_QUALITY = 95
_MARGIN = 0.05
"""From the edge of what is kept, as a share of its shorter side."""
_LOGO_AREA = {"small": 0.006, "medium": 0.013, "large": 0.028}
_LOGO_WIDTH, _LOGO_HEIGHT = 0.5, 0.4
_WORDS_WIDTH = 0.9
_PLATE_AIR = 0.4
"""Around what stands on a plate, as a share of a line's height; half of that at a logo."""
_PLATE_OPACITIES = (0.6, 0.72, 0.84, 0.92, 1.0)
_MEASURED_PX = 96
_STRAY = 0.02
"""The share of pixels under words that may be worse than the contrast that is told."""
_DARK = 0.3


type Place = tuple[int, int, int, int]


class Spot(StrEnum):
    """Where it stands, in the three rows of three of what the format keeps."""

    TOP_LEFT = "top-left"
    TOP = "top"
    TOP_RIGHT = "top-right"
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    BOTTOM_LEFT = "bottom-left"
    BOTTOM = "bottom"
    BOTTOM_RIGHT = "bottom-right"

    @property
    def shares(self) -> tuple[float, float]:
        """Across and down, each 0, 0.5 or 1."""
        down, across = divmod(list(Spot).index(self), 3)
        return across / 2, down / 2


class Size(StrEnum):
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


LINE_HEIGHT = {Size.SMALL: 0.04, Size.MEDIUM: 0.056, Size.LARGE: 0.08}
"""The size of type as a share of the shorter side of what is kept."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A JPEG in sRGB. `contrast` is measured after drawing, `plate` whether one was needed."""

    data: bytes = field(repr=False)
    width: int
    height: int
    contrast: float
    plate: bool


def words_room(kept: Box, size: Size) -> tuple[float, float]:
    """The size of type in pixels and the width that a line may take."""
    wide, high = kept[2] - kept[0], kept[3] - kept[1]
    short = min(wide, high)
    return LINE_HEIGHT[size] * short, _WORDS_WIDTH * wide - 2 * _MARGIN * short


def put_logo(
    picture: VerifiedPicture, logo: bytes, spot: Spot, size: Size, kept: Box, xmp: bytes
) -> Touched:
    """The logo as it is where it can be seen, in black or white if it has one colour, on a plate.

    `kept` is the part of the upright picture that will be shown. Raises `PictureError` where the
    logo is no picture.
    """
    canvas = _canvas(picture)
    mark = open_logo(logo)
    wide, high = kept[2] - kept[0], kept[3] - kept[1]
    ratio, area = mark.width / mark.height, _LOGO_AREA[size] * wide * high
    box = (
        min((area * ratio) ** 0.5, _LOGO_WIDTH * wide),
        min((area / ratio) ** 0.5, _LOGO_HEIGHT * high),
    )
    mark = fitted(mark, *box)
    place = _place(mark.size, spot, kept)
    shown = legible_on(mark, canvas.crop(place))
    plate = shown is None
    if shown is None:
        shown = mark
        plain = {pole: visibility(mark, Image.new("RGB", (1, 1), pole)) for pole in (WHITE, BLACK)}
        canvas = _plated(
            canvas,
            place,
            round(_PLATE_AIR / 2 * min(mark.size)),
            max(plain, key=lambda pole: plain[pole]),
            lambda under: visibility(mark, under) >= VISIBLE,
        )
    reached = visibility(shown, canvas.crop(place))
    canvas.paste(shown, place[:2], shown)
    return _touched(canvas, xmp, reached, plate=plate)


def put_words(
    picture: VerifiedPicture,
    mask: Image.Image,
    inks: Sequence[Rgb],
    spot: Spot,
    kept: Box,
    xmp: bytes,
) -> Touched:
    """Words, white on black in `mask`, in the first of the inks that can be read, else white or
    black, else on a plate."""
    canvas = _canvas(picture)
    place = _place(mask.size, spot, kept)
    under = _colours(canvas.crop(place))
    plate = False
    able = [ink for ink in inks if _told(ink, under) >= READABLE]
    ink = able[0] if able else max((WHITE, BLACK), key=lambda each: _told(each, under))
    if _told(ink, under) < READABLE:
        plate = True
        dark = sum(luminance(colour) < _DARK for colour in under) * 2 >= len(under)
        ink, pole = (WHITE, BLACK) if dark else (BLACK, WHITE)
        canvas = _plated(
            canvas,
            place,
            round(_PLATE_AIR * mask.height),
            pole,
            lambda under: _told(ink, _colours(under)) >= READABLE,
        )
        under = _colours(canvas.crop(place))
    canvas.paste(ink, place[:2], mask)
    return _touched(canvas, xmp, _told(ink, under), plate=plate)


def _canvas(picture: VerifiedPicture) -> Image.Image:
    """Upright, in sRGB, nothing transparent; a copy, to be drawn on."""
    image = picture.image
    # The profile of a CMYK picture is for its inks, and converts them best.
    plain = image if image.mode == "CMYK" else displayable(image)
    whole = turned(plain, picture.orientation)
    return opaque(to_srgb(whole, image.info.get("icc_profile"))).convert("RGB").copy()


def _place(size: tuple[int, int], spot: Spot, kept: Box) -> Place:
    left, top, right, bottom = kept
    margin = _MARGIN * min(right - left, bottom - top)
    across, down = spot.shares
    x = left + margin + across * (right - left - 2 * margin - size[0])
    y = top + margin + down * (bottom - top - 2 * margin - size[1])
    return round(x), round(y), round(x) + size[0], round(y) + size[1]


def _plated(
    canvas: Image.Image,
    place: Place,
    air: int,
    colour: Rgb,
    will_do: Callable[[Image.Image], bool],
) -> Image.Image:
    """With a rounded plate under the place, no more opaque than will do."""
    left, top, right, bottom = place
    size = (right - left + 2 * air, bottom - top + 2 * air)
    plated = canvas
    for opacity in _PLATE_OPACITIES:
        mask = Image.new("L", (2 * size[0], 2 * size[1]))
        edge = (0, 0, mask.width - 1, mask.height - 1)
        ImageDraw.Draw(mask).rounded_rectangle(edge, air, round(255 * opacity))
        plated = canvas.copy()
        plated.paste(colour, (left - air, top - air), mask.reduce(2))
        if will_do(plated.crop(place)):
            break
    return plated


def _colours(region: Image.Image) -> list[Rgb]:
    scale = min(1.0, _MEASURED_PX / max(region.size))
    size = (max(1, round(region.width * scale)), max(1, round(region.height * scale)))
    data = region.resize(size, Image.Resampling.BOX).tobytes()
    return list(zip(data[::3], data[1::3], data[2::3], strict=True))


def _told(ink: Rgb, under: Sequence[Rgb]) -> float:
    """The contrast of an ink with all but the worst few of the colours under it."""
    found = sorted(contrast(ink, colour) for colour in set(under))
    return found[round(_STRAY * (len(found) - 1))]


def _touched(canvas: Image.Image, xmp: bytes, reached: float, *, plate: bool) -> Touched:
    out = io.BytesIO()
    canvas.save(out, "JPEG", quality=_QUALITY, subsampling=0, icc_profile=srgb_profile(), xmp=xmp)
    return Touched(out.getvalue(), canvas.width, canvas.height, round(reached, 1), plate)
