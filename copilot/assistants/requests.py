"""What a person asks for, told from what they give: "Write a post about …", "make it shorter".

Phrases of English, German, French and Spanish. What is no request is the person's material, and
stays as it is.
"""

# Apostrophes of every kind are meant.
# ruff: noqa: RUF001

import re
from dataclasses import dataclass

from copilot.assistants.addressed import is_addressed
from copilot.assistants.brief import LANGUAGE_WORDS
from copilot.assistants.pasting import unpasted
from copilot.assistants.sentences import sentences
from copilot.assistants.stating import stated_in

_GREETING = (
    r"(?:(?:hi|hello|hey|good (?:morning|afternoon)|hallo|guten (?:tag|morgen)|bonjour|salut|hola)"
    r"(?: (?:there|copilot|easel|everyone))?\b[ ,.!]*)"
)
_KINDLY = r"(?:(?:please|pls|kindly|bitte)[ ,]+)*"
_NOUN = (
    r"(?:linkedin[ -]?)?(?:post|article|update|announcement|piece|story|text|entry|draft|beitrag"
    r"|artikel|publication|publicación|artículo|texto|carousel|karussell|carrousel|carrusel|poll"
    r"|umfrage|sondage|encuesta|(?:video[ -]?)?s[ck]ript|videoscript|guion|reply)s?"
    r"(?: (?:de |para |pour |sur )?linkedin)?"
)
_ASKING = (
    r"(?:(?:can|could|would|will) (?:you|u|we) (?:please |pls )?"
    r"|(?:help me|let['’]s) (?:to )?"
    r"|i(?:['’]d| would)? (?:like|love|want|need) (?:you )?(?:to )?)"
)
_WRITING = r"(?:write|draft|create|make|compose|prepare|generate|craft)(?: me| us| up)*"
_SHARING = rf"(?:{_WRITING}|share|publish|do|have)"
_ABOUT = (
    r"(?:[ ,]*\b(?:about|on|regarding|announcing|celebrating|saying|explaining|describing"
    r"|based on|using|out of|from|with|for)\b)?"
    r"(?: (?:the fact )?(?:that|how(?! (?:to|hard|difficult|easy|important|much|many|little|often"
    r"|long|\w+ (?:it|this))\b))\b)?"
)
_EINEN = r"(?: (?:mir|uns|bitte|mal|einen?|kurzen?|neuen?))*(?: [\w-]+)?"
_FEW = r"(?:[\w'’-]+ ){0,3}?"
_THEN = r"[\s:,.!?–—-]*"

