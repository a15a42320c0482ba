"""What people call a colour: for sentences, with its hex code beside it where it must be exact."""

import colorsys
import re
from bisect import bisect_right

Rgb = tuple[int, int, int]

_CODE = re.compile(r"#[0-9a-fA-F]{6}")

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
