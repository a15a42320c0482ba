"""The names that a text states: people, companies, places, products; by how they are written.

A capital letter makes a name inside a sentence, but tells nothing at its start, and nothing at all
of German nouns. There a name must be well known, be introduced as one, or be written like one.
"""

# People write dashes and apostrophes of every kind.
# ruff: noqa: RUF001

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from copilot.assistants.data import table
from imaging.prompts.words import LANGUAGES, function_words, language

_NOISE = re.compile(r"https?://\S+|\S+@\S+\.\w+|#\w+")
_TOKEN = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_WORD = re.compile(r"[^\W_]+")
# What may stand between the end of a sentence and the capital that begins the next.
_START = re.compile(r"(?:^|[.!?…:;•○|–—\n])[\s\"'“”„«»‚‘’()\[\]¿¡*\-\d.\W]*$")
_JOINTS = frozenset(("de", "del", "du", "des", "la", "le", "von", "van", "der", "of", "y", "the"))
_POSSESSIVE = re.compile(r"['’]s?$")
# Endings of German nouns that are no names.
_GERMAN_NOUN = re.compile(
    r"(?:ung|ungen|heit|keit|keiten|schaft|schaften|tion|tionen|tät|nis|ment)$"
)
TITLE_WORDS, TITLE_SHARE = 4, 0.7


@dataclass(frozen=True, slots=True)
class Token:
    text: str
    start: int
    begins: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def low(self) -> str:
        return _POSSESSIVE.sub("", self.text).casefold()

    @property
    def is_capitalised(self) -> bool:
        return self.text[:1].isupper() and len(self.low) > 1

    @property
    def is_written_like_a_name(self) -> bool:
        """A capital inside the word, or nothing but capitals: "OpenAI", "SAP"."""
        bare = _POSSESSIVE.sub("", self.text)
        capitals = sum(char.isupper() for char in bare)
        return capitals >= 2 and "-" not in bare


@dataclass(frozen=True, slots=True)
class Name:
    text: str
    start: int


def known_words(texts: Iterable[str]) -> frozenset[str]:
    """The words of texts as names are compared by: without case and accents."""
    return frozenset(_folded(match.group()) for text in texts for match in _WORD.finditer(text))


def stated_names(text: str, known: Collection[str], common: Collection[str]) -> Iterator[Name]:
    """The names in the text none of whose words is `known`; whole, and without what leads to them.

    `common` are words that somebody has written small: capitals do not make them names.
    """
    bare = _NOISE.sub(lambda match: " " * len(match.group()), text)
    german = language(bare) == "de"
    tokens = list(_tokens(bare))
    recurring = {token.low for token in tokens if token.is_capitalised and not token.begins}
    for span in _spans(bare, tokens):
        led = _without_lead(span, known, common)
        named = [
            token
            for number, token in enumerate(led)
            if _is_name(token, led, number, _next(tokens, token), recurring, german)
        ]
        new = [token for token in named if not _is_known(token, known, common)]
        if new:
            text_of = bare[new[0].start : new[-1].end]
            yield Name(_POSSESSIVE.sub("", text_of), new[0].start)


def names_somebody(phrase: str) -> bool:
    """Whether a person is in it: a first name, or a title or role before a name."""
    words = _WORD.findall(phrase)
    titled = any(
        word.casefold() in _lists("titles") and after[0].isupper()
        for word, after in pairwise(words)
    )
    return titled or any(word[0].isupper() and word.casefold() in _lists("given") for word in words)


def words_of_persons(text: str) -> frozenset[str]:
    """First names, titles, and what is written large right after either, casefolded."""
    found: set[str] = set()
    leads = False
    for word in _WORD.findall(text):
        low = word.casefold()
        is_lead = low in _lists("titles") or (word[0].isupper() and low in _lists("given"))
        if is_lead or (leads and word[0].isupper()):
            found.add(low)
        leads = is_lead
    return frozenset(found)


