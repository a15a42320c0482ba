"""Short names for conversations."""

import re

TITLE_MAX = 60
# Names a part of a carousel or a script, and says nothing of what is in it: "Slide 1", "0:00 Hook".
_PART = re.compile(r"(?:[^\W\d_]{3,12} 1|\[?0:00\b.*)\n")


def shorten(text: str, limit: int = TITLE_MAX) -> str:
    """The first line, cut at a word where it is long."""
    line = next(iter(text.strip().splitlines()), "")
    if len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:.- ") + "…"


def title_of(draft: str) -> str:
    """What a draft begins with, after the name of its first part."""
    return shorten(_PART.sub("", draft.strip(), count=1) if _PART.match(draft.strip()) else draft)
