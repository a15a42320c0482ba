"""What a request asks of a draft in plain words: its kind, language, tone and length.

"Turn these notes into a carousel in German" asks for two things; "We launched a carousel" for none.
"""

import re
from collections.abc import Iterator, Mapping

from copilot.assistants.brief import LANGUAGE_WORDS
from copilot.assistants.kinds import ContentType, Length
from copilot.assistants.requests import language_asked, parted
from copilot.assistants.sentences import sentences

REQUEST_WORDS = 30

_ASKING = re.compile(
    r"\b(?:write|draft|make|turn|create|prepare|compose|need|want|like|rewrite|translate|convert"
    r"|(?:reply|respond) to|antworte auf|réponds à|responde a"
    r"|schreib\w*|mach\w*|erstell\w*|verfass\w*|übersetz\w*|brauche|möchte|formulier\w*"
    r"|écri\w+|rédig\w+|fais|tradui\w+|transform\w+|prépar\w+"
    r"|escrib\w+|escríb\w+|haz|crea\w*|redact\w+|convierte|conviértelo|traduc\w+|prepara\w*)\b",
    re.IGNORECASE,
)
# After it comes what the draft is about, and no longer what it should be.
_ABOUT = re.compile(
    r":|,? \b(?:about|on|regarding|from|with|that|saying|announcing|based on|using|out of|über"
    r"|zu[mr]?|aus|mit|dass|sur|à propos|sobre|acerca|con|que)\b",
    re.IGNORECASE,
)
_INTO = re.compile(r"\b(?:into|as|to be|in eine?n?|als|en|comme|como)\b", re.IGNORECASE)
_A = r"\b(?:an?|one|another|the|eine?n?|une?|una?)\s+(?:(?!post\b)[\w-]+\s+){0,2}?"
_KINDS = {
    ContentType.COMMENT_REPLY: (
        r"\b(?:reply|answer|respond|antwort\w*|répon\w+|respuesta|respond\w+)\b.{0,20}"
        r"\b(?:comment|kommentar|commentaire|comentario)\b"
    ),
    ContentType.VIDEO_SCRIPT: _A + r"(?:video[ -]?s[ck]ript|videoscript|script|reel|guion|guión)\b",
    ContentType.CAROUSEL: _A + r"(?:carousel|karussell|carrousel|carrusel|slide ?deck)\b",
    ContentType.POLL: _A + r"(?:poll|umfrage|sondage|encuesta)\b",
    ContentType.ARTICLE: _A + r"(?:article|artikel|artículo|newsletter)\b",
    ContentType.POST: _A + r"(?:linkedin[ -]?)?(?:post|beitrag|publicación)\b",
}
_TONES = {
    "professional": "professional|businesslike|professionell\\w*|professionnel|profesional",
    "conversational": "conversational|chatty|gesprächig\\w*",
    "authoritative": "authoritative|assertive|souverän\\w*",
    "inspirational": "inspirational|inspiring|inspirierend\\w*|inspirant|inspirador",
    "educational": "educational|instructive|lehrreich\\w*|pédagogique|educativo",
    "friendly": "friendly|warm|freundlich\\w*|amical|amistoso|amable",
}
_TONE_WORD = r"(?:tone|voice|ton(?:fall)?|tono)"
_LENGTHS = {
    Length.SHORT: "short|brief|kurz\\w*|court|corto",
    Length.LONG: "long|detailed|lang\\w*|ausführlich\\w*|détaillé|largo|detallado",
}


def wishes(message: str) -> Mapping[str, str]:
    """What is asked for, by the names of a brief; nothing where the message is material."""
    asked: dict[str, str] = {}
    for sentence in _requests(message):
        asked |= _language(sentence) | _tone(sentence)
        form = _ABOUT.split(sentence, maxsplit=1)[0]
        asked |= _length(form) | _kind(form)
    return asked


def _requests(message: str) -> Iterator[str]:
    """The sentences that may be requests: people put them first or last."""
    told = (sentence for line in message.splitlines() for sentence in sentences(line))
    said = [part for sentence in told for part in parted(sentence)]
    for sentence in dict.fromkeys([*said[:1], *said[-1:]]):
        asks = _ASKING.search(sentence) or language_asked(sentence)
        if len(sentence.split()) <= REQUEST_WORDS and asks:
            yield sentence


def _kind(form: str) -> dict[str, str]:
    # "Turn this article into a carousel" asks for what stands last.
    for part in reversed(_INTO.split(form)):
        # What "into" leads to may begin with its article or, in German, with the noun.
        for kind, pattern in _KINDS.items():
            if re.search(pattern, part, re.IGNORECASE) or (
                part is not form and re.match(pattern.removeprefix(_A), part.strip(), re.IGNORECASE)
            ):
                return {"content_type": kind.value}
    return {}


def _language(sentence: str) -> dict[str, str]:
    """ "In German", but not "in German hospitals"."""
    if code := language_asked(sentence):
        return {"language": code}
    for code, names in LANGUAGE_WORDS.items():
        pattern = (
            rf"\b(?:in|into|to|auf|ins|en|al|in het)\s+(?:{names})"
            rf"(?=\W*$|[,;:.]|\s+(?:please|bitte|about|on|über|sur|sobre|and|und|with|for)\b)"
        )
        if re.search(pattern, sentence, re.IGNORECASE):
            return {"language": code}
    return {}


def _tone(sentence: str) -> dict[str, str]:
    for tone, words in _TONES.items():
        pattern = rf"\b(?:{words})\b[\w, ]{{0,20}}\b{_TONE_WORD}\b|\b{_TONE_WORD}\b\W+(?:{words})\b"
        if re.search(pattern, sentence, re.IGNORECASE):
            return {"tone": tone}
    return {}


def _length(form: str) -> dict[str, str]:
    nouns = r"(?:post|article|carousel|poll|script|beitrag|artikel|text|publicación|artículo)"
    for length, words in _LENGTHS.items():
        pattern = rf"\b(?:{words})\s+(?:[\w-]+\s+)?(?:linkedin[ -]?)?{nouns}\b"
        if re.search(pattern, form, re.IGNORECASE):
            return {"length": length.value}
    return {}
