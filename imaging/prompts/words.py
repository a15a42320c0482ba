"""Words and sentences of a text, with their places in it, and the language they are in."""

# The punctuation of other scripts looks like ours.
# ruff: noqa: RUF001

import re
from collections.abc import Iterator
from dataclasses import dataclass

from imaging.prompts.data import table

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?…。！？])[\"'”’)]*\s+|\n+|(?<=[。！？])")
_CLAUSE_END = re.compile(r"(?:,|:)(?!\d)|[;()\[\]“”\"…。！？|•·]|[.!?](?=\s|$)|\s[-–—]\s|\n")

LANGUAGES = ("en", "de", "fr", "es")


@dataclass(frozen=True, slots=True)
class Word:
    """`low` is the word casefolded; `start` and `end` are its place in the text."""

    low: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text that stands in it exactly so."""

    text: str
    start: int
    end: int


def words(text: str) -> tuple[Word, ...]:
    return tuple(
        Word(match.group().casefold().replace("’", "'"), match.start(), match.end())
        for match in WORD.finditer(text)
    )


def sentences(text: str) -> tuple[Span, ...]:
    return tuple(_pieces(text, _SENTENCE_END))


def clauses(text: str) -> tuple[Span, ...]:
    return tuple(_pieces(text, _CLAUSE_END))


def _pieces(text: str, ends: re.Pattern[str]) -> Iterator[Span]:
    start = 0
    for match in (*ends.finditer(text), None):
        end = match.start() if match else len(text)
        piece = text[start:end]
        if stripped := piece.strip():
            at = start + piece.index(stripped)
            yield Span(stripped, at, at + len(stripped))
        start = match.end() if match else end


def language(text: str) -> str:
    """One of `LANGUAGES` by its function words; English where nothing speaks for another."""
    found = [word.low for word in words(text)]
    scores = {code: sum(low in function_words(code) for low in found) for code in LANGUAGES}
    return max(LANGUAGES, key=lambda code: scores[code])


def function_words(code: str) -> frozenset[str]:
    """The words that carry no subject in a language of `LANGUAGES`."""
    return _FUNCTION_WORDS[code]


_FUNCTION_WORDS = {
    code: frozenset(" ".join(lines).split()) for code, lines in table("languages").items()
}


def base_forms(low: str) -> tuple[str, ...]:
    """The word itself and what it may be an English inflection of, likeliest first."""
    forms = [low]
    if low.endswith("'s"):
        forms.append(low[:-2])
        low = low[:-2]
    for suffix, repairs in _SUFFIXES:
        stem = low.removesuffix(suffix)
        if stem == low or len(stem) < 3 or low.endswith("ss"):
            continue
        forms += [stem + repair for repair in repairs]
        if repairs == ("", "e") and stem[-1] == stem[-2]:
            forms.append(stem[:-1])
    return tuple(dict.fromkeys(forms))


_SUFFIXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ies", ("y",)),
    ("ied", ("y",)),
    ("ves", ("f", "fe")),
    ("ing", ("", "e")),
    ("ed", ("", "e")),
    ("es", ("", "e")),
    ("s", ("",)),
)
