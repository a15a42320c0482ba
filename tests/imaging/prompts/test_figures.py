"""Numbers are read as people write them."""

import pytest

from imaging.prompts.amounts import telling
from imaging.prompts.figures import Measure, Trend, figures


@pytest.mark.parametrize(
    ("text", "value", "measure", "trend"),
    [
        ("We cut pick errors by 38 percent.", 38, Measure.PERCENT, Trend.DOWN),
        ("pick errors -38%", 38, Measure.PERCENT, Trend.DOWN),
        ("Revenue is up 12.5 % again", 12.5, Measure.PERCENT, Trend.UP),
        ("Die Fehlerquote ist um 38 Prozent gesunken.", 38, Measure.PERCENT, Trend.DOWN),
        ("Le gaspillage a baissé de 40 %.", 40, Measure.PERCENT, Trend.DOWN),
        ("We grew 3x.", 3, Measure.TIMES, Trend.UP),
        ("Sales doubled.", 2, Measure.TIMES, Trend.UP),
        ("We cut the bill in half.", 0.5, Measure.TIMES, Trend.DOWN),
        ("It brought in $4.2m.", 4_200_000, Measure.MONEY, Trend.NONE),
        ("1,200 people came", 1200, Measure.COUNT, Trend.NONE),
        ("Three changes did it", 3, Measure.COUNT, Trend.NONE),
        ("a ten-minute review", 10, Measure.DURATION, Trend.NONE),
        ("61 of our 70 dashboards", 100 * 61 / 70, Measure.PERCENT, Trend.NONE),
    ],
)
def test_a_figure(text: str, value: float, measure: Measure, trend: Trend) -> None:
    figure, *_ = figures(text)
    assert (figure.measure, figure.trend) == (measure, trend)
    assert figure.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "before", "value"),
    [
        ("Onboarding went from 12 days to 4.", 12, 4),
        ("from 40,000 lines to 9,000", 40_000, 9_000),
        ("de 90 a 35 minutos", 90, 35),
        ("von 12 auf 4 Tage", 12, 4),
    ],
)
def test_from_and_to_are_one_figure(text: str, before: float, value: float) -> None:
    (figure,) = figures(text)
    assert (figure.before, figure.value, figure.text in text) == (before, value, True)


@pytest.mark.parametrize(
    "text", ["in 2021", "at 6 a.m.", "at 10:30", "page 43", "a half marathon", "no number at all"]
)
def test_dates_times_and_labels_measure_nothing(text: str) -> None:
    assert figures(text) == ()


@pytest.mark.parametrize(
    ("text", "reading", "a", "b"),
    [
        ("We cut errors by 38 percent", "fall", 8, 5),
        ("We cut errors by 50 percent", "fall", 4, 2),
        ("Orders grew by 25 percent", "rise", 4, 5),
        ("Orders doubled", "rise", 2, 4),
        ("from 12 days to 4", "fall", 6, 2),
    ],
)
def test_amounts_keep_the_proportion(text: str, reading: str, a: int, b: int) -> None:
    told = telling(figures(text))
    assert told is not None
    assert told.reading == reading
    assert told.b / told.a == pytest.approx(b / a, abs=0.02)


def test_the_figure_that_changed_comes_before_the_one_that_only_counts() -> None:
    told = telling(figures("In six months, 12 people cut errors by 38 percent"))
    assert told is not None
    assert told.figure.text == "38 percent"


@pytest.mark.parametrize(
    ("text", "said", "value", "before"),
    [
        ("Tests now run in 4 minutes instead of 31.", "4 minutes instead of 31", 4, 31),
        ("Waiting time is 14 days, down from 31", "14 days, down from 31", 14, 31),
        ("Es dauert 9 statt 31 Minuten", "9 statt 31 Minuten", 9, 31),
        ("5 jours au lieu de 9", "5 jours au lieu de 9", 5, 9),
        ("30 minutes instead of 2 hours", "30 minutes instead of 2 hours", 30, 120),
    ],
)
def test_what_it_was_may_come_after_what_it_is(
    text: str, said: str, value: float, before: float
) -> None:
    (figure,) = figures(text)
    assert (figure.text, figure.value, figure.before) == (said, value, before)
    assert figure.trend is Trend.DOWN


def test_numbers_of_different_things_are_no_pair() -> None:
    assert all(figure.before is None for figure in figures("20% instead of 3 people"))


@pytest.mark.parametrize(
    "text",
    [
        "How we work:\n1. Ask first\n2. Measure\n3) Repeat",
        "1️⃣ Yes\n2️⃣ No",
        "- 2. Measure one thing",
        "  12. Another point",
    ],
)
def test_the_number_of_a_point_is_no_figure(text: str) -> None:
    assert figures(text) == ()


def test_days_and_hours_are_compared_in_one_measure() -> None:
    (figure,) = figures("Our time to merge went from three days to five hours.")

    assert figure.before == 72
    assert figure.trend == Trend.DOWN


@pytest.mark.parametrize(
    "said",
    [
        "If a knee hurts twice in one week, see the physio.",
        "I failed three times.",
        "We meet three times a week.",
        "Sales rose. We check them twice a day.",
    ],
)
def test_how_often_is_not_how_much(said: str) -> None:
    assert not [each for each in figures(said) if each.measure is Measure.TIMES]


@pytest.mark.parametrize(
    "said",
    [
        "It costs twice as much.",
        "They sell three times more.",
        "Sales grew 3x.",
        "It is 4 times faster.",
    ],
)
def test_how_much_is(said: str) -> None:
    assert [each.measure for each in figures(said)] == [Measure.TIMES]
