"""Emojis in a text."""

import re

# One of them, as the inside of a character class.
EMOJI = "\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\u20e3"
_EMOJIS = re.compile(f"[{EMOJI}]+")


def without_emojis(text: str) -> str:
    bare = _EMOJIS.sub("", text)
    return re.sub(r"(?<=\S)[ \t]{2,}", " ", re.sub(r"(?m)^[ \t]+|[ \t]+$", "", bare))
