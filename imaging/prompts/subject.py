"""What a post speaks of most and no vocabulary knows: shown by the post's own noun."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from imaging.prompts.data import table
from imaging.prompts.everyday import with_article
from imaging.prompts.vocabulary import Hit, listed
from imaging.prompts.words import Word, base_forms, function_words
from imaging.prompts.world import Thing

# Said less often, a word may be anything that came to mind.
OFTEN = 2
_CHARS_MIN = 4


def own_things(
    text: str, meant: Sequence[Word], terms: Sequence[str], known: Sequence[Hit]
) -> Mapping[Hit, Thing]:
    """English nouns among a post's `terms` that it says again and again, most often said first.

    Those that `known` stand for already are left out, and what nobody can see. What may be anything
    is shown as nothing that is built, held or carried.
    """
    told = {part for term in terms for part in term.casefold().split()}
    places = {hit.start for hit in known}
    first: dict[str, Word] = {}
    said: Counter[str] = Counter()
    is_noun: set[str] = set()
    for before, word in zip((None, *meant), meant, strict=False):
        noun = _singular(word.low)
        if word.start in places or not (told & {word.low, noun}) or not _may_be_seen(text, word):
            continue
        first.setdefault(noun, word)
        said[noun] += 1
        if before is not None and before.low in _set("determiners"):
            is_noun.add(noun)
    often = [noun for noun, times in said.most_common() if times >= OFTEN and noun in is_noun]
    return {
        Hit(f"own {noun}", first[noun].low, first[noun].start, first[noun].end): _thing(noun)
        for noun in often[:2]
    }


def _may_be_seen(text: str, word: Word) -> bool:
    low = word.low
    if len(low) < _CHARS_MIN or not low.isalpha() or not text[word.start].islower():
        return False
    if low.endswith(tuple(_set("endings"))):
        return False
    return not _unseen().intersection(base_forms(low))


def _thing(noun: str) -> Thing:
    return Thing(
        f"own {noun}",
        f"{with_article(noun)}, plain to see in the daylight",
        _plural(noun),
        f"the {noun} itself",
        small=False,
        huge=True,
        alive=True,
    )


def _singular(low: str) -> str:
    if low.endswith(("ss", "us", "is")) or not low.endswith("s"):
        return low
    if low.endswith("ies"):
        return f"{low[:-3]}y"
    return low[:-2] if low.endswith(("shes", "ches", "xes", "sses")) else low[:-1]


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "sh", "ch", "x")) else f"{noun}s"


@cache
def _unseen() -> frozenset[str]:
    """Words that carry no subject, verbs, and what a vocabulary takes for something else."""
    verbs = table("verbs")
    rows: list[Mapping[str, Any]] = [
        row
        for name in ("roles", "concepts", "places", "industries", "audiences")
        for row in table(name).values()
    ]
    known = {
        said
        for row in rows
        for column in ("words", "weak", "strong", "fair")
        for said in listed(row.get(column, ""))
    }
    return frozenset(
        {*known, *_set("words"), *function_words("en")}.union(
            *(listed(verbs[key]) for key in ("words", "plain", "general"))
        )
    )


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(listed(table("abstract")[name]))
