"""Entries of a vocabulary found in a text by whole words and phrases."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from imaging.prompts.words import Word, base_forms, function_words
from imaging.prompts.words import words as split

# The head of a German compound stands last: "Lagerroboter" is a robot.
_COMPOUND_HEAD_MIN = 5


def listed(words: str) -> list[str]:
    """The words and phrases of a comma-separated list."""
    return [word for part in words.split(",") if (word := " ".join(part.split()))]


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry of a vocabulary in a text: its key, the word that gave it, and its place."""

    key: str
    word: str
    start: int
    end: int
    entry: str = ""


class Vocabulary:
    """`entries` holds the words and phrases of each key; one word may belong to several keys.

    A phrase that means another thing in another language is marked with its own: "fr:pain".
    """

    def __init__(self, entries: Mapping[str, Sequence[str]]) -> None:
        self._phrases: dict[str, list[_Phrase]] = {}
        for key, phrases in entries.items():
            for phrase in phrases:
                only, _, rest = phrase.casefold().rpartition(":")
                first, *following = (word.low for word in split(rest))
                self._phrases.setdefault(first, []).append(
                    _Phrase(key, tuple(following), only, phrase)
                )

    def find(
        self, words: Sequence[Word], *, language: str = "en", modifiers: bool = False
    ) -> Iterator[Hit]:
        """The longest matches, in the text's order; in German a compound counts by its head.

        With `modifiers` a compound without a known head counts by what it begins with, which says
        what it has to do with, not what it is.
        """
        taken = -1
        for index, word in enumerate(words):
            if index <= taken or not (matches := self._at(words, index, language, modifiers)):
                continue
            length = max(len(match.rest) for match in matches)
            for match in matches:
                if len(match.rest) == length:
                    taken = index + length
                    yield Hit(match.key, word.low, word.start, words[taken].end, match.entry)

    def _at(
        self, words: Sequence[Word], index: int, language: str, modifiers: bool
    ) -> "list[_Phrase]":
        low = words[index].low
        forms = base_forms(low, language)
        matches: list[_Phrase] = []
        # Most words are in none of the vocabularies: this is where the time would go.
        if not self._phrases.keys().isdisjoint(forms):
            matches = [
                phrase
                for form in forms
                for phrase in self._phrases.get(form, ())
                if phrase.only in ("", language) and _follows(words, index, phrase.rest, language)
            ]
        if not matches and language == "de" and low not in function_words(language):
            parts = _compound_forms(low, modifiers)
            if not self._phrases.keys().isdisjoint(parts):
                matches = [
                    phrase
                    for part in parts
                    for phrase in self._phrases.get(part, ())
                    if not phrase.rest
                ][:1]
        return list(dict.fromkeys(matches)) if len(matches) > 1 else matches


@lru_cache(maxsize=4096)
def _compound_forms(low: str, modifiers: bool) -> tuple[str, ...]:
    """What a German compound may end with, longest first, and then what it may begin with."""
    parts = [low[at:] for at in range(2, len(low) - _COMPOUND_HEAD_MIN + 1)]
    if modifiers:
        parts += [low[:at] for at in range(len(low) - 2, _COMPOUND_HEAD_MIN - 1, -1)]
    return tuple(dict.fromkeys(form for part in parts for form in base_forms(part, "de")))


@dataclass(frozen=True, slots=True)
class _Phrase:
    key: str
    rest: tuple[str, ...]
    only: str
    entry: str


def _follows(words: Sequence[Word], index: int, rest: tuple[str, ...], language: str) -> bool:
    following = words[index + 1 : index + 1 + len(rest)]
    return len(following) == len(rest) and all(
        part in base_forms(word.low, language) for part, word in zip(rest, following, strict=True)
    )
