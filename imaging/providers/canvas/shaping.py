"""From letters as written to letters as drawn: direction, joining, and where Pillow needs help.

Pillow shapes every script with HarfBuzz where the FriBidi library is found at run time. Where it
is not, Arabic is joined and right-to-left lines are ordered here, and the scripts that cannot be
set without a shaping engine are refused.
"""

import re
import unicodedata
from functools import lru_cache

from arabic_reshaper import ArabicReshaper  # type: ignore[import-untyped]
from bidi.algorithm import get_display  # type: ignore[import-untyped]
from PIL import features

ENGINE = bool(features.check("raqm") and features.check("fribidi"))
"""Whether Pillow can shape text itself."""

_MARKS = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]"
)
_RIGHT_TO_LEFT = {"R", "AL"}
_HEBREW_AND_ARABIC = range(0x0590, 0x0780)
_SYRIAC = range(0x0700, 0x0750)


def is_right_to_left(text: str) -> bool:
    """Whether most of the letters run from right to left."""
    kinds = [unicodedata.bidirectional(character) for character in text]
    right = sum(kind in _RIGHT_TO_LEFT for kind in kinds)
    return right > kinds.count("L")


def needs_engine(text: str) -> bool:
    """Whether the text cannot be set properly without a shaping engine."""
    for character in unicodedata.normalize("NFC", _MARKS.sub("", text)):
        code = ord(character)
        right = unicodedata.bidirectional(character) in _RIGHT_TO_LEFT
        presented = 0xFB1D <= code <= 0xFEFC
        if right and not presented and (code not in _HEBREW_AND_ARABIC or code in _SYRIAC):
            return True
        if unicodedata.category(character) in {"Mn", "Mc"}:
            return True
    return False


def drawn(line: str, *, right_to_left: bool, engine: bool = ENGINE) -> str:
    """The characters to hand to Pillow for one line, in the order it wants them."""
    if engine:
        return line
    if not right_to_left and not any(
        unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in line
    ):
        return line
    joined = _reshaper().reshape(_MARKS.sub("", line))
    ordered = get_display(joined, base_dir="R" if right_to_left else "L")
    return ordered if isinstance(ordered, str) else ordered.decode()


@lru_cache(maxsize=1)
def _reshaper() -> ArabicReshaper:
    # Of the ligatures only lam with alef is obligatory, and only it is in every font.
    return ArabicReshaper(
        configuration={"delete_harakat": True, "support_ligatures": True, "ALLAH": False}
    )
