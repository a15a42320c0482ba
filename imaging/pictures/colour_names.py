"""What people call a colour: for sentences, with its hex code beside it where it must be exact."""

import colorsys
import re
from bisect import bisect_right
from math import cbrt, dist

Rgb = tuple[int, int, int]

_CODE = re.compile(r"#[0-9a-fA-F]{6}")
_TYPED = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")

# Where each name begins on the wheel, in degrees.
_HUES = (
    (0, "red"),
    (15, "orange"),
    (42, "yellow"),
    (66, "lime"),
    (90, "green"),
    (160, "teal"),
    (190, "blue"),
    (244, "violet"),
    (290, "magenta"),
    (330, "pink"),
    (346, "red"),
)
_GREY_CHROMA = 0.08
_BLACK, _WHITE = 0.09, 0.93
_DARK, _PALE = 0.28, 0.76


def hex_code(colour: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def full_code(typed: str) -> str:
    """What a person typed as a code, with or without its #, as `#rrggbb`: `FFF` is `#ffffff`.

    Raises `ValueError` for anything else.
    """
    found = _TYPED.fullmatch(typed)
    if found is None:
        raise ValueError(typed)
    digits = found[1].lower()
    return f"#{digits if len(digits) == 6 else ''.join(each * 2 for each in digits)}"


def from_hex(code: str) -> Rgb:
    """The colour of `#rrggbb`. Raises `ValueError` for anything else."""
    if not _CODE.fullmatch(code):
        raise ValueError(code)
    red, green, blue = bytes.fromhex(code[1:])
    return red, green, blue


def name(colour: Rgb) -> str:
    """One or two English words."""
    hue, lightness, _ = colorsys.rgb_to_hls(*(value / 255 for value in colour))
    if lightness < _BLACK:
        return "black"
    if lightness > _WHITE:
        return "white"
    if chroma(colour) < _GREY_CHROMA:
        return _shaded("grey", lightness)
    at = bisect_right([start for start, _ in _HUES], hue * 360) - 1
    called = _HUES[at][1]
    if called == "orange" and lightness < _DARK + 0.1:
        return "brown"
    return _shaded(called, lightness)


def chroma(colour: Rgb) -> float:
    """From 0 for a grey to 1 for a pure colour."""
    return (max(colour) - min(colour)) / 255


def difference(one: Rgb, other: Rgb) -> float:
    """As far as the eye tells colours apart: 0 for the same, 1 for black and white.

    The distance in Oklab (Ottosson, "A perceptual color space for image processing", 2020).
    """
    return dist(_oklab(one), _oklab(other))


def _oklab(colour: Rgb) -> tuple[float, float, float]:
    red, green, blue = (_linear(value / 255) for value in colour)
    long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _linear(value: float) -> float:
    """Of sRGB's curve."""
    return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)


def complement(colour: Rgb) -> Rgb:
    """The opposite hue, strong enough to lead; orange, against which most grounds are cool, for a
    grey."""
    hue, _, _ = colorsys.rgb_to_hls(*(value / 255 for value in colour))
    opposite = 0.06 if chroma(colour) < _GREY_CHROMA else (hue + 0.5) % 1
    red, green, blue = (round(255 * part) for part in colorsys.hls_to_rgb(opposite, 0.5, 0.8))
    return red, green, blue


def _shaded(called: str, lightness: float) -> str:
    if lightness < _DARK:
        return f"dark {called}"
    return f"pale {called}" if lightness > _PALE else called
