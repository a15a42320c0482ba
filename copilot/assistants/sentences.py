"""A text cut into its sentences, verbatim; also where nobody has typed a capital letter."""

# Quotation marks of every kind are meant.
# ruff: noqa: RUF001

import re
from itertools import pairwise

from copilot.assistants.emojis import EMOJI

_STOP = rf"[.!?…][\"”“’»)]*(?:[ \t]*[{EMOJI}]+)?[ \t]+"
_EMOJI_STOP = rf"(?<=\w)[ \t]*[{EMOJI}]+[ \t]+"
_OPENING = r"[\"“„«(¿¡]?"
_END = re.compile(rf"{_STOP}(?={_OPENING}[^\W_a-z])|{_EMOJI_STOP}(?=[A-ZÀ-Þ])|\n")
_SMALL_END = re.compile(rf"{_STOP}(?={_OPENING}[^\W_])|\n")
_BEGINNING = re.compile(rf"(?:^\W*|{_STOP}){_OPENING}([^\W\d_])")
# A full stop that ends no sentence: "approx. 5", "zum 1. März".
_NO_END = re.compile(
    r"\b(?:approx|ca|bzw|resp|evtl|in[ck]l|z\.\s?B|d\.\s?h|u\.\s?a|e\.g|i\.e|p\.\s?ej|Dr|Mr|Mrs|Ms"
    r"|Prof|St|No|Nr|Inc|Ltd|vs|a\.m|p\.m|(?:max|min)(?=\.\s\d)"
    r"|(?:zum|am|vom|den|dem|der|ab|bis)\s\d{1,2})\.[ \t]"
    # Before a small letter only: "im 2. quartal", "Schuhe usw. an 3 Orten".
    r"|\b(?:etc|usw|usf|(?<![\d.,])\d{1,2})\.[ \t](?=[a-zà-öø-ÿ])"
)
_HELD = "\u00a0"
# What begins so leans on the sentence before it; "das Lager" does not.
_LEANING = re.compile(
    r"(?:she|he|they|it|this|that|these|those|and|but|so|because|then|also|instead|however|still"
    r"|therefore|since then|after that|as a result"
    r"|er|sie|es|und|aber|dann|dabei|dies(?:e[mnrs]?)?|deshalb"
    r"|daher|dadurch|damit|darum"
    r"|trotzdem|zudem|außerdem|seitdem|seither|danach|daraufhin|anschließend"
    r"|das (?:ist|war|hat|hatte|wird|wurde|geht|ging|heißt|macht|machte"
    r"|kostet|spart|dauert|klappt)"
    r"|elle|ils?|elles|et|mais|puis|cela|ça|c['’]est|ella|ellos|y|pero|luego|eso|esto|además"
    r"|depuis|ensuite|desde entonces|después)\b",
    re.IGNORECASE,
)
# Where people go on after a comma instead of a full stop, and what may not stand alone before it.
_SPLICE = re.compile(
    r",\s+(?=(?:(?:and|but|so|und|aber|et|mais|y|pero) )?"
    r"(?:we|i|it|he|she|they|you|nobody|everybody|everyone|wir|ich|es|er|sie|niemand|nous|je|il|elle"
    r"|on|ils|elles|nosotros|yo|nadie)\b)",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"(?:when|if|as|since|because|after|before|while|although|though|once|until|in|on|at|for|with"
    r"|last|wenn|als|weil|da|nachdem|bevor|während|obwohl|quand|si|lorsque|comme|après|avant|cuando"
    r"|como|después|antes)\b",
    re.IGNORECASE,
)
BREATH = 180


def sentences(line: str) -> list[str]:
    """The sentences of a text, verbatim; a line break ends one too."""
    held = _NO_END.sub(lambda match: re.sub(r"[ \t]", _HELD, match.group()), line)
    end = _SMALL_END if _is_typed_small(held) else _END
    starts = [0, *(match.end() for match in end.finditer(held)), len(held)]
    pieces = (held[start:stop] for start, stop in pairwise(starts))
    return [told for piece in pieces if (told := piece.replace(_HELD, " ").strip())]


def unspliced(sentence: str) -> list[str]:
    """A sentence in small letters that goes on and on, as the sentences that its commas divide."""
    if len(sentence) <= BREATH or not _is_typed_small(sentence):
        return [sentence]
    pieces: list[str] = []
    for piece in _SPLICE.split(sentence):
        if pieces and _SUBORDINATE.match(pieces[-1].rsplit(", ", 1)[-1]):
            pieces[-1] = f"{pieces[-1]}, {piece}"
        else:
            pieces.append(piece)
    return pieces


def leans(sentence: str) -> bool:
    """Whether it takes up the sentence before it, without which it cannot stand: "It took …"."""
    return bool(_LEANING.match(sentence))


def _is_typed_small(text: str) -> bool:
    """Whether most of its sentences begin with a small letter."""
    first: list[str] = _BEGINNING.findall(text)
    return 2 * sum(letter.islower() for letter in first) > len(first)
