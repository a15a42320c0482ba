"""What the words of a text speak for, weighed; idioms, denials and likenings speak for nothing."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from imaging.prompts.data import table
from imaging.prompts.vocabulary import Vocabulary, listed
from imaging.prompts.words import Word, function_words, words

ABSENCES, UNDONE = "absences", "undone"
# How many words after a denial or a likening it takes with it.
SCOPE = 4
# Said again, a word is worth a little more, and no more after that.
SAID_AGAIN = 0.5
# A heading writes words as short as this small.
MINOR = 4
_NAME = re.compile(r"\b[^\W\d_a-zà-öø-ÿ]\w*(?:[ \t][^\W\d_a-zà-öø-ÿ]\w*)+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`confidence` is between 0 and 1, and 0 where nothing was found."""

    key: str
    confidence: float


def literal(found: tuple[Word, ...], text: str, language: str) -> tuple[Word, ...]:
    """The words, with those that do not mean what they say made empty."""
    return _silenced(_figurative(), found, text, language)


def present(meant: tuple[Word, ...], text: str, language: str) -> tuple[Word, ...]:
    """The words, with those of what is said to be missing made empty: "without a stopwatch"."""
    return _silenced(_of_kind(ABSENCES), meant, text, language)


def done(meant: tuple[Word, ...], text: str, language: str) -> tuple[Word, ...]:
    """The words, without what is said that nobody does: "nobody opened"."""
    return _silenced(_of_kind(UNDONE), meant, text, language, scope=1)


def _silenced(
    vocabulary: Vocabulary,
    found: tuple[Word, ...],
    text: str,
    language: str,
    scope: int = SCOPE,
) -> tuple[Word, ...]:
    silent: set[int] = set()
    at = {word.start: index for index, word in enumerate(found)}
    for hit in vocabulary.find(found, language=language):
        first = at[hit.start]
        last = next(i for i in range(first, len(found)) if found[i].end == hit.end)
        silent.update(range(first, last + 1))
        if hit.key != "idioms":
            silent.update(_scope(found, text, last, scope))
    return tuple(
        replace(word, low="") if index in silent else word for index, word in enumerate(found)
    )


def without_names(meant: tuple[Word, ...], text: str, language: str) -> tuple[Word, ...]:
    """The words, with those of names of several made empty: a crew may be called after a bridge.

    German is left as it is, where every noun has a capital.
    """
    if language == "de":
        return meant
    silent: set[int] = set()
    for run in _NAME.finditer(text):
        parts = [word for word in words(run.group()) if word.low not in function_words(language)]
        line = text[text.rfind("\n", 0, run.start()) + 1 :].partition("\n")[0]
        # A heading has capitals everywhere.
        if len(parts) > 1 and any(word[0].islower() for word in line.split() if len(word) > MINOR):
            silent.update(run.start() + word.start for word in parts)
    return tuple(replace(word, low="") if word.start in silent else word for word in meant)


def _scope(found: tuple[Word, ...], text: str, last: int, most: int) -> range:
    """The words that follow in the same clause, at most so many."""
    end = last
    for before, after in pairwise(found[last : last + most + 1]):
        if set(text[before.end : after.start]) & set(",.;:!?\n"):
            break
        end += 1
    return range(last + 1, end + 1)


def weigh(
    vocabularies: tuple[tuple[Vocabulary, float], ...], found: tuple[Word, ...], language: str
) -> defaultdict[str, float]:
    """What each key has for it, where every entry found counts once and a little more."""
    scores: defaultdict[str, float] = defaultdict(float)
    for vocabulary, weight in vocabularies:
        said = Counter(
            (hit.key, hit.entry)
            for hit in vocabulary.find(found, language=language, modifiers=True)
        )
        for (key, _), times in said.items():
            scores[key] += weight * (1 + SAID_AGAIN * (times > 1))
    return scores


def judge(scores: Mapping[str, float], *, enough: float, lead: float, unknown: str) -> Verdict:
    """The best, where it has enough for it and clearly more than the next."""
    ranked = sorted(scores.items(), key=lambda each: (-each[1], each[0]))
    if not ranked:
        return Verdict(unknown, 0.0)
    (best, most), *others = ranked
    runner_up = max(others[0][1], 0.0) if others else 0.0
    if most < enough or most < runner_up * lead:
        return Verdict(unknown, 0.0)
    return Verdict(best, round(most / (most + runner_up + enough / 2), 2))


@cache
def _figurative() -> Vocabulary:
    kinds = table("idioms").items()
    return Vocabulary(
        {kind: listed(said) for kind, said in kinds if kind not in {ABSENCES, UNDONE}}
    )


@cache
def _of_kind(kind: str) -> Vocabulary:
    return Vocabulary({kind: listed(table("idioms")[kind])})
