"""Emojis in a text."""

import re

# One of them, as the inside of a character class.
EMOJI = "\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\u20e3"
_EMOJIS = re.compile(f"[{EMOJI}]+")
# Where one stands for the full stop.
_ENDING = re.compile(rf"(?<=[\w%)])[ \t]*[{EMOJI}][{EMOJI} \t]*(?=\s[A-ZÀ-Þ]|$)")
_POINT = re.compile(r"\s*[-*•○▪]\s")


def without_emojis(text: str) -> str:
    """The text without them; a sentence that ended with one gets a full stop."""
    lines = (
        line if _POINT.match(line) or "#" in line else _ENDING.sub(".", line)
        for line in text.split("\n")
    )
    bare = _EMOJIS.sub("", "\n".join(lines))
    return re.sub(r"(?<=\S)[ \t]{2,}", " ", re.sub(r"(?m)^[ \t]+|[ \t]+$", "", bare))
