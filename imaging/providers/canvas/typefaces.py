"""Choosing the type: the bundled fonts by voice, then the machine's, then none at all."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PIL import ImageFont

from imaging.providers.canvas import shaping, system_fonts
from imaging.providers.canvas.cmap import coverage

_FOLDER = Path(__file__).parent / "fonts"
_JOINERS = "\u200c\u200d"
_SUBSTITUTES = {"→": "›", "➔": "›", "⇒": "›", "➜": "›", "←": "‹", "⇐": "‹", "≠": "!=", "―": "—"}  # noqa: RUF001
_HEAVY = 700


class Voice(StrEnum):
    """A manner of speaking; each is carried by one font a script."""

    SERIF = "serif"
    DISPLAY = "display"
    SANS = "sans"
    GEOMETRIC = "geometric"


_LEADING = {
    "Newsreader-Medium": 1.04,
    "Fraunces-SemiBold": 1.1,
    "Literata-SemiBold": 1.16,
    "Inter-Bold": 1.12,
    "Jost-SemiBold": 1.14,
    "Vazirmatn-Bold": 1.42,
    "NotoNaskhArabic-SemiBold": 1.5,
    "Heebo-Bold": 1.16,
    "FrankRuhlLibre-SemiBold": 1.12,
}
_LEADING_OF_OTHERS = 1.32
_CASTS = {
    Voice.SERIF: ("Newsreader-Medium", "Literata-SemiBold"),
    Voice.DISPLAY: ("Fraunces-SemiBold", "Literata-SemiBold"),
    Voice.SANS: ("Inter-Bold", "Vazirmatn-Bold", "Heebo-Bold"),
    Voice.GEOMETRIC: ("Jost-SemiBold", "Inter-Bold", "Vazirmatn-Bold", "Heebo-Bold"),
}
_SERIF_RIGHT_TO_LEFT = ("NotoNaskhArabic-SemiBold", "FrankRuhlLibre-SemiBold")


@dataclass(frozen=True, slots=True)
class Typeface:
    """One face of one font file, and how this text runs in it."""

    path: Path
    index: int = 0
    leading: float = _LEADING_OF_OTHERS
    right_to_left: bool = False
    engine: bool = shaping.ENGINE

    def font(self, size: float) -> ImageFont.FreeTypeFont:
        """The face at a size in pixels; a new object, since FreeType's are not for sharing."""
        layout = ImageFont.Layout.RAQM if self.engine else ImageFont.Layout.BASIC
        font = ImageFont.truetype(self.path, size, self.index, layout_engine=layout)
        if self.path.parent != _FOLDER:
            _embolden(font)
        return font

    def drawn(self, line: str) -> str:
        return shaping.drawn(line, right_to_left=self.right_to_left, engine=self.engine)

    @property
    def direction(self) -> str | None:
        """For Pillow's text calls; only its shaping engine takes one."""
        if not self.engine:
            return None
        return "rtl" if self.right_to_left else "ltr"

    def has_glyphs_for(self, line: str) -> bool:
        """Whether no character of the line, as drawn, would come out as an empty box."""
        return coverage(self.path, self.index).covers(_inked(self.drawn(line)))


@dataclass(frozen=True, slots=True)
class Casting:
    """A text as it will be set, and the face that has all of it."""

    text: str
    typeface: Typeface


def cast(text: str, voice: Voice, *, engine: bool = shaping.ENGINE) -> Casting | None:
    """Find the type for a text; None where no font at hand can draw it properly.

    Symbols that no font of the voice has are replaced or left out before a font of the machine is
    asked for; letters never are.
    """
    if not engine and shaping.needs_engine(text):
        return None
    right_to_left = shaping.is_right_to_left(text)
    bundled = [
        Typeface(_FOLDER / f"{name}.ttf", 0, _LEADING[name], right_to_left, engine)
        for name in _order(voice)
    ]
    versions = dict.fromkeys([text, *(_without_symbols(text, face) for face in bundled)])
    for version in versions:
        if found := _first_able(version, bundled):
            return found
    for version in versions:
        if face := system_fonts.find_face(_inked(version)):
            typeface = Typeface(face.path, face.index, right_to_left=right_to_left, engine=engine)
            return _first_able(version, [typeface])
    return None


def _order(voice: Voice) -> tuple[str, ...]:
    cast_first = _CASTS[voice]
    if voice in {Voice.SERIF, Voice.DISPLAY}:
        cast_first += _SERIF_RIGHT_TO_LEFT
    return tuple(dict.fromkeys([*cast_first, *_LEADING]))


def _first_able(text: str, typefaces: Iterable[Typeface]) -> Casting | None:
    for typeface in typefaces:
        settable = _without_missing_joiners(text, typeface)
        if _is_visible(settable) and typeface.has_glyphs_for(settable):
            return Casting(settable, typeface)
    return None


def _without_symbols(text: str, typeface: Typeface) -> str:
    """The text with every symbol this face lacks replaced or dropped, and its letters kept."""
    covered = coverage(typeface.path, typeface.index)

    def settable(character: str) -> str:
        if ord(character) in covered or character in _JOINERS or character == "\n":
            return character
        substitute = _SUBSTITUTES.get(character, "")
        if substitute and covered.covers(substitute):
            return substitute
        return "" if unicodedata.category(character)[0] in "SCP" else character

    return " ".join("".join(map(settable, text)).split(" ")).replace("  ", " ").strip()


def _without_missing_joiners(text: str, typeface: Typeface) -> str:
    covered = coverage(typeface.path, typeface.index)
    return "".join(c for c in text if c not in _JOINERS or ord(c) in covered)


def _is_visible(text: str) -> bool:
    """Soft hyphens and the like, alone or among spaces, have no width to be set in."""
    return any(unicodedata.category(character)[0] not in "CMZ" for character in text)


def _inked(text: str) -> str:
    return "".join(c for c in text if not c.isspace() and c not in _JOINERS)


def _embolden(font: ImageFont.FreeTypeFont) -> None:
    """Set a variable font of the machine in a headline's weight: its default is often thin."""
    try:
        axes = font.get_variation_axes()
    except OSError:  # the font is not variable
        return
    values = []
    for axis in axes:
        heavy = axis["name"] in {b"Weight", "Weight"}
        highest, usual = axis["maximum"] or _HEAVY, axis["default"] or 0
        values.append(float(min(_HEAVY, highest) if heavy else usual))
    font.set_variation_by_axes(values)
