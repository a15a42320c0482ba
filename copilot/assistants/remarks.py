"""What a person says to the copilot itself: thanks, praise, a question. None of it is material.

In English, German, French and Spanish.
"""

# Apostrophes of every kind are meant.
# ruff: noqa: RUF001

import re
from functools import cache

from copilot.assistants.data import table
from copilot.assistants.requests import is_request, read_request, sentences

QUESTION_WORDS = 16

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def is_thanks(message: str) -> bool:
    """Whether a message is thanks or praise, and says nothing else."""
    found = _WORD.findall(message.casefold().replace("’", "'"))
    return (
        not re.search(r"[\d#]", message)
        and not _list("praise").isdisjoint(found)
        and (_list("praise") | _list("beside")).issuperset(found)
    )


def is_question(message: str) -> bool:
    """Whether a message is one short question, with no facts in it and no request for a draft."""
    told = message.strip()
    return (
        told.endswith("?")
        and len(sentences(told)) == 1
        and len(told.split()) <= QUESTION_WORDS
        and not re.search(r"[\d•#:]|^[-*–—]", told)
        and not is_request(told)
        and read_request(told).material == told
    )


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(table("remarks")[name].split())