def _without_lead(
    span: list[Token], known: Collection[str], common: Collection[str]
) -> list[Token]:
    """Without the first word of a sentence where the name is plainly what follows: "Then Anna"."""
    first, *rest = span
    if not rest or not first.begins or first.low in _well_known():
        return span
    follows_known = all(_is_known(token, known, common) for token in rest)
    return rest if follows_known or rest[0].low in _lists("given") else span


def _tokens(text: str) -> Iterator[Token]:
    offset = 0
    for line in text.splitlines(keepends=True):
        titled = _is_title(line)
        for match in _TOKEN.finditer(line):
            if titled and match.group()[1:].islower():
                continue
            begins = bool(_START.search(line[: match.start()]))
            yield Token(match.group(), offset + match.start(), begins)
        offset += len(line)


def _is_title(line: str) -> bool:
    """Whether a line Is Written With Capitals, where they tell nothing; or in nothing else."""
    words = [match.group() for match in _TOKEN.finditer(line)]
    long = [word for word in words if len(word) > 3]
    if len(long) < TITLE_WORDS:
        return False
    return sum(word[0].isupper() for word in long) / len(long) >= TITLE_SHARE


def _spans(text: str, tokens: list[Token]) -> Iterator[list[Token]]:
    """Capitalised words that stand together, joints such as "of" between them included."""
    span: list[Token] = []
    waiting: list[Token] = []
    for token in tokens:
        last = (waiting or span)[-1] if span else None
        apart = last is not None and not re.fullmatch(r" ?&? ?", text[last.end : token.start])
        if span and (apart or token.begins):
            yield span
            span, waiting = [], []
        if token.is_capitalised:
            span += [*waiting, token]
            waiting = []
        elif span and token.low in _JOINTS:
            waiting.append(token)
        elif span:
            yield span
            span, waiting = [], []
    if span:
        yield span


def _next(tokens: list[Token], token: Token) -> str:
    following = tokens.index(token) + 1
    return tokens[following].low if following < len(tokens) else ""


def _is_name(
    token: Token,
    span: list[Token],
    number: int,
    following: str,
    recurring: Collection[str],
    german: bool,
) -> bool:
    low = token.low
    if low in _lists("common") or low in _idle() or not token.is_capitalised:
        return False
    if token.is_written_like_a_name or low in _well_known():
        return True
    if german:
        return _is_german_name(span, number)
    if not token.begins:
        return True
    if token.text != _POSSESSIVE.sub("", token.text) or following in _lists("telling"):
        return True
    if low in recurring:
        return True
    # "Maria Lopez told us": the word beside it is no common noun of English, French or Spanish.
    return len(span) > 1 and span[1].is_capitalised and span[1].low not in _lists("common")


def _is_german_name(span: list[Token], number: int) -> bool:
    before = span[number - 1].low if number else ""
    if before in _lists("introducing") or before in _lists("given"):
        return True
    words = [token for token in span if not token.begins and token.is_capitalised]
    if span[number].begins or len(words) < 2 or span[0].low in _lists("introducing"):
        return span[0].low in _lists("introducing") and number > 0
    return not any(
        token.low in _lists("measures") or _GERMAN_NOUN.search(token.low) for token in words
    )


def _is_known(token: Token, known: Collection[str], common: Collection[str]) -> bool:
    if token.low in common and not token.is_written_like_a_name:
        return True
    return all(
        any(form in known for form in (word, word.removesuffix("s"), f"{word}s"))
        for word in (_folded(match.group()) for match in _WORD.finditer(token.low))
    )


def _folded(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@cache
def _lists(name: str) -> frozenset[str]:
    return frozenset(table("names")[name].split())


@cache
def _well_known() -> frozenset[str]:
    return _lists("given") | _lists("places") | _lists("companies")


@cache
def _idle() -> frozenset[str]:
    scales = table("amounts")["scales"].values()
    idle = frozenset(word for said in scales for word in said.split())
    return idle.union(*map(function_words, LANGUAGES), ("i'm", "i’m", "i've", "i’ve"))
