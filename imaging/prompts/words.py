"""Words and sentences of a text, with their places in it, and the language they are in."""

# The punctuation of other scripts looks like ours.
# ruff: noqa: RUF001

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from imaging.prompts.data import table

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# A line that goes on with a small letter is the same sentence, wrapped.
_LINE_END = r"\n(?:\s*\n|(?!\s*[a-zà-öø-ÿ]))\s*"
_SENTENCE_END = re.compile(rf"(?<=[.!?…。！？])[\"'”’)]*\s+|{_LINE_END}|(?<=[。！？])")
_CLAUSE_END = re.compile(
    # The letter of a list belongs to neither of the lines that it parts.
    rf"\n\s*[^\W\d_]\)|(?:,|:)(?!\d)|[;()\[\]“”\"…。！？|•·]|[.!?](?=\s|$)|\s[-–—]\s|{_LINE_END}"
)

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


# One post is taken to pieces many times over while it is read.
@lru_cache(maxsize=128)
def words(text: str) -> tuple[Word, ...]:
    return tuple(
        Word(match.group().casefold().replace("’", "'"), match.start(), match.end())
        for match in WORD.finditer(text)
    )


@lru_cache(maxsize=8)
def sentences(text: str) -> tuple[Span, ...]:
    return tuple(_pieces(text, _SENTENCE_END))


@lru_cache(maxsize=8)
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
    code: frozenset(" ".join(table("languages")[code]).split()) for code in LANGUAGES
}


def base_forms(low: str, code: str = "en") -> tuple[str, ...]:
    """The word itself and what it may be an inflection of in a language, likeliest first."""
    return _base_forms(low) if code == "en" else _forms_elsewhere(low, code)


@lru_cache(maxsize=20_000)
def _base_forms(low: str) -> tuple[str, ...]:
    forms = [low]
    if low.endswith("'s"):
        forms.append(low[:-2])
        low = low[:-2]
    forms += _IRREGULAR.get(low, ())
    for suffix, repairs in _SUFFIXES:
        stem = low.removesuffix(suffix)
        if stem == low or len(stem) < 3 or low.endswith("ss"):
            continue
        forms += [stem + repair for repair in repairs]
        if repairs == ("", "e") and stem[-1] == stem[-2]:
            forms.append(stem[:-1])
    return tuple(dict.fromkeys(forms))


@lru_cache(maxsize=20_000)
def _forms_elsewhere(low: str, code: str) -> tuple[str, ...]:
    """Nouns and adjectives without their endings; English words are used everywhere."""
    forms = [low]
    if elided := _ELIDED.match(low):
        low = low[elided.end() :]
        forms.append(low)
    for suffix, repairs in _ENDINGS[code]:
        stem = low.removesuffix(suffix)
        if stem != low and len(stem) >= STEM_MIN:
            forms += [stem + repair for repair in repairs]
    return tuple(dict.fromkeys((*forms, *_base_forms(low))))


STEM_MIN = 4
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu)'")
_ENDINGS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "de": (
        ("innen", ("", "in")), ("ern", ("", "er")), ("en", ("", "e")), ("er", ("",)), ("es", ("",)),
        ("em", ("",)), ("n", ("",)), ("e", ("",)), ("s", ("",)),
    ),
    "fr": (
        ("aux", ("al", "au")), ("ères", ("er", "ère")), ("ère", ("er",)), ("euses", ("eur",)),
        ("euse", ("eur",)), ("es", ("", "e")), ("s", ("",)), ("x", ("",)), ("e", ("",)),
    ),
    "es": (
        ("ciones", ("ción",)), ("siones", ("sión",)), ("ces", ("z",)), ("es", ("", "e")),
        ("as", ("a", "o")), ("os", ("o",)), ("s", ("",)), ("a", ("o",)),
    ),
}  # fmt: skip
_IRREGULAR = {form: tuple(base.split()) for form, base in table("languages")["irregular"].items()}
_SUFFIXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ies", ("y", "ie")),
    ("ied", ("y",)),
    ("ves", ("f", "fe", "ve")),
    ("ing", ("", "e")),
    ("ed", ("", "e")),
    ("es", ("", "e")),
    ("s", ("",)),
)
