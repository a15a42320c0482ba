"""A logo: read, cut to its ink, and judged against what it will stand on."""

from PIL import Image, ImageStat

from imaging.pictures.colour import to_srgb
from imaging.pictures.colour_names import Rgb
from imaging.pictures.contrast import VISIBLE, contrast
from imaging.pictures.renditions import displayable, turned
from imaging.pictures.verify import verify

BLACK, WHITE = (17, 17, 17), (255, 255, 255)
_SEEN = 32
"""Of 255: what is more transparent is no part of a logo."""
_ONE_COLOUR = 28.0
"""Of 255: by so much the pixels of a single colour may scatter about it."""
_MEASURED_PX = 72
_STRAY = 0.1
"""The share of a logo's pixels that may be hard to see: soft edges, a thin line."""
_LARGEST_PX = 1200


def open_logo(data: bytes) -> Image.Image:
    """In RGBA and sRGB, without what is transparent around it, at most 1,200 pixels a side.

    Raises `PictureError` for bytes that are no picture.
    """
    picture = verify(data)
    image = turned(displayable(picture.image), picture.orientation)
    image.thumbnail((_LARGEST_PX, _LARGEST_PX), Image.Resampling.LANCZOS)
    logo = to_srgb(image, picture.image.info.get("icc_profile")).convert("RGBA")
    inked = logo.getchannel("A").point(lambda alpha: 255 * (alpha > _SEEN)).getbbox()
    return logo.crop(inked) if inked else logo


def fitted(logo: Image.Image, width: float, height: float) -> Image.Image:
    """As large as a box allows, its proportions kept."""
    scale = min(width / logo.width, height / logo.height)
    size = (max(1, round(logo.width * scale)), max(1, round(logo.height * scale)))
    return logo.resize(size, Image.Resampling.LANCZOS)


def stands_alone(logo: Image.Image) -> bool:
    """Whether it brings a ground of its own: nothing shows through at its corners."""
    right, bottom = logo.width - 1, logo.height - 1
    alpha = logo.getchannel("A")
    corners = [alpha.getpixel((x, y)) for x in (0, right) for y in (0, bottom)]
    return all(corner == 255 for corner in corners)


def own_ground(logo: Image.Image) -> Rgb:
    """The colour at the edge of one that stands alone."""
    red, green, blue, _ = logo.resize((9, 9), Image.Resampling.BOX).getpixel((0, 0))  # type: ignore[misc]
    return red, green, blue


def visibility(logo: Image.Image, under: Image.Image) -> float:
    """The contrast that nine in ten of its pixels have against those under them, from 1 to 21.

    `under` is what it will cover, in RGB. A logo that stands alone is measured within itself.
    """
    size = _measured(logo.size)
    small = logo.resize(size, Image.Resampling.BOX)
    alone = stands_alone(logo)
    below = Image.new("RGB", size, own_ground(logo)) if alone else under.convert("RGB").resize(size)
    inked, covered = small.tobytes(), below.tobytes()
    found = []
    for at in range(size[0] * size[1]):
        red, green, blue, alpha = inked[4 * at : 4 * at + 4]
        if alpha > 2 * _SEEN:
            ground = covered[3 * at : 3 * at + 3]
            found.append(contrast((red, green, blue), (ground[0], ground[1], ground[2])))
    found.sort()
    if alone:
        # Most of it is its ground; what stands out from that is the logo.
        return found[-1 - round(_STRAY * len(found) / 2)] if found else 1.0
    return found[round(_STRAY * len(found))] if found else 1.0


def legible_on(logo: Image.Image, under: Image.Image) -> Image.Image | None:
    """The logo where it can be seen, else in white or black where it has one colour; else None."""
    if visibility(logo, under) >= VISIBLE:
        return logo
    if stands_alone(logo) or not _has_one_colour(logo):
        return None
    variants = [_in_colour(logo, colour) for colour in (WHITE, BLACK)]
    best = max(variants, key=lambda variant: visibility(variant, under))
    return best if visibility(best, under) >= VISIBLE else None


def _has_one_colour(logo: Image.Image) -> bool:
    mask = logo.getchannel("A").point(lambda alpha: 255 * (alpha > 2 * _SEEN))
    return max(ImageStat.Stat(logo.convert("RGB"), mask).stddev) < _ONE_COLOUR


def _in_colour(logo: Image.Image, colour: Rgb) -> Image.Image:
    inked = Image.new("RGBA", logo.size, colour)
    inked.putalpha(logo.getchannel("A"))
    return inked


def _measured(size: tuple[int, int]) -> tuple[int, int]:
    scale = min(1.0, _MEASURED_PX / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
