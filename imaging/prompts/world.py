"""Things, places and people as a picture shows them, and which of them a post names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from imaging.prompts.data import table
from imaging.prompts.everyday import everyday
from imaging.prompts.vocabulary import Hit, Vocabulary, listed
from imaging.prompts.words import Word

# A word that names a thing for certain counts as much as so many that may only mean it.
STRONG, WEAK = 2, 1
# Said more often than this, it is no surer: what comes first counts.
ENOUGH = STRONG

_HEAD = re.compile(
    r",|:|(?<!\ba)(?<!\ban)(?<!\bone) (?:with|that|where|who|which|beside|on|at|in|to|by|from|over|"
    r"about|against|under|up|near|without|behind|before|between|after|just|early|"
    r"outside|of a weekly|half|full|pulled|shown|held|hanging|wrapped|tying|"
    r"hung|lined|above|lying|laid|resting|standing|leaning|clipped|turned|"
    r"glowing|waiting|seen|strung|ending|humming|hovering|catching|burning|"
    r"bent|tuning|stuffed|staked|taped|tied|set|unfolded|lowered|plugged|"
    r"held|honed|burned|pasted|pinned|running|alone|worn|gone|left|pushed|drawn|still|its|thrown|throwing|drying|leaning|taken|lowered|"
    r"pulled|that|so|spread|built|unfolded|torn|mended|propped|closed|lit|parked|combed|rubbed|"
    r"tied|tilted|pegged|sharpened|ruled|asleep|turned|unscrewed|filled|overflowing|finished|"
    r"cut|runs|run|bends|opens|stands|climbs|being) "
)


@dataclass(frozen=True, slots=True)
class Thing:
    """`one` as a picture shows it, `many` as units that are counted, `detail` where one looks,
    `small` what hands can hold, `huge` what no room does, `alive` what nobody has built."""

    key: str
    one: str
    many: str
    detail: str
    small: bool
    huge: bool
    alive: bool = False

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
    outdoors: bool = False

    @property
    def label(self) -> str:
        return _HEAD.split(self.scene, maxsplit=1)[0]

    @property
    def where(self) -> str:
        """`at` without what describes it further."""
        preposition, _, rest = self.at.partition(" ")
        return f"{preposition} {_HEAD.split(rest, maxsplit=1)[0]}"


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
def things() -> Mapping[str, Thing]:
    return {
        key: Thing(
            key,
            entry["one"],
            entry["many"],
            entry["detail"],
            entry.get("small", False),
            entry.get("huge", False),
            entry.get("alive", False),
        )
        for key, entry in _entries("things").items()
    }


@cache
def _entries(kind: str) -> dict[str, Any]:
    """A table; that of the things holds those with names of their own first.

    What an everyday thing is called by names no other.
    """
    if kind != "things":
        return table(kind)
    taken = {said for entry in everyday().values() for said in listed(entry["words"])}
    others = table("named_things") | table("things")
    return everyday() | {key: _without(entry, taken) for key, entry in others.items()}


def _without(entry: dict[str, Any], taken: set[str]) -> dict[str, Any]:
    columns = ("words", "weak")
    return entry | {
        column: ", ".join(said for said in listed(entry.get(column, "")) if said not in taken)
        for column in columns
    }


@cache
def places() -> dict[str, Place]:
    return {
        key: Place(
            key,
            entry["at"],
            entry["scene"],
            entry["units"],
            entry["near"],
            entry.get("outdoors", False),
        )
        for key, entry in table("places").items()
    }


@cache
def roles() -> dict[str, Role]:
    return {key: Role(key, entry["one"], entry["many"]) for key, entry in table("roles").items()}


def is_own_name(key: str) -> bool:
    """Whether a thing is called by its own name where it is spoken of."""
    return key in everyday() or key in table("named_things")


def called_by_name() -> dict[str, list[str]]:
    """The words that each thing is called by; of one that several are called, the first's."""
    taken: set[str] = set()
    called: dict[str, list[str]] = {}
    for key, entry in _entries("things").items():
        called[key] = [said for said in listed(entry["words"]) if said not in taken]
        taken.update(called[key])
    return called


def place_of(things: Mapping[str, Thing], key: str) -> Place | None:
    """Where a thing is that no room holds; None for any other."""
    thing = things[key]
    if not thing.huge or thing.alive or not is_own_name(key):
        return None
    return Place(
        key,
        f"beside {thing.one}",
        thing.one[:1].upper() + thing.one[1:],
        thing.many,
        "a jacket that somebody has left lying",
        outdoors=True,
    )


def things_in(words: Sequence[Word], language: str) -> list[Thing]:
    return [
        things()[hit.key] for hit in _vocabulary("things", "words").find(words, language=language)
    ]


def named(kind: str, words: Sequence[Word], language: str) -> list[Hit]:
    """The first mention of each entry of a table, the surest first, else in the text's order.

    `kind` is things, places, roles or concepts. One vague word alone names no thing.
    """
    first: dict[str, Hit] = {}
    weight: dict[str, int] = {}
    certain: set[str] = set()
    own = everyday() | table("named_things") if kind == "things" else {}
    for column, worth in (("words", STRONG), ("weak", WEAK)):
        hits = list(_vocabulary(kind, column).find(words, language=language))
        called = {hit.start for hit in hits if hit.key in own}
        for hit in hits:
            # A word that names a thing by its own name names no other.
            if hit.start in called and hit.key not in own:
                continue
            weight[hit.key] = weight.get(hit.key, 0) + worth
            first.setdefault(hit.key, hit)
            if worth == STRONG:
                certain.add(hit.key)
    # A word that is sure comes before any number of vague ones.
    sure = [hit for hit in first.values() if kind != "things" or weight[hit.key] > WEAK]
    return sorted(
        sure,
        key=lambda hit: (
            hit.key not in own,
            hit.key not in certain,
            -min(weight[hit.key], ENOUGH),
            hit.start,
        ),
    )


@cache
def _vocabulary(kind: str, column: str) -> Vocabulary:
    return Vocabulary({key: listed(entry.get(column, "")) for key, entry in _entries(kind).items()})
