"""A message that asks for a reply to a comment: what is its person's own, and what they quote."""

# Quotation marks of every kind are meant.
# ruff: noqa: RUF001

import re

_LEAD = re.compile(
    r"^[^\n:]{0,80}\b(?:comment|kommentar|commentaire|comentario)\b[^\n:]{0,40}:\s*", re.IGNORECASE
)
_QUOTED = re.compile(r"^\s*(?:\"[^\"]+\"|“[^”]+”|„[^“”]+[“”]|«[^»]+»|‘[^’]+’)[\s.]*")


def own_words(message: str) -> str:
    """The message without the comment in it: what is quoted, or else the line that it leads to."""
    lead = _LEAD.match(message)
    rest = message[lead.end() :] if lead else message
    if quoted := _QUOTED.match(rest):
        return rest[quoted.end() :]
    return rest.partition("\n")[2].strip() if lead else message
