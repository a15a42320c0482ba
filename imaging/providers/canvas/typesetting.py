"""Setting words in a frame: as large as they fit, in balanced lines, every drop of ink inside."""

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from PIL import Image, ImageDraw, ImageFont

from imaging.providers.canvas.breaking import Piece, pieces, split_long
from imaging.providers.canvas.typefaces import Typeface

_REFERENCE = 100.0
_SMALLEST = 5.0
_SLACK = 0.985
"""Share of the width that lines are broken for: pieces are measured apart, kerning joins them."""
_WORTH_SPLITTING = 0.62
"""Words are broken only where keeping them whole would cost more than this share of the size."""
_SIZES_TRIED = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7)
_AIR = 0.04
"""Least white between the ink of two lines, as a share of the size."""


class Align(StrEnum):
    START = "start"
    CENTRE = "centre"
    END = "end"


@dataclass(frozen=True, slots=True)
class Frame:
    """The area that words may ink, in pixels: `align` along the line, `stand` across lines."""

    left: float
    top: float
    right: float
    bottom: float
    align: Align = Align.START
    stand: Align = Align.START

    def whole_pixels(self) -> "Frame":
        """The largest part of the frame whose edges lie between pixels."""
        return replace(
            self,
            left=math.ceil(self.left),
            top=math.ceil(self.top),
            right=math.floor(self.right),
            bottom=math.floor(self.bottom),
        )

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line as drawn: origin `x`, baseline `y`, and its ink's left, top, right and bottom."""

    text: str
    x: float
    y: float
    ink: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Setting:
    """Words in their places, ready to be drawn."""

    typeface: Typeface
    size: float
    lines: tuple[PlacedLine, ...]

    @property
    def ink(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of all that is inked, in pixels."""
        boxes = [line.ink for line in self.lines]
        return (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )

    def draw(self, mask: Image.Image) -> None:
        """Draw the words in white on a mask (mode L)."""
        pen = ImageDraw.Draw(mask)
        font = self.typeface.font(self.size)
        for line in self.lines:
            pen.text(
                (line.x, line.y),
                line.text,
                fill=255,
                font=font,
                anchor="ls",
                direction=self.typeface.direction,
            )


def set_words(text: str, typeface: Typeface, frame: Frame, largest: float) -> Setting:
    """Set a text in a frame, at most `largest` pixels in size; it never leaves the frame."""
    ruler = _Ruler(typeface)
    words = pieces(text)
    frame = frame.whole_pixels()
    whole = ruler.largest_size(words, frame, largest, may_split=False)
    broken = ruler.largest_size(words, frame, largest, may_split=True)
    may_split = whole < _WORTH_SPLITTING * broken
    size = ruler.evenest_size(words, frame, broken if may_split else whole, may_split=may_split)
    while True:
        lines = ruler.balanced(words, frame, size, may_split=may_split)
        setting = _placed(lines, typeface, frame, size)
        left, top, right, bottom = setting.ink
        inside = left >= frame.left and top >= frame.top
        if (inside and right <= frame.right and bottom <= frame.bottom) or size <= _SMALLEST:
            return setting
        size *= 0.975


class _Ruler:
    """Measures pieces once, at a reference size; all other sizes are in proportion."""

    def __init__(self, typeface: Typeface) -> None:
        self.typeface = typeface
        self.font = typeface.font(_REFERENCE)
        self.space = self.font.getlength(" ")
        self.known: dict[str, float] = {}

    def width(self, text: str) -> float:
        if text not in self.known:
            drawn = self.typeface.drawn(text)
            length = self.font.getlength(drawn, direction=self.typeface.direction)
            self.known[text] = float(length)
        return self.known[text]

    def largest_size(
        self, words: list[Piece], frame: Frame, largest: float, *, may_split: bool
    ) -> float:
        low, high = _SMALLEST, largest
        if self._fits(words, frame, high, may_split=may_split):
            return high
        while high - low > max(0.5, high * 0.004):
            middle = (low + high) / 2
            if self._fits(words, frame, middle, may_split=may_split):
                low = middle
            else:
                high = middle
        return low

    def evenest_size(
        self, words: list[Piece], frame: Frame, largest: float, *, may_split: bool
    ) -> float:
        """A size near the largest at which no line is left with a lone short word."""

        def merit(size: float) -> float:
            lines = self.balanced(words, frame, size, may_split=may_split)
            widths = [self.width(line) for line in lines]
            longest = max(widths)
            inner = min(widths[:-1], default=longest) / longest
            # A short last line is natural, a short one amid long ones is a hole.
            return size * (0.5 + 0.5 * inner) * (0.8 + 0.2 * widths[-1] / longest)

        return max((largest * share for share in _SIZES_TRIED), key=merit)

    def balanced(
        self, words: list[Piece], frame: Frame, size: float, *, may_split: bool
    ) -> list[str]:
        """The fewest lines for this size, as equal in length as they can be."""
        room = frame.width * _SLACK * _REFERENCE / size
        fitted = self._parts(words, room, may_split=may_split)
        lines = self._greedy(fitted, room) or [fitted]
        low, high = room / 2, room
        while high - low > room * 0.01:
            middle = (low + high) / 2
            tighter = self._greedy(fitted, middle)
            if tighter and len(tighter) == len(lines):
                lines, high = tighter, middle
            else:
                low = middle
        return ["".join(p.with_space(first=i == 0) for i, p in enumerate(line)) for line in lines]

    def _fits(self, words: list[Piece], frame: Frame, size: float, *, may_split: bool) -> bool:
        room = frame.width * _SLACK * _REFERENCE / size
        lines = self._greedy(self._parts(words, room, may_split=may_split), room)
        if lines is None:
            return False
        return size * ((len(lines) - 1) * self.typeface.leading + 1.0) <= frame.height

    def _parts(self, words: list[Piece], room: float, *, may_split: bool) -> list[Piece]:
        if not may_split:
            return words
        parts: list[Piece] = []
        for word in words:
            parts += [word] if self.width(word.text) <= room else split_long(word, room, self.width)
        return parts

    def _greedy(self, words: list[Piece], room: float) -> list[list[Piece]] | None:
        """Lines filled one after the other; None where a word is wider than the room."""
        lines: list[list[Piece]] = []
        used = room
        for word in words:
            width = self.width(word.text)
            if width > room:
                return None
            gap = self.space if word.spaced else 0.0
            if lines and not word.begins and used + gap + width <= room:
                lines[-1].append(word)
                used += gap + width
            else:
                lines.append([word])
                used = width
        return lines


def _placed(lines: list[str], typeface: Typeface, frame: Frame, size: float) -> Setting:
    font = typeface.font(size)
    drawn = [typeface.drawn(line) for line in lines]
    inks = [_ink(font, line, typeface) for line in drawn]
    baselines = [0.0]
    for above, below in pairwise(inks):
        clear = above[3] - below[1] + _AIR * size
        baselines.append(baselines[-1] + math.ceil(max(size * typeface.leading, clear)))
    top, bottom = inks[0][1], baselines[-1] + inks[-1][3]
    spare = frame.height - (bottom - top)
    shift = {Align.START: 0.0, Align.CENTRE: spare / 2, Align.END: spare}[frame.stand]
    placed = []
    for line, ink, baseline in zip(drawn, inks, baselines, strict=True):
        x = math.floor(_origin(frame, ink, right_to_left=typeface.right_to_left))
        y = frame.top + math.floor(shift) - top + baseline
        box = (x + ink[0], y + ink[1], x + ink[2], y + ink[3])
        placed.append(PlacedLine(line, x, y, box))
    return Setting(typeface, size, tuple(placed))


def _origin(frame: Frame, ink: tuple[float, float, float, float], *, right_to_left: bool) -> float:
    """Where a line begins, so that ink and not side bearing stands at the edge."""
    if frame.align is Align.CENTRE:
        return (frame.left + frame.right - ink[0] - ink[2]) / 2
    at_right = (frame.align is Align.END) != right_to_left
    return frame.right - ink[2] if at_right else frame.left - ink[0]


def _ink(
    font: ImageFont.FreeTypeFont, line: str, typeface: Typeface
) -> tuple[float, float, float, float]:
    """Exactly what a line inks about its origin; Pillow's own box counts the advance in."""
    mask, offset = font.getmask2(line, "L", direction=typeface.direction, anchor="ls")
    left, top, right, bottom = mask.getbbox() or (0, 0, 0, 0)
    return left + offset[0], top + offset[1], right + offset[0], bottom + offset[1]
