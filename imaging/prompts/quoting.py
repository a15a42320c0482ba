"""A post in its own words."""

# Quotation marks and dashes of every kind stand around people's words.
# ruff: noqa: RUF001

import re

from imaging.prompts.data import table
from imaging.prompts.words import WORD, Span, clauses, sentences

QUOTE_WORDS = 12
QUOTE_CHARS = 120
_EDGES = " \t-–—*#>•·_'’‘`.!?…"
_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]+)[”\"»“]")


def quotes_truly(reason: str, text: str) -> bool:
    """Whether a reason quotes a text, and only with words that stand there so."""
    said = " ".join(text.split()).casefold()
    found = [match.strip(f"{_EDGES},;:").casefold() for match in _QUOTED.findall(reason)]
    return bool(found) and all(" ".join(quote.split()) in said for quote in found)


def quote(text: str, start: int, end: int) -> str:
    """The clause around a place in a text, as it stands there, at most twelve words.

    Where it was cut inside the clause it says so with an ellipsis.
    """
    low, high = _clause(text, start, end)
    inside = [
        Span(match.group(), low + match.start(), low + match.end())
        for match in re.finditer(r"\S+", text[low:high])
    ]
    if len(inside) > 1 and _is(inside[0], "links") and inside[0].end <= start:
        inside = inside[1:]
    kept = _around(inside, start, end)
    if not kept:
        return ""
    piece = " ".join(text[kept[0].start : kept[-1].end].strip(_EDGES).split())
    is_whole = kept[-1] == inside[-1] and len(piece) <= QUOTE_CHARS
    if len(piece) > QUOTE_CHARS:
        piece = piece[:QUOTE_CHARS].rsplit(" ", 1)[0]
    if not piece:
        return ""
    return f"{'' if kept[0] == inside[0] else '… '}{piece}{'' if is_whole else ' …'}"


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the clause around a place, with its neighbour where it is only an aside of it.

    "In our service" says nothing without what is done there.
    """
    spans = clauses(text)
    at = next((n for n, span in enumerate(spans) if span.start <= start < span.end), None)
    if at is None:
        return start, end
    clause = spans[at]
    first, last = clause, clause
    if _is(Span(clause.text.split()[0], 0, 0), "asides"):
        after = spans[at + 1] if at + 1 < len(spans) else clause
        before = spans[at - 1] if at else clause
        opens = not at or text[before.end : clause.start].strip() != ","
        if opens and text[clause.end : after.start].strip() == ",":
            last = after
        elif not opens:
            first = before
    return first.start, last.end


def _around(inside: list[Span], start: int, end: int) -> list[Span]:
    """As many words of a clause as a quote may have, the place among them."""
    if len(inside) <= QUOTE_WORDS:
        return inside
    at = next(i for i, word in enumerate(inside) if word.end > start)
    last = next((i for i, word in enumerate(inside) if word.end >= end), at)
    # From the beginning of the clause, or else to its end: a quote from the middle reads badly.
    first = 0 if last < QUOTE_WORDS else min(at, len(inside) - QUOTE_WORDS)
    kept = inside[first : first + QUOTE_WORDS]
    while len(kept) > 1 and kept[-1].start >= end and _is(kept[-1], "open_ends"):
        kept.pop()
    return kept


def _is(word: Span, kind: str) -> bool:
    """Whether no quote should begin, or end, with the word: "and", "of", "the"."""
    return word.text.casefold() in table("finish")[kind].split()


def opening(text: str) -> str:
    """The first words of a text, to be quoted where nothing in it stands out."""
    for sentence in sentences(text):
        if WORD.search(sentence.text) and (said := quote(text, sentence.start, sentence.end)):
            return said
    return ""
