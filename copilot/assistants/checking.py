"""What in a draft a person should look at before it is published.

A number or a name that is in nothing they gave may have been made up. Finding them takes no model;
it errs on the side of asking, and never changes the draft.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from copilot.assistants.anatomy import PARTS
from copilot.assistants.stated_names import known_words, stated_names
from copilot.assistants.stated_numbers import known_values, stated_numbers
from imaging.prompts.words import base_forms, words

CHECKS_MAX = 20
CHECK_CHARS_MAX = 200
# The heading of a video script's part, as in "0:04 Hook": the copilot's own word.
_PART = re.compile(
    rf"^\W*(?:\d+:\d\d\W+)*(?:{'|'.join(name for names in PARTS.values() for name in names)})\W*?$",
    re.IGNORECASE | re.MULTILINE,
)


class CheckKind(StrEnum):
    NUMBER = "number"
    NAME = "name"
    AVOID = "avoid"


@dataclass(frozen=True, slots=True)
class Check:
    """`text` stands in the draft exactly so."""

    kind: CheckKind
    text: str


def checks(draft: str, sources: Sequence[str], avoid: Iterable[str] = ()) -> tuple[Check, ...]:
    """What in the draft is not in the sources, or is among the words to avoid; each once."""
    found = [*_numbers(draft, sources), *_names(draft, sources), *avoided(draft, avoid)]
    found.sort(key=lambda each: each[0])
    once = {(check.kind, check.text.casefold()): check for _, check in reversed(found)}
    first_come = dict.fromkeys((check.kind, check.text.casefold()) for _, check in found)
    return tuple(once[key] for key in first_come)[:CHECKS_MAX]


def places(draft: str, text: str) -> Iterator[tuple[int, int]]:
    """Where the text of a check stands in the draft: by itself, not inside a word or a number."""
    pattern = rf"(?<!\w)(?<!\d[.,]){re.escape(text)}(?!\w)(?![.,]\d)"
    for match in re.finditer(pattern, draft):
        yield match.start(), match.end()


def _numbers(draft: str, sources: Sequence[str]) -> Iterator[tuple[int, Check]]:
    known = known_values(sources)
    for stated in stated_numbers(draft):
        if not stated.values & known:
            yield stated.start, Check(CheckKind.NUMBER, stated.text)


def _names(draft: str, sources: Sequence[str]) -> Iterator[tuple[int, Check]]:
    # A full stop keeps the first word of the next line at the start of its sentence.
    draft = _PART.sub(lambda match: re.sub(r"[^\n]", ".", match.group()), draft)
    texts = (draft, *sources)
    small = {
        word for text in texts for word in re.findall(r"\b[^\W\d_]+\b", text) if word.islower()
    }
    for name in stated_names(draft, known_words(sources), small):
        yield name.start, Check(CheckKind.NAME, name.text[:CHECK_CHARS_MAX])


def avoided(draft: str, avoid: Iterable[str]) -> Iterator[tuple[int, Check]]:
    """Whole words, in any inflection that English gives them; phrases as they are."""
    told = words(draft)
    for phrase in avoid:
        parts = [word.low for word in words(phrase)]
        for at in range(len(told) - len(parts) + 1) if parts else ():
            *first, last = told[at : at + len(parts)]
            if [word.low for word in first] == parts[:-1] and parts[-1] in base_forms(last.low):
                start = told[at].start
                text = draft[start : last.end]
                yield start, Check(CheckKind.AVOID, text[:CHECK_CHARS_MAX])
