"""Short names for conversations."""

TITLE_MAX = 60


def shorten(text: str, limit: int = TITLE_MAX) -> str:
    """The first line, cut at a word where it is long."""
    line = next(iter(text.strip().splitlines()), "")
    if len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:.- ") + "…"
