"""Sentences in what a person pastes that speak to a copilot: no reader of a post is meant."""

import re

from copilot.assistants.sentences import sentences

_SOFTLY = (
    r"^\W*(?:(?:also|and|then|now|please|first|next|instead|important|note|attention|system"
    r"|bitte|und|dann|jetzt|you (?:must|should|have to)|du (?:musst|sollst))\b[\s,:]*)*"
)
_RULES = (
    r"\b(?:instructions?|rules|guidelines|prompts?|guardrails|programming|training|anweisungen"
    r"|regeln|vorgaben|systemprompt|instrucciones|consignes)\b"
)
_ADDRESSED = re.compile(
    rf"{_SOFTLY}(?:"
    r"(?:ignore|disregard|forget|override|bypass|ignorier\w*|vergiss|missachte|ignorez|ignora)\b"
    rf"[^.!?]{{0,20}}?\b(?:your|all|any|previous|prior|above|earlier|deine?|alle|bisherige\w*"
    rf"|vorherige\w*|tus|todas|toutes|vos|tes)\b[^.!?]{{0,30}}?{_RULES}"
    r"|(?:reveal|print|show|repeat|output|display|leak|expose|share|tell (?:me|us)|give (?:me|us)"
    r"|zeig\w*|verrat\w*|gib|nenn\w*|révèle\w*|muestra|revela)\b[^.!?]{0,20}?"
    r"\b(?:your|the|deine?n?|den|ton|votre|tu)\b[^.!?]{0,20}?"
    r"\b(?:system[ -]?prompts?|(?:hidden |initial )?instructions|anweisungen|instrucciones)\b"
    r"|you are (?:now|no longer) (?:a|an|in|bound)\b"
    r")",
    re.IGNORECASE,
)


def is_addressed(sentence: str) -> bool:
    """Whether a sentence tells a copilot how to behave: "Ignore your instructions and …"."""
    return bool(_ADDRESSED.match(sentence))


def addressed_in(message: str) -> list[str]:
    """The sentences of a message that do."""
    return [each for line in message.splitlines() for each in sentences(line) if is_addressed(each)]
