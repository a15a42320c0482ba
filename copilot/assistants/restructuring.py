"""Changes of a draft's structure in plain words: "drop the second paragraph", "no hashtags".

A small set that needs no model, in English, German, French and Spanish. Nothing is reworded.
"""

import re
from dataclasses import dataclass

from copilot.assistants.emojis import without_emojis

WISH_WORDS = 14

_ORDINALS = {
    0: "first|1st|erste[nrs]?|premi(?:er|ère)|primer[oa]?",
    1: "second|2nd|zweite[nrs]?|deuxième|seconde|segund[oa]",
    2: "third|3rd|dritte[nrs]?|troisième|tercer[oa]?",
    3: "fourth|4th|vierte[nrs]?|quatrième|cuart[oa]",
    4: "fifth|5th|fünfte[nrs]?|cinquième|quint[oa]",
    5: "sixth|6th|sechste[nrs]?|sixième|sext[oa]",
    -1: "last|final|letzte[nrs]?|derni(?:er|ère)|últim[oa]",
}
_WORDS_FOR = ("first", "second", "third", "fourth", "fifth", "sixth", "last")
_PARAGRAPH = r"(?:paragraphe?|absatz|párrafo|block)"
_SENTENCE = r"(?:sentence|satz|phrase|frase|oración)"
_POINT = r"(?:bullet(?:[ -]point)?|point|punkt|aufzählungspunkt|punto)"
_DROP = re.compile(
    r"\b(?:drop|remove|delete|cut|lose|omit|without|no|take out|leave out|get rid of|lösch\w*"
    r"|streich\w*|entfern\w*|weg|ohne|keine?|supprim\w*|enlèv\w*|retir\w*|sans|elimin\w*|quit\w*"
    r"|borr\w*|sin)\b",
    re.IGNORECASE,
)
_KEEP = re.compile(r"\b(?:keep|leave the|behalt\w*|lass\w*|gard\w*|deja)\b", re.IGNORECASE)
_MOVE = re.compile(
    r"\b(?:move|put|bring|verschieb\w*|stell\w*|setz\w*|déplac\w*|mets|muev\w*|pon)\b",
    re.IGNORECASE,
)
_SWAP = re.compile(
    r"\b(?:swap|switch|exchange|tausch\w*|vertausch\w*|échang\w*|intercambi\w*)\b", re.IGNORECASE
)
_TO_TOP = re.compile(
    r"\b(?:top|start|beginning|front|anfang|oben|vorne|début|haut|inicio|principio|arriba)\b",
    re.IGNORECASE,
)
_TO_END = re.compile(
    r"\b(?:(?:to|at|ans|zum|à la|al) (?:the )?(?:very )?"
    r"(?:end|bottom|ende|schluss|fin|final)|unten)\b",
    re.IGNORECASE,
)
_UP = re.compile(r"\b(?:up|hoch|monter|subir)\b", re.IGNORECASE)
_DOWN = re.compile(r"\b(?:down|runter|descendre|bajar)\b", re.IGNORECASE)
_TAGS = re.compile(r"\bhashtags?\b", re.IGNORECASE)
_EMOJIS = re.compile(r"\bemojis?\b", re.IGNORECASE)
_QUESTION = re.compile(r"\b(?:question|frage|pregunta)\b", re.IGNORECASE)
_TAG_LINE = re.compile(r"#\w+(?:\s+#\w+)*")
_BULLET = re.compile(r"\s*[-*•○▪]\s+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True, slots=True)
class Outcome:
    """`text` is the changed draft, "" where it stays; `said` tells what was done or why not."""

    text: str
    said: str


def restructured(draft: str, message: str) -> Outcome | None:
    """The draft as the message asks for it; None where it asks for nothing of the kind."""
    if "\n" in message.strip() or len(message.split()) > WISH_WORDS:
        return None
    blocks = [block for block in re.split(r"\n\s*\n", draft.strip()) if block.strip()]
    drops = bool(_DROP.search(message)) and not _KEEP.search(message)
    if drops and _TAGS.search(message):
        return _without_tags(blocks)
    if drops and _EMOJIS.search(message):
        return _told(draft, without_emojis(draft), "The emojis are gone.", "There are no emojis.")
    if drops and _QUESTION.search(message):
        return _without_question(blocks)
    places = _ordinals(message)
    if not places:
        return None
    if re.search(rf"\b{_PARAGRAPH}", message, re.IGNORECASE):
        return _paragraphs(blocks, message, places, drops=drops)
    if drops and re.search(rf"\b{_SENTENCE}\b", message, re.IGNORECASE):
        return _without_sentence(blocks, places[0])
    if drops and re.search(rf"\b{_POINT}\b", message, re.IGNORECASE):
        return _without_point(draft, places[0])
    return None


def _ordinals(message: str) -> list[int]:
    found = [
        (match.start(), place)
        for place, words in _ORDINALS.items()
        for match in re.finditer(rf"\b(?:{words})\b", message, re.IGNORECASE)
    ]
    return [place for _, place in sorted(found)]


def _paragraphs(
    blocks: list[str], message: str, places: list[int], *, drops: bool
) -> Outcome | None:
    """Paragraphs are counted with the first line and without a line of hashtags."""
    tags = blocks[-1:] if len(blocks) > 1 and _TAG_LINE.fullmatch(blocks[-1].strip()) else []
    body = blocks[: len(blocks) - len(tags)]
    for place in places:
        if not -len(body) <= place < len(body):
            return Outcome("", f"There is no {_WORDS_FOR[place]} paragraph: it has {len(body)}.")
    at = places[0] % len(body)
    named = f"The {_WORDS_FOR[places[0]]} paragraph"
    if _SWAP.search(message) and len(places) == 2:
        other = places[1] % len(body)
        body[at], body[other] = body[other], body[at]
        return Outcome(_joined(body, tags), "The two paragraphs have changed places.")
    to = _target(message, at, len(body)) if _MOVE.search(message) else None
    if to is not None:
        if to == at:
            return Outcome("", f"{named} stands there already.")
        body.insert(to, body.pop(at))
        return Outcome(_joined(body, tags), f"{named} has moved; no word has changed.")
    if drops and len(body) == 1:
        return Outcome("", "It is the only paragraph, so there would be no draft left.")
    if drops:
        del body[at]
        return Outcome(_joined(body, tags), f"{named} is gone; no other word has changed.")
    return None


def _target(message: str, at: int, count: int) -> int | None:
    if _TO_TOP.search(message):
        return 0
    if _TO_END.search(message):
        return count - 1
    if _UP.search(message):
        return max(at - 1, 0)
    if _DOWN.search(message):
        return min(at + 1, count - 1)
    return None


def _without_tags(blocks: list[str]) -> Outcome:
    draft = "\n\n".join(blocks)
    kept = [block for block in blocks if not _TAG_LINE.fullmatch(block.strip())]
    text = re.sub(r"[ \t]*(?<!\w)#\w+", "", "\n\n".join(kept)).strip()
    return _told(draft, text, "The hashtags are gone.", "There are no hashtags.")


def _without_question(blocks: list[str]) -> Outcome:
    asking = [number for number, block in enumerate(blocks) if block.rstrip().endswith("?")]
    if not asking or len(blocks) == 1:
        return Outcome("", "It ends without a question.")
    *before, last = _SENTENCE_END.split(blocks[asking[-1]])
    blocks[asking[-1]] = " ".join(before)
    text = "\n\n".join(block for block in blocks if block)
    return Outcome(text, f"I left out “{last}”")


def _without_sentence(blocks: list[str], place: int) -> Outcome:
    told = [
        (number, sentence)
        for number, block in enumerate(blocks)
        if not _TAG_LINE.fullmatch(block.strip())
        for sentence in _SENTENCE_END.split(block)
    ]
    if not -len(told) <= place < len(told) or len(told) == 1:
        return Outcome("", f"There is no {_WORDS_FOR[place]} sentence to leave out.")
    number, sentence = told[place]
    at = blocks[number].rindex(sentence) if place == -1 else blocks[number].index(sentence)
    rest = (blocks[number][:at].rstrip(), blocks[number][at + len(sentence) :].lstrip())
    blocks[number] = " ".join(filter(None, rest))
    return Outcome("\n\n".join(block for block in blocks if block), f"I left out “{sentence}”")


def _without_point(draft: str, place: int) -> Outcome:
    lines = draft.split("\n")
    points = [number for number, line in enumerate(lines) if _BULLET.match(line)]
    if not -len(points) <= place < len(points):
        return Outcome("", f"There is no {_WORDS_FOR[place]} point: it has {len(points)}.")
    gone = lines.pop(points[place])
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return Outcome(text, f"I left out “{_BULLET.sub('', gone)}”")


def _told(before: str, after: str, done: str, nothing: str) -> Outcome:
    return Outcome(after, done) if after != before else Outcome("", nothing)


def _joined(body: list[str], tags: list[str]) -> str:
    return "\n\n".join([*body, *tags])
