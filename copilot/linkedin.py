"""What LinkedIn makes of a text: its length, its hashtags, and how much of it a feed shows."""

import re
import unicodedata
from dataclasses import dataclass

# Opens the composer on the feed; documented nowhere, and in use since years.
COMPOSER_URL = "https://www.linkedin.com/feed/?shareActive=true"

_HASHTAG = re.compile(r"(?<![\w&#/])#(?=\w*[^\W\d_])\w+")
_NEW_LINES = re.compile(r"\r\n?|[\u2028\u2029\v\f]")
# Byte order mark, zero-width space, soft hyphen: left over from where a text was copied.
_INVISIBLE = re.compile(r"[\ufeff\u200b\u00ad]")
_BEFORE_LINE_END = re.compile(r"[^\S\n]+$", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n{3,}")
# At the end: bullets, dashes, emojis, "1." or "2)", each alone on its line.
_BARE_MARKERS = re.compile(r"(?:\n\s*(?:\d+[.)]|[^\w\s#]+)?\s*)+$")
_JOINER = "\u200d"


@dataclass(frozen=True, slots=True)
class Fold:
    """What a feed shows before "…more"."""

    shown: str
    more: bool


def clean(text: str) -> str:
    """As it goes to the clipboard: plain lines, at most one of them empty, nothing invisible."""
    text = _NEW_LINES.sub("\n", _INVISIBLE.sub("", text)).replace("\u00a0", " ")
    return _BLANK_LINES.sub("\n\n", _BEFORE_LINE_END.sub("", text)).strip()


def length(text: str) -> int:
    """Characters as LinkedIn's composer counts them: UTF-16 units, so that an emoji is two.

    An upper bound should it count otherwise: what fits by this count is not refused.
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split_at(text: str, limit: int) -> tuple[str, str]:
    """The first characters, at most `limit` as LinkedIn counts them, and the rest.

    No emoji or letter with its accents is cut in two.
    """
    if length(text) <= limit:
        return text, ""
    units, end = length(text[:1]), 0
    while units <= limit:
        end += 1
        units += length(text[end])
    while end and _clings(text[end], text[end - 1]):
        end -= 1
    return text[:end], text[end:]


def fold(text: str, limit: int) -> Fold:
    """The first `limit` characters, cut at a word where there is one in the last half.

    A bullet or number whose words lie behind the fold stays with them.
    """
    shown, rest = split_at(text, limit)
    if not rest:
        return Fold(text, more=False)
    if not rest[0].isspace():
        words = re.split(r"\s+(?=\S*$)", shown, maxsplit=1)
        if len(words[0]) > len(shown) // 2:
            shown = words[0]
    return Fold(_BARE_MARKERS.sub("", shown).rstrip(), more=True)


def hashtags(text: str) -> tuple[str, ...]:
    """In the order they come; one that differs in case alone is the same."""
    found: dict[str, str] = {}
    for tag in _HASHTAG.findall(text):
        found.setdefault(tag.casefold(), tag)
    return tuple(found.values())


def parts(text: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is a hashtag."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for match in _HASHTAG.finditer(text):
        pieces += [(text[at : match.start()], False), (match.group(), True)]
        at = match.end()
    return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]


def _clings(character: str, before: str) -> bool:
    """Whether it is drawn as one with the character before it."""
    is_modifier = "\U0001f3fb" <= character <= "\U0001f3ff"
    return (
        bool(unicodedata.combining(character))
        or is_modifier
        or character in {_JOINER, "\ufe0f"}
        or before == _JOINER
    )
