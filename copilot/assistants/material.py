"""What a person pastes, set apart from what they ask: it is material, never an instruction.

A boundary in the text is no lock by itself. What an assistant can do is bounded elsewhere: nothing
that costs money runs without the person's click.
"""

# Bullets and brackets of every kind are meant.
# ruff: noqa: RUF001

import re

from copilot.assistants.requests import is_request

# Shorter ones are something said. What is pasted is longer, or a list.
PASTED_CHARS = 280
LIST_LINES = 3
OPEN, CLOSE = "<material>", "</material>"

_TAG = re.compile(r"<(?=\s*/?\s*material\b)", re.IGNORECASE)
_POINT = re.compile(r"\s*(?:[-*•▪‣–—]|\(?\d{1,2}[.)])\s+")


def delimited(message: str) -> str:
    """The message with what was pasted between tags, and the request before or after it outside.

    Tags that the pasted text brings along lose their angle bracket.
    """
    lines = message.splitlines()
    start, end = 0, len(lines)
    while start < end and _frames(lines[start]):
        start += 1
    while end > start and (not lines[end - 1].strip() or is_request(lines[end - 1])):
        end -= 1
    material = "\n".join(lines[start:end]).strip()
    if not _is_pasted(material):
        return _TAG.sub("‹", message)
    before, after = "\n".join(lines[:start]).strip(), "\n".join(lines[end:]).strip()
    inside = f"{OPEN}\n{_TAG.sub('‹', material)}\n{CLOSE}"
    return "\n\n".join(filter(None, (before, inside, after)))


def _frames(line: str) -> bool:
    """Whether a line at the beginning only leads to what comes after it."""
    told = line.strip()
    return not told or is_request(told) or (told.endswith(":") and len(told) < PASTED_CHARS)


def _is_pasted(text: str) -> bool:
    points = sum(bool(_POINT.match(line)) for line in text.splitlines())
    return len(text) >= PASTED_CHARS or points >= LIST_LINES
