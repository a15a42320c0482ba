"""Notes taken apart: the request around them removed, each statement and term found."""

import re
from dataclasses import dataclass

from imaging.prompts.words import function_words, language, words

_NOUN = r"(?:linkedin[ -]?)?(?:post|article|text|beitrag|artikel|publication|publicaci\u00f3n)"
_ABOUT = r"(?: (?:about|on|from|out of|based on|with|saying|that says|announcing))?"
_THEN = r"[ :,.\u2013\u2014-]*"
_ALONE = r"(?:^|(?<=[.!?\n])|,)\s*"
_REQUESTS = tuple(
    re.compile("".join(parts), re.IGNORECASE)
    for parts in (
        # "Can you write me a short LinkedIn post about …", "Help me draft a post on …"
        (
            r"^\W*(?:hi|hello|hey)?[ ,!]*(?:please )?(?:can|could|would|will)? ?(?:you )?",
            r"(?:please )?(?:help me )?(?:to )?",
            r"(?:write|draft|create|make|compose|prepare|generate)(?: me| us)?(?: an?| the)?",
            rf"(?: \w+)?(?: \w+)? {_NOUN}(?: for me)?{_ABOUT}{_THEN}",
        ),
        (
            r"^\W*i(?:'d| would)? (?:want|like|need)(?: to)? (?:write|post|share)",
            rf"(?: something)?{_ABOUT}{_THEN}",
        ),
        # "Schreib einen Beitrag über …", "Écris un post sur …", "Escribe un post sobre …"
        (
            r"^\W*(?:bitte )?(?:schreib\w*|verfasse)(?: mir| uns)?(?: eine?n?)?(?: \w+)?",
            rf" {_NOUN}(?: (?:\u00fcber|zu|aus))?{_THEN}",
        ),
        (
            r"^\W*(?:\u00e9cri[sv]\w*|r\u00e9dige\w*)(?:[ -]moi)? une?",
            rf" {_NOUN}(?: (?:sur|\u00e0 propos de))?{_THEN}",
        ),
        (rf"^\W*(?:escrib\w*|redacta\w*)(?:me)? una? {_NOUN}(?: (?:sobre|de))?{_THEN}",),
        # "Make it a post.", "Turn this into a LinkedIn post, please."
        (
            rf"{_ALONE}(?:please )?(?:make|turn) (?:it|this|that|these|them)(?: \w+)?",
            rf"(?: into| to)?(?: an?)?(?: \w+)? {_NOUN}(?:,? please|,? thanks)?[.!]*\s*$",
        ),
        (rf"{_ALONE}(?:bitte )?(?:mach|machen sie) daraus eine?n? {_NOUN}[.!]*\s*$",),
    )
)
_NOTES_LABEL = re.compile(
    rf"^\W*(?:(?:here are )?(?:my|our|some|the)? ?notes?)\b{_THEN}", re.IGNORECASE
)
_BULLET = re.compile(r"^\s*(?:[-*\u2022\u25aa\u2023\u2013\u2014]|\d{1,2}[.)])\s+")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[\"“«(]?[^\W_a-z])|\n+")
_HASHTAG = re.compile(r"(?<!\w)#\w+")
FRAGMENT_WORDS = 7


@dataclass(frozen=True, slots=True)
class Notes:
    """`statements` are sentences, `points` the items of lists, in the order they came."""

    language: str
    statements: tuple[str, ...]
    points: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join((*self.statements, *self.points))


def read_notes(message: str) -> Notes:
    text = _without_request(message)
    statements: list[str] = []
    points: list[str] = []
    for line in text.splitlines():
        if _BULLET.match(line):
            points.append(_BULLET.sub("", line).strip())
            continue
        for sentence in _SENTENCE.split(line):
            fragments = [each.strip() for each in re.split(r"[,;](?!\d)", sentence)]
            if len(fragments) > 2 and all(len(f.split()) <= FRAGMENT_WORDS for f in fragments):
                points += [re.sub(r"^(?:and|und|et|y) ", "", f) for f in fragments]
            elif sentence.strip():
                statements.append(sentence.strip())
    return Notes(
        language=language(text),
        statements=tuple(statements),
        points=tuple(p.rstrip(" .;,") for p in points if content_words(p)),
    )


def content_words(text: str) -> list[str]:
    """The words that carry the subject, as they are written, once each."""
    empty = function_words(language(text))
    found: dict[str, str] = {}
    for word in words(text):
        if word.low not in empty and len(word.low) > 2:
            found.setdefault(word.low, text[word.start : word.end])
    return list(found.values())


def _without_request(message: str) -> str:
    text = _HASHTAG.sub("", message).strip()
    for request in _REQUESTS:
        text = request.sub("", text, count=1).strip()
    return _NOTES_LABEL.sub("", text, count=1).strip()
