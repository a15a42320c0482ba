"""Things, places and people as a picture shows them, and which of them a post names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from imaging.prompts.data import table
from imaging.prompts.vocabulary import Hit, Vocabulary, listed
from imaging.prompts.words import Word

# A word that names a thing for certain counts as much as so many that may only mean it.
STRONG, WEAK = 2, 1

_HEAD = re.compile(
    r",|:| (?:with|that|where|beside|on|at|in|held|hanging|lying|laid|resting|standing|running|"
    r"leaning|clipped|tilted|turned|against|glowing|waiting|seen|strung|ending|over|by|from|to|"
    r"humming|hovering|catching|burning|about|full|pulled|half|shown|of a weekly|bent|tuning|who|"
    r"behind|stuffed|staked|taped|near|without|set|unfolded|lowered|up) "
)


@dataclass(frozen=True, slots=True)
class Thing:
    """`one` as a picture shows it, `many` as units that are counted, `detail` where one looks."""

    key: str
    one: str
    many: str
    detail: str

    @property
    def label(self) -> str:
        return _HEAD.split(self.one, maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class Place:
    """`at` with its preposition, `scene` by itself, `near` something in its foreground."""

    key: str
    at: str
    scene: str
    units: str
    near: str

    @property
    def label(self) -> str:
        return _HEAD.split(self.scene, maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class Role:
    key: str
    one: str
    many: str

    @property
    def label(self) -> str:
        return _HEAD.split(self.one, maxsplit=1)[0]


ANYBODY = Role("anybody", "a person in plain working clothes", "colleagues")


@cache
def things() -> dict[str, Thing]:
    return {
        key: Thing(key, entry["one"], entry["many"], entry["detail"])
        for key, entry in table("things").items()
    }


@cache
def places() -> dict[str, Place]:
    return {
        key: Place(key, entry["at"], entry["scene"], entry["units"], entry["near"])
        for key, entry in table("places").items()
    }


@cache
def roles() -> dict[str, Role]:
    return {key: Role(key, entry["one"], entry["many"]) for key, entry in table("roles").items()}


def named(kind: str, words: Sequence[Word], language: str) -> list[Hit]:
    """The first mention of each entry of a table, the surest first, else in the text's order.

    `kind` is things, places, roles or concepts.
    """
    first: dict[str, Hit] = {}
    weight: dict[str, int] = {}
    for column, worth in (("words", STRONG), ("weak", WEAK)):
        for hit in _vocabulary(kind, column).find(words, language=language):
            weight[hit.key] = weight.get(hit.key, 0) + worth
            if hit.key not in first or worth == STRONG == weight[hit.key]:
                first[hit.key] = hit
    return sorted(first.values(), key=lambda hit: (-min(weight[hit.key], 4), hit.start))


@cache
def _vocabulary(kind: str, column: str) -> Vocabulary:
    return Vocabulary({key: listed(entry.get(column, "")) for key, entry in table(kind).items()})
