"""Whether one colour can be told from another, by the measure of WCAG 2."""

from imaging.pictures.colour_names import Rgb

READABLE = 4.5
"""WCAG AA's contrast for text of any size."""
VISIBLE = 3.0
"""WCAG AA's contrast for what is no text: a mark, a line, a control."""


def luminance(colour: Rgb) -> float:
    """Relative luminance, from 0 (black) to 1 (white)."""
    red, green, blue = (
        value / 255 / 12.92 if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4
        for value in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: Rgb, other: Rgb) -> float:
    """The contrast ratio, from 1 (the same) to 21 (black on white)."""
    dark, light = sorted((luminance(first), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
