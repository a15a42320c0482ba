"""Where a line may end: between words, between ideographs, and inside a word as a last resort."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import chain

_NEVER_FIRST = set(
    "、。，．・：；？！）］｝」』】〉》〕〗’”…‥ー～〜々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％"  # noqa: RUF001
    "!%),.:;?]}»"
)
_NEVER_LAST = set("（［｛「『【〈《〔〖‘“([{«￥＄")  # noqa: RUF001
_AFTER_DASH = re.compile(r"(?<=[—–])(?=\w)|(?<=\w{3}[-/])(?=\w{3})")  # noqa: RUF001
_LOOSE_NUMBER = re.compile(r"(?<!\S)(\d{1,3}) (?=\w{1,9}\b)")
"""A short number, which stays on one line with what it counts."""
_CLOSING_NUMBER = re.compile(r"(?<=\b\w\w) (?=\d{1,4}[.,!?;:…])")
"""The space before a number that ends a phrase: it stays with the short word before it."""
_HYPHENATED = {"LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "HEBREW"}
_VOWELS = set("aeiouyаеёиіоуыэюяєїαεηιουω")  # noqa: RUF001
_ONSETS = {
    *("bl", "br", "ch", "ck", "cl", "cr", "dr", "fl", "fr", "gh", "gl", "gr", "kl", "kr", "pf"),
    *("ph", "pl", "pr", "qu", "sc", "sh", "sk", "sl", "sp", "st", "th", "tr"),
}
"""Consonants that begin a syllable together in most languages of Latin letters."""
_FEWEST = 3
"""Letters left on either side of a broken word."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What stays together on a line; `spaced` where a space stands before it, `begins` where its
    line does, whatever room is left on the one before.
    """

    text: str
    spaced: bool
    begins: bool = False

    def with_space(self, *, first: bool) -> str:
        return f" {self.text}" if self.spaced and not first else self.text


def pieces(text: str) -> list[Piece]:
    """A text cut at every place where a line may end, or must; a no-break space is none."""
    lines = [_pieces_of_line(line) for line in text.splitlines()]
    found = [line for line in lines if line]
    later = [[replace(first, begins=True), *rest] for first, *rest in found[1:]]
    return list(chain(*found[:1], *later))


def _pieces_of_line(text: str) -> list[Piece]:
    found: list[Piece] = []
    text = _CLOSING_NUMBER.sub("\u00a0", _LOOSE_NUMBER.sub("\\1\u00a0", text.strip()))
    for word in re.split(r" +", text):
        parts = [part for run in _AFTER_DASH.split(word) for part in _ideographs(run)]
        found += [Piece(part, spaced=i == 0) for i, part in enumerate(parts) if part]
    return found


def split_long(piece: Piece, room: float, width: Callable[[str], float]) -> list[Piece]:
    """A word wider than the room in parts that are not, with hyphens where its script has them."""
    clusters = _clusters(piece.text)
    hyphen = "-" if _is_hyphenated(piece.text) else ""
    parts: list[Piece] = []
    while clusters:
        if width("".join(clusters)) <= room:
            parts.append(replace(piece, text="".join(clusters), **_inside(parts)))
            break
        most = _most_that_fit(clusters, room, hyphen, width)
        cut = _syllable_end(clusters, most) if hyphen else most
        left = "".join(clusters[:cut])
        mark = "" if left.endswith(("-", "_", "/", ".")) else hyphen
        parts.append(replace(piece, text=left + mark, **_inside(parts)))
        clusters = clusters[cut:]
    return parts


def _inside(before: list[Piece]) -> dict[str, bool]:
    """Neither a space nor the beginning of a line stands within a word."""
    return {"spaced": False, "begins": False} if before else {}


def _most_that_fit(
    clusters: list[str], room: float, hyphen: str, width: Callable[[str], float]
) -> int:
    low, high = 1, len(clusters) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if width("".join(clusters[:middle]) + hyphen) <= room:
            low = middle
        else:
            high = middle - 1
    return max(1, min(low, len(clusters) - _FEWEST))


def _syllable_end(clusters: list[str], most: int) -> int:
    """The last place before `most` where consonants and a vowel begin a new syllable."""
    for end in range(most, max(_FEWEST - 1, most * 3 // 5), -1):
        here, after = clusters[end], clusters[end + 1 : end + 2]
        if here.isalpha() and not _is_vowel(here) and after and _is_vowel(after[0]):
            cut = end
            while cut > _FEWEST and "".join(clusters[cut - 1 : cut + 1]).lower() in _ONSETS:
                cut -= 1
            return cut
    return most


def _is_vowel(cluster: str) -> bool:
    return unicodedata.normalize("NFD", cluster)[0].lower() in _VOWELS


def _is_hyphenated(word: str) -> bool:
    letters = [character for character in word if character.isalpha()]
    names = {unicodedata.name(letter, "").split(" ")[0] for letter in letters}
    return bool(letters) and names <= _HYPHENATED


def _clusters(word: str) -> list[str]:
    """Letters with the marks that belong to them."""
    found: list[str] = []
    joined = False
    for character in word:
        mark = unicodedata.category(character)[0] == "M" or character in "\u200c\u200d"
        if found and (mark or joined):
            found[-1] += character
        else:
            found.append(character)
        joined = character == "\u200d" or unicodedata.combining(character) == 9  # a virama
    return found


def _ideographs(word: str) -> list[str]:
    parts = [""]
    for character in word:
        before = parts[-1][-1:]
        breakable = _is_ideographic(character) or (before and _is_ideographic(before))
        if before and breakable and character not in _NEVER_FIRST and before not in _NEVER_LAST:
            parts.append(character)
        else:
            parts[-1] += character
    return parts


def _is_ideographic(character: str) -> bool:
    """Han, kana and their punctuation; Hangul is set with spaces and broken at them."""
    wide = unicodedata.east_asian_width(character) in "WF"
    return wide and not "\uac00" <= character <= "\ud7a3"
