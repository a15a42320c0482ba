"""A figure read as amounts that a picture can show without a digit in it."""

from dataclasses import dataclass

from imaging.prompts.figures import Figure, Measure, Trend

_WORDS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
)  # fmt: skip
_PARTS = {
    0.05: "a twentieth", 0.1: "a tenth", 0.2: "a fifth", 0.25: "a quarter", 0.333: "a third",
    0.4: "two fifths", 0.5: "half", 0.6: "three fifths", 0.667: "two thirds",
    0.75: "three quarters", 0.8: "four fifths", 0.9: "nine tenths", 1.0: "nearly all",
}  # fmt: skip
# Less than this cannot be told from nothing among a dozen.
SMALLEST_SHARE = 0.04
_HOUR, _DIAL = 60, 720


@dataclass(frozen=True, slots=True)
class Amounts:
    """`a` and `b` are whole amounts, at most twenty; `share` is between 0 and 1."""

    figure: Figure
    reading: str
    a: int = 0
    b: int = 0
    share: float = 0.0

    @property
    def part(self) -> str:
        return _PARTS[min(_PARTS, key=lambda part: abs(part - self.share))]


def in_words(amount: int) -> str:
    return _WORDS[amount]


def telling(figures: tuple[Figure, ...]) -> Amounts | None:
    """The figure that makes the best picture; None where none can be shown truly."""
    read = [amounts for figure in figures if (amounts := _read(figure))]
    return min(read, key=lambda amounts: _RANK[amounts.reading], default=None)


_RANK = {"fall": 0, "rise": 0, "share": 1, "mass": 2, "clock": 3, "count": 4, "span": 5}


def _read(figure: Figure) -> Amounts | None:
    if figure.before:
        return _ratio(figure, figure.value / figure.before)
    if figure.measure is Measure.PERCENT:
        return _percent(figure)
    if figure.measure is Measure.TIMES and figure.trend is Trend.NONE and figure.value < 1:
        return _share(figure, figure.value)
    if figure.measure is Measure.TIMES:
        return _ratio(figure, 1 / figure.value if figure.trend is Trend.DOWN and figure.value > 1
                      else figure.value) if figure.value else None  # fmt: skip
    if figure.measure is Measure.DURATION:
        return _duration(figure)
    if figure.measure is Measure.COUNT and figure.value <= 12:
        return Amounts(figure, "count", a=int(figure.value)) if figure.value >= 2 else None
    return Amounts(figure, "mass") if figure.value >= 30 else None


def _percent(figure: Figure) -> Amounts | None:
    share = figure.value / 100
    if figure.trend is Trend.UP:
        return _ratio(figure, 1 + share)
    if figure.trend is Trend.DOWN and share < 1:
        return _ratio(figure, 1 - share)
    if 0 < share < SMALLEST_SHARE:
        return Amounts(figure, "mass")
    return _share(figure, share) if 0 < share <= 1 else None


def _share(figure: Figure, share: float) -> Amounts:
    whole, part = _closest(share)
    return Amounts(figure, "share", a=whole, b=part, share=share)


def _ratio(figure: Figure, ratio: float) -> Amounts | None:
    """`ratio` is what it came to, as a multiple of what it was."""
    if ratio < 1:
        a, b = _closest(ratio)
        return Amounts(figure, "fall", a=a, b=b, share=ratio)
    if ratio > 12 or ratio == 1:
        return None
    b, a = _closest(1 / ratio)
    return Amounts(figure, "rise", a=a, b=b, share=1 / ratio)


def _closest(share: float) -> tuple[int, int]:
    """The small whole and the part of it that come nearest to a share, never all of it or none."""
    choices = [
        (whole, part)
        for whole in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20)
        if 0 < (part := round(whole * share)) < whole
    ] or [(20, 1 if share < 0.5 else 19)]
    # A pile of two or three shows little: the next few are worth a small error.
    return min(choices, key=lambda each: abs(each[1] / each[0] - share) + (each[0] > 10) * 0.02
               + (each[0] < 4) * 0.01)  # fmt: skip


def _duration(figure: Figure) -> Amounts | None:
    minutes = figure.minutes or 0
    if 0 < minutes < _HOUR:
        return Amounts(figure, "clock", share=minutes / _HOUR)
    if _HOUR <= minutes < _DIAL:
        return Amounts(figure, "clock", share=minutes / _DIAL)
    if 2 <= figure.value <= 12 and figure.value == int(figure.value):
        return Amounts(figure, "span", a=int(figure.value))
    return None
