"""A draft made shorter without a model: whole sentences and points go, and no word is changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from copilot.assistants.anatomy import BULLET, OPTION, blocks_in, is_heading, is_tags, renumbered
from copilot.assistants.notes import content_words
from copilot.assistants.restructuring import Outcome
from copilot.assistants.sentences import leans, sentences
from imaging.prompts.figures import figures

SHORTER_BY, AT_ONCE = 0.25, 0.5
SHOWN_CHARS = 80
REWORDED = "I reworded nothing; shorter wording needs a model (a Gemini key)."
NOTHING = (
    "By rule there is nothing to leave out but its first line, its end and what these need. "
    "Shorter wording needs a model (a Gemini key)."
)


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A sentence or a point, with its place: the block, and the line in it."""

    text: str
    block: int
    line: int

    @property
    def is_told(self) -> bool:
        """Whether it says something: no heading, no option of a poll, no hashtags."""
        return not (is_heading(self.text) or self.text.startswith(OPTION) or is_tags(self.text))

    @property
    def has_number(self) -> bool:
        """Whether it tells how much or how many, which goes last of all."""
        return bool(figures(self.text) or re.search(r"\d", self.text))

    @property
    def worth(self) -> float:
        """More for numbers, names and much said in few words; less for what leans on another."""
        words = self.text.split()
        return (
            3 * max(len(figures(self.text)), len(re.findall(r"\d+", self.text)))
            + sum(word[:1].isupper() for word in words[1:])
            + len(content_words(self.text)) / max(len(words), 1)
            - leans(self.text)
            - self.text.endswith("?")
        )


def shortened(draft: str) -> Outcome:
    """Without the sentences and points that tell least, until it is a quarter shorter.

    The first and the last one stay, and so do the last question, hashtags, headings and options.
    """
    pieces = list(_pieces(draft))
    told = [piece for piece in pieces if piece.is_told]
    length = sum(len(piece.text) for piece in told)
    body = length - sum(len(piece.text) for piece in _kept(told))
    gone: list[Piece] = []
    while sum(len(piece.text) for piece in gone) < SHORTER_BY * body:
        choices = [each for each in _choices(pieces) if len(each.text) <= AT_ONCE * length]
        if not choices:
            break
        # Of equals, the last.
        least = min(
            reversed(choices),
            key=lambda piece: (piece.has_number, piece.worth - piece.block / len(pieces)),
        )
        if gone and least.has_number:
            break
        pieces.remove(least)
        gone.append(least)
    if not gone:
        return Outcome("", NOTHING)
    return Outcome(_joined(pieces), f"{_told(gone)} {REWORDED}")


def _told(gone: list[Piece]) -> str:
    """What has been left out, the first of them in its own words."""
    first = min(gone, key=lambda piece: (piece.block, piece.line))
    said = first.text.removeprefix(BULLET).rstrip(".")
    if len(said) > SHOWN_CHARS:
        said = f"{said[:SHOWN_CHARS].rsplit(' ', 1)[0]} …"
    others = len(gone) - 1
    more = f" and {others} more that {'tells' if others == 1 else 'tell'} little" if others else ""
    return f"I left out “{said}”{more}."


def _pieces(draft: str) -> Iterator[Piece]:
    for number, block in enumerate(blocks_in(draft)):
        for at, line in enumerate(block.split("\n")):
            whole = line.startswith((BULLET, OPTION)) or is_heading(line) or is_tags(line)
            for text in [line.strip()] if whole else sentences(line):
                yield Piece(text, number, at)


def _choices(pieces: list[Piece]) -> list[Piece]:
    """Those that may go, with nothing left hanging."""
    told = [piece for piece in pieces if piece.is_told]
    kept = _kept(told)
    choices = []
    for number, piece in enumerate(told):
        follows = told[number + 1] if number + 1 < len(told) else None
        needed = follows and (leans(follows.text) or _leads_to(piece, follows))
        # A question in the middle and its answer belong together.
        answers = number > 0 and told[number - 1].text.endswith("?")
        if not (piece in kept or needed or answers or piece.text.endswith("?")):
            choices.append(piece)
    return choices


def _kept(told: list[Piece]) -> set[Piece]:
    asked = [piece for piece in told if piece.text.endswith("?")]
    return {*told[:1], *told[-1:], *asked[-1:]}


def _leads_to(piece: Piece, follows: Piece) -> bool:
    return piece.text.endswith(":") and follows.text.startswith(BULLET)


def _joined(pieces: list[Piece]) -> str:
    blocks = []
    for _, block in groupby(pieces, key=lambda piece: piece.block):
        lines = groupby(block, key=lambda piece: piece.line)
        blocks.append("\n".join(" ".join(each.text for each in line) for _, line in lines))
    # A heading goes with the last that it stands over.
    return renumbered("\n\n".join(block for block in blocks if not is_heading(block)))
