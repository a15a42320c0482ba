"""What a person wants said in a reply to a comment, out of how they tell it.

"Thank Lena for her feedback and tell her the fix ships on Friday" is thanks and a statement. What
would take other words than theirs is left to them.
"""

import re

from copilot.assistants.arranging import as_sentence
from copilot.assistants.sentences import sentences
from copilot.assistants.stating import stated_in

_NAME = r"(?-i:[A-ZÀ-Þ][\w-]+)"
_THEM = rf"(?:him|her|them|{_NAME})"
_TELLING = (
    rf"(?:tell {_THEM}|let {_THEM} know|(?:say|answer|reply|explain|mention|write)"
    rf"(?: to {_THEM})?(?= that\b|:)|inform {_THEM})(?:,? that|:)?"
)
_THANKS = re.compile(
    rf"^\W*(?:please )?thank (?P<whom>{_THEM})(?: for (?P<what>[^,.]+?))?"
    rf"(?:,? (?:and|then) {_TELLING} (?P<said>[^.!?].*?))?[.!]*$",
    re.IGNORECASE,
)
_TOLD = re.compile(rf"^\W*(?:please )?{_TELLING} (?P<said>\S.*)$", re.IGNORECASE)
_MANNER = re.compile(
    r"^\W*(?:please )?(?:be|keep it|sound|stay|sei|bleib)\b[\w ,]{2,30}[.!]*$", re.IGNORECASE
)
# Told to the copilot, in words that no reader is to see.
_TO_BE_WORDED = re.compile(
    r"^\W*(?:(?:please|bitte|then|and)[ ,]+)*(?:thank (?!you\b|god\b)\w|tell (?!me\b|us\b)\w"
    rf"|let {_THEM} know|say (?:that|hi|hello|thanks|thank|sorry|yes|no|something)\b"
    rf"|ask {_THEM}\b|agree with {_THEM}|disagree|apologi[sz]e|invite {_THEM}|congratulate"
    rf"|acknowledge|answer (?:that|{_THEM})\b|reply|respond|explain (?:that|to|why|how)\b"
    r"|bedank\w*|dank\w* (?:ihr|ihm|ihnen)\b|sage? (?:ihr|ihm|ihnen)\b|antworte|erklär\w*"
    r"|remercie|dis-lui|réponds|agradece|dile|responde|i (?:want|would like|['\u2019]d like) to)\b",
    re.IGNORECASE,
)
_THIRD = re.compile(r"\b(?:she|he|her|hers|his|him|they|their|them)\b", re.IGNORECASE)
_POLITE = re.compile(r"\b(?:polite|friendly|thank)\w*\b[^.]*\bthat\b", re.IGNORECASE)
THANKS = "Thank you for your comment."


def spoken(words: str) -> str | None:
    """The words as they are to be said; None where they only tell what to say."""
    told = [each for line in words.splitlines() for each in sentences(line)]
    wishes = [each for each in told if not _MANNER.match(each)]
    said = [_said(each) for each in wishes]
    if any(each is None for each in said):
        return None
    return words if said == told else " ".join(filter(None, said))


def _said(sentence: str) -> str | None:
    if match := _THANKS.match(sentence):
        return _thanks(match)
    if match := _TOLD.match(sentence):
        return _to_them(match["said"])
    if stated := stated_in(sentence):
        polite = _POLITE.search(sentence[: len(sentence) - len(stated)] + " that")
        return " ".join([THANKS, as_sentence(stated)]) if polite else as_sentence(stated)
    return None if _TO_BE_WORDED.match(sentence) else sentence


def _thanks(match: re.Match[str]) -> str | None:
    what = re.sub(r"^(?:her|his|their)\b", "your", match["what"] or "", flags=re.IGNORECASE)
    said = _to_them(match["said"]) if match["said"] else ""
    if said is None or _THIRD.search(what):
        return None
    name = "" if match["whom"].casefold() in ("him", "her", "them") else f", {match['whom']}"
    thanks = f"Thank you{f' for {what}' if what else ''}{name}."
    return f"{thanks} {said}".strip()


def _to_them(said: str) -> str | None:
    """A statement as it is told to somebody; None where it speaks of them."""
    return None if _THIRD.search(said) else as_sentence(said)
