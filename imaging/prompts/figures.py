"""The numbers of a text: what they measure, and whether they say that it rose or fell."""

# People write minus signs and dashes of every kind.
# ruff: noqa: RUF001

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from imaging.prompts.data import table
from imaging.prompts.words import LANGUAGES, Span, Word, clauses, function_words, words


class Measure(StrEnum):
    PERCENT = "percent"
    MONEY = "money"
    TIMES = "times"
    DURATION = "duration"
    COUNT = "count"


class Trend(StrEnum):
    UP = "up"
    DOWN = "down"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as the text has it.

    `before` is set where the text says what it was ("from 12 days to 4"). `minutes` is the length
    of a duration. `start` and `end` are its place in the text.
    """

    text: str
    value: float
    measure: Measure
    trend: Trend
    start: int
    end: int
    before: float | None = None
    minutes: float | None = None
    unit: str = ""


_WORLD = table("quantities")
_NUMBER_WORDS = {
    word: int(value) for value, said in _WORLD["number_words"].items() for word in said.split()
}
_MULTIPLES = {
    word: float(value) for value, said in _WORLD["multiples"].items() for word in said.split()
}
_MINUTES = {
    unit: entry["minutes"] for entry in _WORLD["durations"] for unit in entry["words"].split()
}
_DOWN, _UP = (frozenset(_WORLD["trends"][way].split()) for way in ("down", "up"))

_WORDED = "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True))
_NUMBER = re.compile(
    rf"""(?<![\w.,])(?P<sign>[-−–+])?\s?(?P<money>[$€£¥])?\s?
    (?:(?P<digits>\d{{1,3}}(?:[,.'\u00a0\u202f\s]\d{{3}})+(?!\d)|\d+(?:[.,]\d+)?)
       |(?P<word>\b(?a:{_WORDED})\b))
    (?:\s?(?P<scale>k|m|bn|million|millionen|millions|millones|billion|thousand|tausend)\b)?
    [\s-]?(?P<unit>%|percent\b|per\ cent\b|prozent\b|pour\ cent\b|por\ ciento\b|pp\b|x\b|×|€|\$
       |times\b|fold\b|[^\W\d_]+)?""",
    re.VERBOSE | re.IGNORECASE,
)
_SCALES = {"k": 1e3, "thousand": 1e3, "tausend": 1e3, "b": 1e9}
_PERCENT = {"%", "percent", "per cent", "prozent", "pour cent", "por ciento", "pp"}
_TIMES = {"x", "×", "times", "fold"}
# "Three times a week" says how often, "three times as many" how much.
_AS_MUCH = re.compile(
    r"\s+(?:as|more|less|fewer|the|what|our|that|so|mehr|weniger|größer|höher|plus|moins|más|menos"
    r"|faster|slower|higher|lower|bigger|larger|smaller|longer|shorter|better|cheaper|greater)\b",
    re.IGNORECASE,
)
_OFTEN = re.compile(r"\s+(?:an?|per|in|each|every|this|last|pro|am|im|par|al|por)\b", re.IGNORECASE)
_MONEY = {"€", "$", "euro", "euros", "dollar", "dollars", "pounds", "francs"}
_FUNCTION_WORDS = frozenset().union(*map(function_words, LANGUAGES)) - _MINUTES.keys() - _PERCENT
_FROM_TO = re.compile(
    r"^\s*(?:[^\W\d_]+\s+){0,2}(?:to|auf|à|a|->|→|zu)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
# A number that only tells one of many apart: "page 43".
_LABEL = re.compile(
    r"(?:\b(?:page|chapter|article|paragraph|section|room|floor|figure|version|level|phase|number|no|"
    r"nr|seite|kapitel|artikel|chapitre|numéro|página|capítulo|covid|industrie|web|route)\.?|[§#])"
    r"[\s-]*$",
    re.IGNORECASE,
)
_POINT = re.compile(r"[.):/](?:\s|$)|\s?[-–]\s")
_OUT_OF = re.compile(
    r"^\s*(?:in\s+|(?:out of|of|von|sur|de)\s+(?:[^\W\d_]+\s+){0,2})$", re.IGNORECASE
)
# "4 minutes instead of 31": what it is comes first, what it was after it.
_INSTEAD = re.compile(
    r"^[\s,(]*(?:[^\W\d_]+\s+){0,2}(?:instead of|rather than|down from|up from"
    r"|compared (?:to|with)|no longer|it was|was|statt|anstatt|statt bisher"
    r"|au lieu de|contre|en lugar de|en vez de)\s+$",
    re.IGNORECASE,
)
_TO = frozenset(("to", "auf", "à", "a", "zu"))
_FROM = re.compile(r"\b(?:from|von|de|desde)\s+(?:\w+\s+){0,1}$", re.IGNORECASE)


def figures(text: str) -> tuple[Figure, ...]:
    """The numbers that measure something, in the text's order; years and clock times left out."""
    found = [figure for clause in clauses(text) for figure in _in_clause(text, clause)]
    found.sort(key=lambda figure: figure.start)
    return tuple(_paired(text, found))


def _in_clause(text: str, clause: Span) -> list[Figure]:
    low = {word.low for word in words(clause.text)}
    trend = Trend.DOWN if low & _DOWN else Trend.UP if low & _UP else Trend.NONE
    if low & _DOWN and low & _UP:
        trend = Trend.NONE
    found = [
        figure
        for match in _NUMBER.finditer(text, clause.start, clause.end)
        if (figure := _figure(text, match, trend))
    ]
    for word in words(clause.text):
        value = _MULTIPLES.get(word.low)
        if value and not _is_a_half_of_a_name(clause.text, word):
            if word.low == "twice" and _is_how_often(text, clause.start + word.end, trend):
                continue
            start, end = clause.start + word.start, clause.start + word.end
            way = Trend.UP if value > 1 else Trend.DOWN if word.low != "half" else trend
            found.append(
                Figure(text[start:end], value, Measure.TIMES, way, start, end, unit=word.low)
            )
    return found


def _is_a_half_of_a_name(clause: str, word: Word) -> bool:
    """ "Half marathon" halves nothing; "in half" and "half of them" do."""
    if word.low != "half":
        return False
    return not (
        re.search(r"\b(?:in|by|to|than|about|nearly|almost|one|the)\s+$", clause[: word.start])
        or re.match(r"\s+(?:of|the|as|our|a|an|my|all)\b", clause[word.end :])
    )


def _is_how_often(text: str, end: int, trend: Trend) -> bool:
    if _AS_MUCH.match(text, end):
        return False
    return trend is Trend.NONE or bool(_OFTEN.match(text, end))


def _figure(text: str, match: re.Match[str], trend: Trend) -> Figure | None:
    unit = (match["unit"] or "").casefold()
    value = _value(match)
    written = match.group().strip()
    if (
        _is_a_date(text, match, value)
        or _LABEL.search(text[: match.start()])
        or _is_a_point(text, match)
    ):
        return None
    minutes: float | None = None
    if unit in _PERCENT:
        measure = Measure.PERCENT
        sign = match["sign"]
        trend = Trend.UP if sign == "+" else Trend.DOWN if sign else trend
    elif unit == "times" and _is_how_often(text, match.end(), trend):
        return None
    elif unit in _TIMES:
        measure, trend = Measure.TIMES, Trend.DOWN if trend is Trend.DOWN else Trend.UP
    elif match["money"] or unit in _MONEY:
        measure = Measure.MONEY
    elif unit in _MINUTES:
        measure, minutes = Measure.DURATION, value * _MINUTES[unit]
    elif value < 2 or (match["word"] and not unit):
        return None
    else:
        measure = Measure.COUNT
    if unit in _FUNCTION_WORDS and unit not in _TO:
        written, unit = written[: -len(unit)].rstrip(), ""
    start = match.start() + match.group().index(written)
    return Figure(
        written, value, measure, trend, start, start + len(written), minutes=minutes, unit=unit
    )


def _is_a_date(text: str, match: re.Match[str], value: float) -> bool:
    digits = match["digits"] or ""
    is_year = digits.isdigit() and len(digits) == 4 and 1900 <= value <= 2099
    after, before = text[match.end("digits") :][:6], text[: match.start()][-1:]
    is_clock = bool(digits) and (
        before == ":" or re.match(r":\d\d|\s?[ap]\.?m\b|\s?uhr\b", after, re.IGNORECASE) is not None
    )
    return (is_year and not match["money"] and match["unit"] != "%") or is_clock


def _is_a_point(text: str, match: re.Match[str]) -> bool:
    """The number of a list's point: "2. Measure", "3) Ask", "1\ufe0f\u20e3"."""
    if not match["digits"]:
        return False
    before = text[: match.start("digits")].rpartition("\n")[2]
    after = text[match.end("digits") :]
    keycap = after[:2] in {"\ufe0f\u20e3", "\u20e3"} or after[:1] == "\u20e3"
    return keycap or (not before.strip(" \t-*•#") and bool(_POINT.match(after)))


def _value(match: re.Match[str]) -> float:
    scale = (match["scale"] or "").casefold()
    factor = _SCALES.get(scale, 1e9 if scale.startswith("b") else 1e6 if scale else 1)
    if word := match["word"]:
        return _NUMBER_WORDS[word.lower()] * factor
    digits = re.sub(r"[\s']", "", match["digits"])
    if re.fullmatch(r"\d{1,3}(?:[,.]\d{3})+", digits):
        return float(re.sub(r"[,.]", "", digits)[:12]) * factor
    return float(digits.replace(",", ".")[:12]) * factor


def _paired(text: str, found: list[Figure]) -> list[Figure]:
    """ "From 12 days to 4" is one figure that fell; "61 of our 70" is a share."""
    paired = list(found)
    for first, second in pairwise(found):
        # The number's own unit may have taken the "to": "from 12 to 4".
        between = text[first.end : second.start]
        if first.unit in _TO:
            between = f" to {between}"
        if _OUT_OF.match(between) and 0 < first.value < second.value and not second.minutes:
            paired[paired.index(first)] = replace(
                first, text=text[first.start : second.end], value=100 * first.value / second.value,
                measure=Measure.PERCENT, trend=Trend.NONE, end=second.end, minutes=None,
                unit=second.unit,
            )  # fmt: skip
            paired.remove(second)
            continue
        if _INSTEAD.match(between) and (before := _same_measure(second, first)):
            paired[paired.index(first)] = replace(
                first, text=text[first.start : second.end], before=before, end=second.end,
                trend=Trend.UP if first.value > before else Trend.DOWN,
            )  # fmt: skip
            paired.remove(second)
            continue
        if not (_FROM.search(text[: first.start]) and _FROM_TO.match(between)):
            continue
        measure = second.measure if second.measure is not Measure.COUNT else first.measure
        before = _same_measure(first, second) or first.value
        trend = Trend.UP if second.value > before else Trend.DOWN
        paired[paired.index(first)] = Figure(
            text[first.start : second.end], second.value, measure, trend,
            first.start, second.end, before=before, unit=second.unit or first.unit,
        )  # fmt: skip
        paired.remove(second)
    return paired


def _same_measure(other: Figure, figure: Figure) -> float | None:
    """The value of another figure in the unit of this one; None where they do not compare."""
    if other.minutes and figure.minutes:
        return other.minutes / figure.minutes * figure.value
    bare = any(each.measure is Measure.COUNT and not each.unit for each in (other, figure))
    alike = bare or other.measure is figure.measure
    return other.value if alike and other.value and figure.value else None
