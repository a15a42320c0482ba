"""What a post is for, by what it says and by how it is built."""

import re
from collections import defaultdict
from functools import cache

from imaging.prompts import evidence
from imaging.prompts.data import table
from imaging.prompts.evidence import Verdict
from imaging.prompts.vocabulary import Vocabulary, listed
from imaging.prompts.words import Word, sentences, words

UNKNOWN = "unknown"
PURPOSES = (
    "educational", "thought_leadership", "personal_story", "industry_news", "company_update",
    "poll", UNKNOWN,
)  # fmt: skip

STRONG, FAIR = 2.0, 0.6
ENOUGH, LEAD = 1.5, 1.1
# What options to choose from are worth, and three points of a list.
OPTIONS, LIST = 6.0, 2.0

# Words of somebody's own, and of a company's own.
_MINE = frozenset(
    ("i", "my", "me", "i've", "i'm", "i'd", "myself", "ich", "mein", "meine", "mir", "mich", "je",
     "mon", "ma", "mes", "j'ai", "j'étais", "moi", "yo", "mi", "mis", "me")
)  # fmt: skip
_OURS = frozenset(
    ("we", "our", "us", "we've", "we're", "we'll", "wir", "unser", "unsere", "unseren", "uns",
     "nous", "notre", "nos", "nuestra", "nuestro", "nuestros", "hemos", "somos")
)  # fmt: skip
_MANY_OF_MINE = 3
_OPTION = r"(?:option\s+{0}\b|(?:^|\s|\(){0}[).:]|{1}\ufe0f?\u20e3)"
_OPTIONS = re.compile(
    rf"{_OPTION.format('a', 1)}.+?{_OPTION.format('b', 2)}", re.IGNORECASE | re.DOTALL
)
_CHOICES = re.compile(r"^\s*(?:👉|🔘|⚪|🅰|🅱|☐|□).+$", re.MULTILINE)
_YEARS_AGO = re.compile(
    r"\b(?:\w+\s+(?:years|decades)\s+ago|vor\s+\w+\s+jahren|il\s+y\s+a\s+\w+\s+ans|hace\s+\w+\s+años"
    r"|i was \w+,|when i was|j'avais \w+ ans|ich war \w+)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(r"^\s*(?:\d{1,2}[.)]|[-\u2013•*→✅✔]|\d\ufe0f?\u20e3)\s+\S", re.MULTILINE)


def purpose(content: str, found: tuple[Word, ...], language: str) -> Verdict:
    """One of `PURPOSES`, with a confidence."""
    scores = evidence.weigh(_vocabularies(), found, language)
    for key, points in _built(content, found).items():
        scores[key] += points
    return evidence.judge(scores, enough=ENOUGH, lead=LEAD, unknown=UNKNOWN)


def _built(content: str, found: tuple[Word, ...]) -> dict[str, float]:
    """What lists, options, commands, and who speaks, say of a text."""
    mine = sum(word.low in _MINE for word in found)
    ours = sum(word.low in _OURS for word in found)
    told = _commands(content)
    points: defaultdict[str, float] = defaultdict(float)
    if has_options(content):
        points["poll"] = OPTIONS
    elif len(_POINTS.findall(content)) >= _MANY_OF_MINE:
        points["educational"] = LIST
    points["educational"] += min(max(told - 1, 0), 4) * 0.7
    if mine and _YEARS_AGO.search(content):
        points["personal_story"] += STRONG
    if mine >= _MANY_OF_MINE:
        points["personal_story"] += min(mine, 10) * 0.3
    if ours and not mine > ours:
        points["company_update"] += min(ours, 4) * 0.4
    if found and not mine and not ours and not told:
        points["industry_news"] += 1
    return points


def has_options(content: str) -> bool:
    """Whether there is something to choose from: "a) … b) …", or a list of choices."""
    return bool(_OPTIONS.search(content)) or len(_CHOICES.findall(content)) > 1


def _commands(content: str) -> int:
    """How many sentences tell the reader to do something."""
    firsts = (words(sentence.text)[:1] for sentence in sentences(content))
    return sum(first[0].low in _imperatives() for first in firsts if first)


@cache
def _imperatives() -> frozenset[str]:
    return frozenset(listed(table("verbs")["imperatives"]))


@cache
def _vocabularies() -> tuple[tuple[Vocabulary, float], ...]:
    purposes = table("purposes")
    return tuple(
        (Vocabulary({key: listed(entry[column]) for key, entry in purposes.items()}), weight)
        for column, weight in (("strong", STRONG), ("fair", FAIR))
    )
