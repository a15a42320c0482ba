"""What a language model answers in JSON, taken for no more than it is."""

import json
import re
from collections.abc import Sequence
from typing import Any

# JSON can spell them, and databases refuse them: control characters and halves of surrogate pairs.
_UNKEPT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def as_object(answer: str) -> dict[str, Any] | None:
    """None for what is no JSON object."""
    try:
        told = json.loads(answer)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def line(told: object, most: int) -> str:
    """One line of at most so many characters, cut between words; "" for what is no text."""
    text = _UNKEPT.sub("", " ".join(told.split())) if isinstance(told, str) else ""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0]


def items(told: object) -> Sequence[object]:
    return told if isinstance(told, list) else ()
