"""A text made more casual or more formal by exchanging words, with nothing said anew."""

# Apostrophes and quotation marks of every kind are meant.
# ruff: noqa: RUF001

import re
from collections.abc import Iterator
from functools import cache

from copilot.assistants.data import table
from copilot.assistants.emojis import without_emojis
from imaging.prompts.words import language

_SHOUT = re.compile(r"!+(?=\s|$)")
# What somebody said stays as they said it, and tags are no words of the text.
_VERBATIM = re.compile(r"(\"[^\"\n]+\"|“[^”\n]+”|„[^“\n]+“|«[^»\n]+»|#\w+|https?://\S+)")


def casual(text: str) -> str:
    return _exchanged(text, "casual")


def formal(text: str) -> str:
    """Also without emojis and exclamation marks."""
    calm = "".join(
        piece if _VERBATIM.fullmatch(piece) else _SHOUT.sub(".", piece).replace("¡", "")
        for piece in _VERBATIM.split(without_emojis(text))
    )
    return _exchanged(re.sub(r"([.?])\.+", r"\1", calm), "formal")


def _exchanged(text: str, register: str) -> str:
    pairs = _pairs(language(text), register)
    if not pairs:
        return text
    pattern = _pattern(tuple(pairs))
    return "".join(
        piece
        if _VERBATIM.fullmatch(piece)
        else pattern.sub(lambda match: _like(match.group(), pairs), piece)
        for piece in _VERBATIM.split(text.replace("’", "'"))
    )


def _like(found: str, pairs: dict[str, str]) -> str:
    """What stands for the words that were found, with a capital where they had one."""
    instead = pairs[" ".join(found.casefold().split())]
    return instead[:1].upper() + instead[1:] if found[:1].isupper() else instead


@cache
def _pattern(said: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(said, key=len, reverse=True)
    words = "|".join(re.escape(each).replace(r"\ ", r"\s+") for each in longest_first)
    return re.compile(rf"(?<![\w'])(?:{words})(?![\w'])", re.IGNORECASE)


@cache
def _pairs(code: str, register: str) -> dict[str, str]:
    entry: dict[str, list[str]] = table("registers")[code]
    return dict(_read(entry, register))


def _read(entry: dict[str, list[str]], register: str) -> Iterator[tuple[str, str]]:
    for line in entry["both"]:
        formal_way, casual_way = line.split(" > ")
        yield (
            (formal_way.casefold(), casual_way)
            if register == "casual"
            else (casual_way.casefold(), formal_way)
        )
    for line in entry[register]:
        before, _, after = line.partition(" >")
        yield before.casefold(), after.strip()
