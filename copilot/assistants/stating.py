"""What a request states after its "that": "I thought I could share that we moved to Bremen".

In English and German. A German "dass" has its verb last, so a statement is made of it only where
that is one of few forms; nothing but the order of the words changes.
"""

# Apostrophes of every kind are meant.
# ruff: noqa: RUF001

import re

_SAYING = (
    r"(?:announc(?:e|ing)|shar(?:e|ing)|post(?:ing)?|writ(?:e|ing)|say(?:ing)?|publish(?:ing)?"
    r"|tell(?:ing)?|celebrat(?:e|ing)|report(?:ing)?|let(?:ting)? [\w ]{2,20} know)"
)
_STATED = re.compile(
    r"^\W*(?:(?:hi|hello|hey|please|so|ok(?:ay)?|well)\b[ ,.!]*)*"
    r"(?:(?:can|could|would|will) (?:you|u|we)|help me|let me|let['’]s"
    r"|(?:i|we)(?:['’]d| would)? (?:just )?(?:want(?:ed)?|like|love|need)"
    r"|i(?: was|['’]m| am|['’]ve been| have been) (?:just )?(?:thinking|wondering)"
    r"|i thought|(?:maybe|perhaps) (?:i|we) (?:could|can|should)) "
    rf"(?:[\w'’-]+,? ){{0,12}}?{_SAYING}"
    r"(?: (?:with |to )?(?:people|everyone|everybody|others|them|(?:my|our) (?:\w+ )?(?:network"
    r"|followers|audience|connections|readers)))?(?: (?:on|for) linkedin)?(?: the (?:fact|news))?"
    r",? that (?P<said>\S.+)$",
    re.IGNORECASE | re.DOTALL,
)
_GERMAN = re.compile(
    r"^\W*(?:(?:hallo|hi|bitte)\b[ ,.!]*)*"
    r"(?:schreib\w*|erstell\w*|verfass\w*|formulier\w*|mach\w*"
    r"|ich (?:möchte|will|wollte|würde|hätte gern)|wir (?:möchten|wollen|würden)"
    r"|(?:kannst|könntest|würdest) du|(?:können|könnten|würden) sie)\b[^.!?:,]{0,60}?"
    r"\b(?:darüber|davon|dazu|schreiben|erzählen|posten|teilen|mitteilen|sagen|verkünden"
    r"|bekannt ?geben|beitrag|post|text|artikel)(?: schreiben| erzählen| berichten)?,? dass"
    r" (?P<said>\S.+)$",
    re.IGNORECASE | re.DOTALL,
)
_FINITE = (
    r"(?:habe|hast|hat|haben|habt|hatte|hatten|hätte|hätten|bin|ist|sind|war|waren|werde|wird|werden|wurde"
    r"|wurden|würde|würden|wäre|wären|kann|können|konnte|konnten|könnte|könnten|will|wollen|muss|müssen|soll|sollen|darf|dürfen)"
)
# A pronoun, or "unser neues Team" before a word in small letters or a number.
_SUBJECT = (
    r"(?:wir|ich|er|sie|es|man|(?:unsere?|meine?|der|die|das)(?: [a-zäöüß]+e[rs]?)? [A-ZÄÖÜ][\w-]+"
    r"(?= (?:[a-zäöüß]|\d)))"
)
_VERB_LAST = re.compile(
    rf"(?P<subject>{_SUBJECT}) (?P<middle>[^,;:]+?) (?P<verb>{_FINITE})(?P<end>[.!?…]*)\s*$"
)


def stated_in(sentence: str) -> str | None:
    """What a request states; "" where that needs other words, None where it is no such request."""
    if match := _STATED.match(sentence):
        said = match["said"].rstrip()
        return f"{said[:-1]}." if said.endswith("?") else said
    if match := _GERMAN.match(sentence):
        return _turned(match["said"])
    return None


def _turned(clause: str) -> str:
    """A clause with its verb in the second place, "" where the rules cannot tell how."""
    match = _VERB_LAST.match(clause)
    if not match or re.search(rf"\b{_FINITE}\b", match["middle"]):
        return ""
    end = match["end"].replace("?", ".") or "."
    return f"{match['subject']} {match['verb']} {match['middle']}{end}"
