"""Everyday things by their own names, whose groups are shown alike."""

from functools import cache
from typing import Any

from imaging.prompts.data import table

_VOWELS = frozenset("aeiou")


@cache
def everyday() -> dict[str, dict[str, Any]]:
    """The entries by their names, with the columns that those of the other things have."""
    return {
        entry["many"]: entry
        for group in table("everyday").values()
        for line in group["things"].strip().splitlines()
        for entry in [_entry(group, line)]
    }


def with_article(name: str) -> str:
    return f"{'an' if name[0].lower() in _VOWELS and name[:3] != 'uku' else 'a'} {name}"


def _entry(group: dict[str, Any], line: str) -> dict[str, Any]:
    names, _, words = line.partition(":")
    one, _, many = names.partition("/")
    bare = one.removesuffix("*")
    own = [] if bare != one else [bare, many]
    return {
        "words": ", ".join([*own, *([words] if words.strip() else [])]),
        "one": group["one"].format(a=with_article(bare)),
        "many": many,
        "detail": group["detail"],
        "small": group.get("small", False),
        "huge": group.get("huge", False),
        "alive": group.get("alive", False),
    }
