"""What has changed from one text to the next, word by word, as a person would mark it."""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

# A word, or the space between two: line breaks count, the number of spaces does not.
_TOKEN = re.compile(r"\n+|[^\S\n]+|#?\w+(?:['\u2019]\w+)*|[^\w\s]")
_WORD = re.compile(r"\w+(?:['\u2019]\w+)*")
PAIRS_MAX = 400_000

Opcode = tuple[str, int, int, int, int]


class Kind(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """`added` and `removed` count words."""

    pieces: tuple[Piece, ...]
    added: int
    removed: int


@lru_cache(maxsize=256)
def difference(before: str, after: str) -> Difference:
    """Pieces which without the added ones make `before`, and without the removed ones `after`."""
    old, new = _tokens(before), _tokens(after)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in _readable(old, new):
        if tag == "equal":
            pieces.append(Piece(Kind.SAME, "".join(new[j1:j2])))
            continue
        if i2 > i1:
            pieces.append(Piece(Kind.REMOVED, "".join(old[i1:i2])))
        if j2 > j1:
            pieces.append(Piece(Kind.ADDED, "".join(new[j1:j2])))
    return Difference(tuple(pieces), _count(pieces, Kind.ADDED), _count(pieces, Kind.REMOVED))


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _readable(old: list[str], new: list[str]) -> list[Opcode]:
    """Changes with nothing but a word or two between them are one change."""
    joined: list[Opcode] = []
    codes = _matched(old, new)
    for position, (tag, *span) in enumerate(codes):
        i1, i2, j1, j2 = span
        inside = 0 < position < len(codes) - 1
        is_island = tag == "equal" and inside and _is_small("".join(new[j1:j2]))
        changed = tag != "equal" or is_island
        if changed and joined and joined[-1][0] == "replace":
            _, start_old, _, start_new, _ = joined.pop()
            joined.append(("replace", start_old, i2, start_new, j2))
        else:
            joined.append(("replace" if changed else "equal", i1, i2, j1, j2))
    return joined


def _is_small(text: str) -> bool:
    return "\n" not in text and len(_WORD.findall(text)) <= 1


def _matched(old: list[str], new: list[str]) -> list[Opcode]:
    """Opcodes over all tokens. Matches begin at words: spaces match everywhere and mislead."""
    counts_old, counts_new = Counter(old), Counter(new)
    pairs = sum(counts_new[token] * n for token, n in counts_old.items() if not _is_space(token))
    if pairs > PAIRS_MAX:
        # The same few words over and over, which would take minutes.
        same = old == new
        return [("equal" if same else "replace", 0, len(old), 0, len(new))]
    return list(SequenceMatcher(_is_space, old, new, autojunk=False).get_opcodes())


def _is_space(token: str) -> bool:
    return token.isspace() and "\n" not in token


def _count(pieces: list[Piece], kind: Kind) -> int:
    return sum(len(_WORD.findall(piece.text)) for piece in pieces if piece.kind is kind)
