"""What to change in a draft, told from a person's plain words: "make it shorter", "add that …".

In English, German, French and Spanish. What is no change is new material.
"""

# Apostrophes of every kind are meant.
# ruff: noqa: RUF001

import re
from dataclasses import dataclass

from copilot.assistants.edits import Edit
from copilot.assistants.requests import language_asked
from copilot.assistants.sentences import sentences

CHANGE_WORDS = 14

_EDITS = {
    Edit.SHORTEN: (
        r"short|shorter|shorten|trim|condense|cut (?:it|this)|too long|kürzer|kürze\w*"
        r"|plus court\w*|raccourci\w*|más cort[oa]|acórta\w*|acorta\w*"
    ),
    Edit.LENGTHEN: (
        r"longer|lengthen|expand|länger|verlänger\w*|plus long\w*|allong\w*|más larg[oa]|alarga\w*"
    ),
    Edit.TIGHTEN_HOOK: r"hook|first line|opening|einstieg|erste zeile|accroche|gancho",
    Edit.CALL_TO_ACTION: (
        r"call[ -]to[ -]action|cta|closing question|handlungsaufforderung|abschlussfrage"
        r"|appel à l['’]action|llamada a la acción"
    ),
    Edit.CASUAL: (
        r"casual|informal|relaxed|locker\w*|lässig\w*|décontract\w*|informel\w*|relajad\w*"
    ),
    Edit.PROFESSIONAL: r"professional|formal|formell\w*|professionell\w*|formel\w*|profesional",
}
_REWORD = re.compile(
    r"\b(?:friendl\w+|warmer|funn\w+|punch\w+|catch\w+|better|improve|polish|simpl\w+|tone|rewrite"
    r"|rephrase|reword|translate|emojis?|version|variant|tighten|umschreiben|übersetz\w*|ton"
    r"|plus simple\w*|traduis\w*|reformul\w*|tono|reescrib\w*|traduc\w*)\b",
    re.IGNORECASE,
)
_ADD = re.compile(
    r"^\W*(?:please |bitte )?(?:(?:can|could) you )?(?:also )?"
    r"(?:add|include|mention|ergänze|füge? (?:bitte )?hinzu|ajoute|añade)"
    r"(?: (?:that|the fact that|que))?[\s:,]+",
    re.IGNORECASE,
)

# "Add a sentence about Priya" names what a sentence is to be about, and does not say it.
_COMPOSE = re.compile(
    r"^(?!.*[:“„«\"])\W*(?:please |bitte |can you |could you )*(?:also )?"
    r"(?:add|include|insert|put in|ergänze|füge?|ajoute\w*|añad\w*|agrega) "
    r"(?:[\w'’]+ ){0,4}?"
    r"(?:sentences?|lines?|words?|something|bit|satz|sätze|absatz|zeile|etwas|phrases?|ligne|mot"
    r"|frases?|línea|algo|paragraphs?|paragraphe|párrafo|details?|information|context|examples?|story)"
    r" (?:about|on|regarding|over|for|thanking|crediting|describing|explaining|über|zu[mr]?|sur"
    r"|à propos|au sujet|pour|sobre|acerca|para)\b",
    re.IGNORECASE,
)
# The words of a German "dass" are in another order than those of a sentence.
_VERB_LAST = re.compile(
    r"^\W*(?:bitte )?(?:ergänze|füge? (?:bitte )?hinzu|erwähne),? dass\b", re.IGNORECASE
)
# What these ask for may be meant for a part of the draft alone.
_WHOLE = {Edit.SHORTEN, Edit.LENGTHEN, Edit.CASUAL, Edit.PROFESSIONAL}
_OPENING = (
    r"(?:hook|opening|headline|first (?:sentence|line)|einstieg|erste[nrs]? (?:satz|zeile)"
    r"|überschrift|accroche|première (?:phrase|ligne)|gancho|primera (?:frase|línea))"
)
_OF_OPENING = re.compile(rf"\b{_OPENING}\b", re.IGNORECASE)
_KEPT = re.compile(
    rf"\b(?:keep|but not|leave|behalt\w*|lass\w*|garde\w*|deja)\b (?:\w+ )?{_OPENING}\b",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"\b{_OPENING}\b|\b(?:the|this|that|my|its|der|die|das|den|dem|diesen?|la|le|cette|el|esta)"
    r" (?:[\w-]+ ){0,2}?(?:sentence|paragraph|line|bullet|bullet point|point|slide|ending|end|intro"
    r"|introduction|conclusion|question|part|half|satz|absatz|zeile|punkt|folie|schluss|ende|teil"
    r"|frage|phrase|paragraphe|ligne|fin|frase|párrafo|línea|final)\b"
    r"|\b(?:first|second|third|last|final|erste\w?|zweite\w?|dritte\w?|letzte\w?) (?:two |three )?"
    r"(?:sentence|paragraph|line|bullet|point|slide|satz|sätze|absatz|absätze|zeile|punkt|folie)s?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Change:
    """One of the six edits, or else a text to add; neither is what only a model can do.

    `composes` where that is to write a new sentence; `part` where it is meant for a part of the
    draft alone: with an edit its opening, else another one.
    """

    edit: Edit | None = None
    added: str = ""
    composes: bool = False
    part: bool = False


def read_change(message: str) -> Change | None:
    """What to change in a draft; None for new material."""
    if "\n" in message.strip():
        return None
    composes = _COMPOSE.match(message) or _VERB_LAST.match(message)
    if composes and len(sentences(message)) == 1:
        return Change(composes=True)
    if len(message.split()) > CHANGE_WORDS:
        return None
    for edit, words in _EDITS.items():
        if re.search(rf"\b(?:{words})\b", message, re.IGNORECASE):
            return _narrowed(edit, _KEPT.sub("", message))
    if _REWORD.search(message) or language_asked(message):
        return Change()
    if match := _ADD.match(message):
        return Change(added=message[match.end() :].strip())
    return None


def _narrowed(edit: Edit, message: str) -> Change:
    if edit not in _WHOLE or not _PART.search(message):
        return Change(edit)
    cuts = edit is Edit.SHORTEN and _OF_OPENING.search(message)
    return Change(Edit.TIGHTEN_HOOK if cuts else None, part=True)
