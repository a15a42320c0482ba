"""What a person has been shown lately, so that they are not shown the same again."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from imaging.prompts.words import words

# The images of a person that new ideas keep away from.
RECENT_IMAGES = 20
# Runs of so many words in common give a repeated scene away, however its slots were filled.
_RUN = 4
_TOO_MUCH = 0.4


@dataclass(frozen=True, slots=True)
class Recent:
    """An image made or an idea offered; `kind` and `style` are "" where they are not known."""

    prompt: str
    style: str = ""
    kind: str = ""


def is_worn(text: str, recent: Sequence[Recent]) -> bool:
    """Whether much of a text, or of a template, stands in one of the recent prompts."""
    runs = _runs(text)
    return bool(runs) and any(
        len(runs & _runs(seen.prompt)) / len(runs) > _TOO_MUCH for seen in recent
    )


@lru_cache(maxsize=512)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    low = [word.low for word in words(text)]
    return frozenset(tuple(low[at : at + _RUN]) for at in range(len(low) - _RUN + 1))