_THIS = r"(?:this|it|that|these|them|those|(?:the |my |our )?notes|the above)"
_LEADS = tuple(
    re.compile(rf"^\W*{_GREETING}?{_KINDLY}{''.join(lead)}{_THEN}", re.IGNORECASE)
    for lead in (
        (
            rf"(?:{_ASKING})?(?:make|turn|put|convert|use|rewrite|shape)\b[^.!?:]{{0,20}}?\b{_THIS}",
            rf"\b[^.!?:]{{0,30}}?\b{_NOUN}\b[^.!?:]{{0,20}}:",
        ),
        (
            rf"(?:{_ASKING}(?:{_SHARING} )?|{_WRITING} )?{_FEW}{_NOUN}",
            r"(?: please| pls| for [^:.\d]{3,40})?(?=\s*:)",
        ),
        (rf"(?:announce|share) {_THIS}\b[^.!?:]{{0,30}}:",),
        (rf"(?:and )?(?:now|next),? (?:an?|one|another) {_FEW}{_NOUN}\b{_ABOUT}",),
        (
            rf"{_ASKING}(?:{_WRITING}|post|talk|tell (?:people|others)) (?:a bit |something )?",
            r"(?:about|on|regarding)\b",
        ),
        (
            rf"(?:{_ASKING}(?:{_SHARING} )?|{_WRITING} ){_FEW}",
            rf"(?:{_NOUN}\b(?: for (?:me|us|linkedin))*(?: on linkedin)?",
            rf"|(?:something|smth|sth)(?: for linkedin)?)(?: please| pls)?{_ABOUT}",
        ),
        (
            rf"(?:schreib\w*|erstell\w*|verfass\w*|formulier\w*){_EINEN} {_NOUN}",
            r"(?: (?:über|zu[mr]?|aus|mit))?(?:,? dass)?",
        ),
        (
            rf"ich (?:möchte|will|brauche|hätte gern){_EINEN} {_NOUN}",
            r"(?: (?:über|zu[mr]?|aus))?",
        ),
        (
            r"(?:(?:peux-tu|pouvez-vous|pourrais-tu|pourriez-vous|je (?:veux|voudrais)) )?",
            r"(?:m['’])?(?:écri\w+|rédig\w+|prépar\w+|fais)(?:[ -]moi)? une? (?:[\w-]+ )?",
            rf"{_NOUN}(?: (?:sur|à propos de|pour annoncer|disant))?(?: que)?",
        ),
        (
            r"(?:(?:puedes|podrías|quiero|necesito) )?",
            r"(?:escrib\w+|escríb\w+|redact\w+|crea\w*|haz|prepara\w*) una? (?:[\w-]+ )?",
            rf"{_NOUN}(?: (?:sobre|acerca de|de|anunciando))?(?: que)?",
        ),
    )
)
# The verb ends the sentence in German: "Kannst du einen Beitrag über … schreiben?"
_AROUND = re.compile(
    rf"^\W*{_GREETING}?(?:kannst|könntest|würdest|können|könnten) (?:du|sie){_EINEN} {_NOUN}"
    r" (?:über|zu[mr]?|aus) (.+?) (?:schreiben|erstellen|verfassen|machen)[?.! ]*$",
    re.IGNORECASE,
)
_WISHING = re.compile(
    r"^\W*ich (?:möchte|will|würde gerne?) (?:gerne? )?(?:etwas |was |einen (?:post|beitrag) )?über"
    r" (.+?) (?:schreiben|posten|erzählen)[. !]*$",
    re.IGNORECASE,
)
_WHOLE = tuple(
    re.compile(rf"^\W*{_GREETING}?{_KINDLY}(?:{_ASKING})?{''.join(whole)}\W*$", re.IGNORECASE)
    for whole in (
        (
            rf"(?:make|turn|put|write|convert|use|rewrite|shape)\b[^.!?]{{0,30}}?\b{_THIS}\b",
            rf"[^.!?]{{0,30}}?\b{_NOUN}\b[^.!?:]{{0,20}}",
        ),
        (
            rf"{_WRITING} {_FEW}{_NOUN} (?:out of|from|with|of|about|on|using) {_THIS}\b",
            r"[^.!?:]{0,20}",
        ),
        (
            rf"(?:kannst|könntest|würdest|können|könnten) (?:du|sie|ihr){_EINEN} {_NOUN}",
            r"(?: für linkedin)? (?:schreiben|erstellen|verfassen|machen)",
        ),
        (rf"(?:mach\w*|schreib\w*|erstell\w*)\b[^.!?]{{0,15}}\bdaraus\b[^.!?]{{0,20}}{_NOUN}",),
        (rf"(?:fais|faites)-en une? {_NOUN}",),
        (rf"(?:haz|convierte|conviértelo|escribe)\b[^.!?]{{0,25}}{_NOUN}(?: con esto)?",),
        (r"(?:transcript|minutes|protokoll|transcription) (?:of|from|vom|der|des|de)\b[^.!?:]*",),
    )
)
_IN_LANGUAGE = re.compile(
    rf"^\W*{_KINDLY}(?:{_ASKING}|(?:kannst|könntest|würdest) du |(?:können|könnten) sie |bitte )?"
    r"(?:(?:make|keep|put|write|say|set|do|translate|rewrite|have|give me|switch)\b ?"
    r"|(?:mach|schreib|übersetz|setz)\w* ?|(?:fais|mets|écris|traduis)[ -]?"
    r"|(?:hazlo|escríbelo|ponlo|tradúcelo|traduce) ?)?"
    rf"(?:(?:{_THIS}|the (?:post|draft|text)|everything|all|an? translation"
    r"|es|das|ihn|den (?:post|text|beitrag)|alles|le|tout)(?: bitte)? )?"
    r"(?:(?:in|into|to|auf|ins|en|al) )?"
    rf"(?:{'|'.join(LANGUAGE_WORDS.values())})"
    r"(?: (?:now|instead|too|version|jetzt|schreiben|machen|übersetzen|haben))*"
    r"(?:,? (?:please|pls|thanks|bitte|danke|merci|s['’]il (?:te|vous) plaît|por favor))?\W*$",
    re.IGNORECASE,
)
# A sentence of few words that points at the notes and asks for a draft, in whatever order:
# "Turn the following into a post for bakers", "Aus diesen Notizen bitte einen Post machen".
_BEGINS = re.compile(
    rf"^\W*{_GREETING}?{_KINDLY}(?:{_ASKING})?(?:{_WRITING}|turn|put|convert|use|rewrite|shape"
    r"|summari[sz]e|transform|based on|from|out of|an?|schreib\w*|erstell\w*|verfass\w*"
    r"|formulier\w*|mach\w*|verwand\w*|fass\w*|nimm|nutze?|aus|eine?n?"
    r"|(?<=to )post|(?:kannst|könntest|würdest) du|(?:können|könnten|würden) sie"
    r"|fais|faites|écri\w*|rédig\w*|transform\w*|haz|convierte"
    r"|escrib\w*|redact\w*|crea)\b",
    re.IGNORECASE,
)
_A_DRAFT = re.compile(
    rf"\b(?:an?|one|my|our|eine?n?|une?|una?) (?:[\w-]+,? ){{0,4}}?{_NOUN}\b|\bto post\b",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"\b(?:this|these|those|it|following|below|above|notes|daraus|diese[nmrs]?|dies|folgende\w*"
    r"|notizen|stichpunkte\w*|ceci|ces|cette|esto|estas?|estos|siguientes?)\b",
    re.IGNORECASE,
)
# "Write something about this We moved …"
_POINTED = re.compile(r"^(?:[Tt]his|[Tt]hat|[Ii]t|[Tt]hese)\W+(?=[A-ZÀ-Þ])")
_QUOTED = re.compile(r"^[\"“„«]([^\"“”„«»]+)[\"“”»]$")
_NAMED = re.compile(
    r"\b(?:about|regarding|über|zum thema|à propos de|sur|sobre|acerca de) (?P<topic>.+?)"
    r"(?: (?:into|as|in eine?n?|en une?|en una?)\b.*)?$",
    re.IGNORECASE,
)
FRAME_WORDS = 18
# "These facts:" and "Notes from …"; "The notes were lost" is a sentence.
_OURS = (
    r"(?:(?:my|our|some|the|these|following|raw|meeting|meine?|unsere?|die|diese|folgende|mes|nos"
    r"|ces|les|mis|estas) )*"
)
_LABEL = re.compile(
    rf"^\W*(?:here are |these are |hier sind |voici |aquí están |from |using |use |aus )?{_OURS}"
    r"(?:(?:notes?|facts|points|(?:key|bullet) points|minutes|notizen|stichpunkte|fakten|notas)"
    r"(?=\s*(?:[:–—]|-\s|$))|notes?(?= (?:from|on|of)\b)|notizen(?= (?:aus|vom|zu[mr]?)\b)"
    r"|(?:this|these|the following|folgendes|dies)(?=\s*:)"
    rf"|{_NOUN}(?: please| pls| bitte)?(?=\s*:)){_THEN}",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    rf"^\W*(?:{_GREETING}|(?:thanks|thank you|thx|please|danke|merci|gracias)\b)+\W*$",
    re.IGNORECASE,
)
_POLITE = re.compile(rf"^\W*(?:{_ASKING}|please\b|pls\b|bitte\b)", re.IGNORECASE)
TOPIC_WORDS = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """`material` is what the post is to be made of; `topic` what a request names besides."""

    material: str
    topic: str = ""


