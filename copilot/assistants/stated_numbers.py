"""The numbers that a text states, in digits and in words, however its language writes them.

"1,200", "1.200" and "1 200" may be the same number; so may "4.2M" and "4,2 Mio.", "15" and
"fifteen". A number that can be read in two ways counts as both.
"""

# People write apostrophes and spaces of every kind inside numbers.
# ruff: noqa: RUF001

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from copilot.assistants.data import table
from imaging.prompts.words import LANGUAGES, function_words


@dataclass(frozen=True, slots=True)
class Stated:
    """A number as the text has it, with every value it may mean."""

    text: str
    start: int
    values: frozenset[float]


# Said in words, a small number may be a turn of phrase.
SURELY_MEANT = 13

_SEPARATED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_SCALES = sorted(
    (word for said in table("amounts")["scales"].values() for word in said.split()),
    key=len,
    reverse=True,
)
_UNIT = r"%|‰|€|\$|£|(?:percent|per\ cent|prozent|pour\ cent|por\ ciento)\b"
_DIGITS = re.compile(
    rf"""(?<![\w#.,/])(?:[$€£¥]\s?)?
    (?P<digits>\d{{1,3}}(?:[ \u00a0\u202f'’]\d{{3}})+(?!\d)|\d+(?:[.,]\d+)*)
    (?:(?P<joint>[ \u00a0\u202f]?)(?P<scale>{"|".join(_SCALES)})(?![^\W\d_]))?
    (?:[ \u00a0\u202f]?(?:{_UNIT}))?""",
    re.VERBOSE | re.IGNORECASE,
)
# Marks of a list, of a slide, of a time in a script, and phrases: they number the text itself.
_OWN = re.compile(
    r"^[ \t]*(?:\(?\d{1,2}[.)](?=\s)|\[?\d{1,2}:\d{2}(?:\s?[-–—]\s?\d{1,2}:\d{2})?\]?"
    r"|(?:slide|folie|diapo(?:sitive)?|diapositiva)\s\d{1,2})|\b24/7\b|\b\d\ufe0f?\u20e3",
    re.IGNORECASE | re.MULTILINE,
)


def stated_numbers(text: str) -> list[Stated]:
    """In the text's order, with those that only number its parts left out."""
    bare = _OWN.sub(lambda match: " " * len(match.group()), text)
    found = [*_in_digits(bare), *_in_words(bare)]
    return sorted(found, key=lambda stated: stated.start)


def known_values(texts: Iterable[str]) -> frozenset[float]:
    """Every value that is in the texts, also of small numbers in words."""
    values: set[float] = set()
    for text in texts:
        for stated in (*_in_digits(text), *_in_words(text, all_of_them=True)):
            values |= stated.values
    return frozenset(values)


def _in_digits(text: str) -> Iterator[Stated]:
    for match in _DIGITS.finditer(text):
        scale = (match["scale"] or "").casefold()
        # "5m" is five metres, minutes or millions; "5 m" hardly the last.
        if scale in {"m", "b"} and match["joint"] and match["scale"].islower():
            scale = ""
        factor = _scales().get(scale, 1.0)
        values = {value * factor for value in _readings(match["digits"])}
        if scale == "m":
            values |= set(_readings(match["digits"]))
        yield Stated(match.group().strip(), match.start(), frozenset(values))


def _readings(digits: str) -> Iterator[float]:
    bare = re.sub(r"[ \u00a0\u202f'’]", "", digits)
    marks = re.findall(r"[.,]", bare)
    if _SEPARATED.fullmatch(bare) and len(set(marks)) == 1:
        yield float(re.sub(r"[.,]", "", bare))
    if len(marks) == 1:
        yield float(bare.replace(",", "."))
    elif len(set(marks)) == 2:
        whole, _, part = re.sub(rf"\{marks[0]}", "", bare).partition(marks[-1])
        yield float(f"{whole}.{re.sub(r'[.,]', '', part)}")
    elif not marks:
        yield float(bare)


def _in_words(text: str, *, all_of_them: bool = False) -> Iterator[Stated]:
    for match in _worded().finditer(text):
        value = _values_of_words()[" ".join(match["number"].casefold().split())]
        multiple = match["number"].casefold() in _multiples()
        if all_of_them or multiple or _claims(value, match):
            shown = match["number"] if multiple else match.group().strip()
            yield Stated(shown, match.start(), frozenset({value}))


def _claims(value: float, match: re.Match[str]) -> bool:
    """Whether a number in words says how much there was of something."""
    if value < 2:
        return False
    follower = (match["of"] or "").casefold()
    if value >= SURELY_MEANT:
        return True
    return bool(follower) and follower not in _turns_of_phrase()


@cache
def _turns_of_phrase() -> frozenset[str]:
    own = table("amounts")["own"]["words"].split()
    # "Two weeks" says something, though "weeks" is a word without a subject.
    amounts = re.compile(r"(?:year|month|week|day|hour|minute|percent|jahr|monat|woche|tag|prozent"
                         r"|an(?:s|née)|mois|semaine|jour|año|mes|semana|día)")  # fmt: skip
    idle = frozenset().union(*map(function_words, LANGUAGES))
    return frozenset(own) | {word for word in idle if not amounts.match(word)}


@cache
def _scales() -> Mapping[str, float]:
    scales: Mapping[str, str] = table("amounts")["scales"]
    return {word: float(factor) for factor, said in scales.items() for word in said.split()}


@cache
def _multiples() -> Mapping[str, float]:
    multiples: Mapping[str, str] = table("amounts")["multiples"]
    return {word: float(value) for value, said in multiples.items() for word in said.split()}


@cache
def _values_of_words() -> Mapping[str, float]:
    values: dict[str, float] = {}
    for code in LANGUAGES:
        entry: dict[str, Any] = table("amounts")[code]
        units = dict(enumerate(entry["units"].split(), 1))
        tens = dict(enumerate(entry["tens"].split(), 2))
        named = entry["more"] | entry["hundreds"]
        values |= {word: float(number) for number, word in named.items()}
        values |= {word: float(number) for number, word in units.items() if number > 1}
        values |= {word: 10.0 * number for number, word in tens.items()}
        for pattern in entry["compounds"]:
            for ten, ten_word in tens.items():
                for unit, unit_word in units.items():
                    values[pattern.format(ten=ten_word, unit=unit_word)] = 10.0 * ten + unit
    return {**values, **_multiples()}


@cache
def _worded() -> re.Pattern[str]:
    longest_first = sorted(_values_of_words(), key=len, reverse=True)
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)
    return re.compile(
        rf"(?<![\w#-])(?P<number>{words})(?!\w)(?:[ -](?P<of>[^\W\d_]+))?", re.IGNORECASE
    )
