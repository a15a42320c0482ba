"""What a person has used today, as the rail shows it."""

from dataclasses import dataclass
from typing import Any

from copilot.presentation.money import money
from imaging.selectors import spent_today, texts_today, usage_today


@dataclass(frozen=True, slots=True)
class UsageLine:
    """`limit` 0 means none; `spent` is "" for nothing; `unpriced` are text calls it leaves out."""

    images_today: int
    limit: int
    percent: int
    spent: str
    unpriced: int


def usage_line(person: Any) -> UsageLine:
    usage, spent_usd = usage_today(person), spent_today(person)
    spent = money(spent_usd) if spent_usd else ""
    unpriced = texts_today(person).unpriced
    return UsageLine(usage.images, usage.limit, usage.percent, spent, unpriced)