def read_request(message: str) -> Asked:
    """A message without what frames it; a bare topic beside other material stands apart.

    A request is looked for where people put it, first or last: in between, "Write a post about …"
    is advice that the person gives. Whatever states a fact is material.
    """
    lines = [
        [part for each in sentences(line) if not is_addressed(each) for part in parted(each)]
        for line in unpasted(message).splitlines()
    ]
    spoken = [each for line in lines for each in line if not _COURTESY.match(each)] or [""]
    topic = ""
    kept: list[str] = []
    for line in lines:
        said: list[str] = []
        for sentence in line:
            first, last = sentence is spoken[0], sentence is spoken[-1]
            if (first or last) and _is_frame(sentence):
                topic = topic or _named_in(sentence)
                continue
            rest = _material(sentence, first=first, last=last)
            if not said and not any(kept):
                rest = _LABEL.sub("", rest, count=1)
            if not topic and _is_topic(rest, sentence):
                topic = rest.strip(" ?!.,:")
            else:
                said.append(rest)
        kept.append(" ".join(filter(None, said)))
    material = _QUOTED.sub(r"\1", "\n".join(kept).strip())
    return Asked(material, topic) if material else Asked(topic)


def parted(sentence: str) -> list[str]:
    """A request and what it leads to, where a colon or a dash stands between them."""
    match = re.match(r"([^:–—]{3,160}?)(?::\s*|\s[–—-]\s+)(?=\S)", sentence)
    if match and (_is_frame(match[1]) or language_asked(match[1])):
        return [match[1], sentence[match.end() :]]
    return [sentence]


