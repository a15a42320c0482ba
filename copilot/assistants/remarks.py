"""What a person says to the copilot itself: thanks, a question, an instruction; no material.

In English, German, French and Spanish.
"""

# Apostrophes of every kind are meant.
# ruff: noqa: RUF001

import re
from functools import cache

from copilot.assistants.data import table
from copilot.assistants.requests import is_request, read_request
from copilot.assistants.sentences import sentences

QUESTION_WORDS = 16
INSTRUCTION_WORDS = 14

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")

# What a draft is told, and hardly ever what notes begin with.
_EDITING = re.compile(
    r"^\W*(?:(?:please|pls|bitte|can you|could you|no|and|now|just)[ ,]+)*(?:replace|remove|delete"
    r"|undo|redo|rephrase|reword|rewrite|revert|bold|fix|swap|move|correct|use (?:fewer|more|less)"
    r"|try again|start with the|end with the|keep the|put the|make the|change the|drop the|cut the"
    r"|merge the|split the|rückgängig|ersetz\w*|änder\w*|streich\w*|lösch\w*|entfern\w*"
    r"|verschieb\w*|remplac\w*|supprim\w*|enlèv\w*|déplac\w*|annul\w*|reemplaz\w*|elimin\w*|borr\w*|deshaz)\b",
    re.IGNORECASE,
)
_INSTRUCTION = re.compile(
    r"^\W*(?:(?:please|pls|bitte|can you|could you|and|now)[ ,]+)*(?:"
    r"(?:make|keep|put|write|turn|change|give|rewrite|format|try) (?:it|this|that|me"
    r"|the (?:post|draft|text|tone))"
    r"|(?:mach|halt|schreib|setz|änder)\w* (?:es|das|ihn|den (?:post|text|beitrag|ton))"
    r"|(?:fais|mets|écris|rends|garde)-l[ea]s?|(?:haz|pon|escríbe|déja|cámbia)l[oa]s?)\b",
    re.IGNORECASE,
)
_UNDOING = re.compile(
    r"^\W*(?:(?:please|pls|bitte|can you|could you|no|and|now|just|ok(?:ay)?)[ ,]+)*"
    r"(?:undo|redo|revert|go back|take (?:it|that) back|(?:restore|bring back|back to) the"
    r" (?:old|last|previous|earlier) (?:version|post|draft|one)|(?:mach\w* (?:es|das|dies) )?"
    r"rückgängig|zurück zur (?:letzten|alten|vorigen) version|annule\w*|reviens en arrière"
    r"|deshaz\w*|deshacer|vuelve atrás)\b",
    re.IGNORECASE,
)
UNDOING_WORDS = 8


def is_thanks(message: str) -> bool:
    """Whether a message is thanks or praise, and says nothing else."""
    found = _WORD.findall(message.casefold().replace("’", "'"))
    return (
        not re.search(r"[\d#]", message)
        and not _list("praise").isdisjoint(found)
        and (_list("praise") | _list("beside")).issuperset(found)
    )


def is_undoing(message: str) -> bool:
    """Whether a message asks to take back the last change: "Undo that"."""
    return bool(_UNDOING.match(message)) and len(message.split()) <= UNDOING_WORDS


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


def is_instruction(message: str) -> bool:
    """Whether a message only tells what to do with the post: "Keep it friendly"."""
    told = message.strip()
    if _EDITING.match(told) and "\n" not in told and len(told.split()) <= INSTRUCTION_WORDS:
        return True
    return (
        bool(_INSTRUCTION.match(told))
        and len(told.split()) <= INSTRUCTION_WORDS
        and not re.search(r"[\d:\n]", told)
        and read_request(told).material in ("", told)
    )


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(table("remarks")[name].split())
