"""What a picture shows, told to somebody who does not see it, from the prompt it was made from."""

# Sentences end in other signs elsewhere.
# ruff: noqa: RUF001

import re
from collections.abc import Sequence

from imaging.prompts.words import WORD, clauses, sentences

AIM_MIN, AIM_MAX = 125, 250
"""Characters: shorter says too little of a scene, longer is tiring to listen to."""

# How a picture is to be painted, or is called: neither is to be seen in it.
_OPENING = re.compile(
    r"^(?:please\s+)?"
    r"(?:(?:create|generate|make|paint|draw|render|show|design|produce|give)\s+(?:me\s+|us\s+)?)?"
    r"(?:(?:an?|the)\s+)?(?:[\w-]+,?\s+){0,4}?"
    r"(?:image|picture|photo|photograph|illustration|drawing|painting|rendering|render|visual|"
    r"graphic|scene|shot)\s+(?:of|showing|depicting|that\s+shows|in\s+which|with)\s+",
    re.IGNORECASE,
)
# A model that describes a picture may begin with calling it one.
_CALLED = re.compile(
    r"^(?:(?:an?|the|this)\s+)?(?:[\w-]+\s+)?(?:image|picture|photo|photograph|illustration|drawing|"
    r"painting|rendering|graphic)\s+(?:of|shows|showing|depicts|depicting|that\s+shows)\s+",
    re.IGNORECASE,
)
_COMMAND = re.compile(
    r"^(?:please\s+)?(?:create|generate|make|paint|draw|render|show|design|produce)\s+"
    r"(?:(?:me|us)\s+)?(?=(?:an?|the|my|our)\b)",
    re.IGNORECASE,
)
# What ends a quotation at the end of a clause is none of its words.
_CLOSING = re.compile(r"[”’\"»)]+")
_DIRECTION = re.compile(
    r"^(?:no|without|avoid|use|keep|leave|ensure|include|do not|don't|must|should|style|format|"
    r"composed|composition|lit by|lighting|colou?rs?|palette|weight on|framed|shot (?:on|from)|"
    r"a view from|aspect)\b|"
    r"\b(?:focal point|palette|watermarks?|negative space|depth of field|aspect ratio|camera|lens|"
    r"composition|resolution|photorealistic|hyperrealistic|colours? held to|the frame given|"
    r"written nowhere|nowhere to be read|none of the words|without words|"
    r"high[- ]quality|highly detailed|\d+:\d+|style$|edges left free|linkedin|[248]k)\b",
    re.IGNORECASE,
)


def alt_text(prompt: str, description: str = "") -> str:
    """One to three sentences of what is to be seen; "" where neither says anything.

    `description` is a line on the picture where there is one; it comes first where the prompt
    alone says little. Aims at 125 to 250 characters, and never ends inside a word.
    """
    scene = _scene(prompt)
    if description and len(scene) < AIM_MIN and description not in scene:
        scene = _together((description, scene))
    return scene or _together((_opened(" ".join(prompt.split())),))


def spoken(description: str) -> str:
    """Whole sentences of a description as good to listen to, without "image of"."""
    opened = _CALLED.sub("", " ".join(description.split()))
    return _together([span.text.strip() for span in sentences(opened)])


def _scene(prompt: str) -> str:
    """The sentences before the first direction, as many as are good to listen to."""
    said = []
    for span in sentences(prompt):
        text = _undirected(_opened(" ".join(span.text.split())))
        if WORD.search(text):
            said.append(_sentence(text))
        elif said:
            break
    return _together(said)


def _opened(text: str) -> str:
    return _COMMAND.sub("", _OPENING.sub("", text))


def _undirected(text: str) -> str:
    """The clauses of a sentence before its first direction; "" where it begins with one."""
    kept = ""
    for clause in clauses(text):
        if _DIRECTION.search(clause.text.strip()):
            break
        quoted = _CLOSING.match(text, clause.end)
        kept = text[: quoted.end() if quoted else clause.end]
    return kept


def _together(said: Sequence[str]) -> str:
    """Whole sentences while they fit; the first is cut where it alone is too long."""
    text = ""
    for each in said:
        longer = f"{text} {_sentence(each)}".strip() if each else text
        if len(longer) > AIM_MAX:
            break
        text = longer
    else:
        return text
    return text or _cut(next(_sentence(each) for each in said if each))


def _sentence(text: str) -> str:
    text = text.strip().rstrip(",;: ")
    if not text:
        return ""
    whole = text[0].upper() + text[1:]
    return whole if whole[-1] in ".!?…。！？" else f"{whole}."


def _cut(text: str) -> str:
    """At the end of a clause, else of a word."""
    ends = [clause.end for clause in clauses(text) if AIM_MIN <= clause.end < AIM_MAX]
    end = ends[-1] if ends else text.rfind(" ", 0, AIM_MAX)
    return _sentence(text[: end if end > 0 else AIM_MAX - 1])