def _is_frame(sentence: str) -> bool:
    return bool(
        len(sentence.split()) <= FRAME_WORDS
        and not re.search(r"\d", sentence)
        and _BEGINS.match(sentence)
        and _A_DRAFT.search(sentence)
        and _POINTING.search(sentence)
        # "About how hard it is" names the subject, and points at no notes.
        and not re.search(r"\b(?:about|on) (?:how|why|what)\b", sentence, re.IGNORECASE)
    )


def _named_in(frame: str) -> str:
    """What a frame says that the notes are about, "" where it only points at them."""
    named = _NAMED.search(frame)
    topic = named["topic"].strip(" ?!.,:") if named else ""
    return "" if _POINTING.search(topic) or len(topic.split()) > TOPIC_WORDS else topic


def _is_topic(rest: str, sentence: str) -> bool:
    """Whether what a request leaves is a few words about what, and no statement."""
    led = sentence[: len(sentence) - len(rest)].rstrip().casefold()
    return bool(
        rest != sentence
        and not _LABEL.match(sentence)
        and len(rest.split()) <= TOPIC_WORDS
        and not re.search(r"\d", rest)
        and not re.search(r"(?:[:–—-]|\b(?:that|how|dass|que))$", led)
    )


def language_asked(sentence: str) -> str:
    """The language that "Make it in English please." asks for, by its code; "" for all else."""
    if not _IN_LANGUAGE.match(sentence):
        return ""
    said = sentence.casefold()
    return next(code for code, words in LANGUAGE_WORDS.items() if re.search(words, said))


def is_request(line: str) -> bool:
    """Whether a line asks for a draft and says nothing else, but perhaps what about."""
    said = sentences(line)
    if said and all(_is_frame(sentence) for sentence in said):
        return True
    rest = [_material(sentence, first=True, last=True) for sentence in said]
    return bool(said) and all(
        left != sentence and len(left.split()) <= TOPIC_WORDS
        for left, sentence in zip(rest, said, strict=True)
    )


def _material(sentence: str, *, first: bool, last: bool) -> str:
    """A sentence without the request in it, in full or in part."""
    if any(whole.match(sentence) for whole in (_COURTESY, *_WHOLE)):
        return ""
    if (first or last) and language_asked(sentence):
        return ""
    if first and (stated := stated_in(sentence)) is not None:
        return stated
    if match := _AROUND.match(sentence) or (_WISHING.match(sentence) if first else None):
        return match[1]
    if first or (last and _POLITE.match(sentence)):
        for lead in _LEADS:
            if match := lead.match(sentence):
                return _POINTED.sub("", sentence[match.end() :])
    return sentence
