"""What a person has used today, as the rail shows it."""

from dataclasses import dataclass
from typing import Any

from copilot.presentation.money import money
from imaging.selectors import spending_today, usage_today


@dataclass(frozen=True, slots=True)
class UsageLine:
    """`limit` 0 means none; `spent` is "" for nothing; `unpriced` are text calls it leaves out."""

    images_today: int
    limit: int
    percent: int
    spent: str
    unpriced: int


def usage_line(person: Any) -> UsageLine:
    usage, spending = usage_today(person), spending_today(person)
    spent = money(spending.cost_usd) if spending.cost_usd else ""
    return UsageLine(usage.images, usage.limit, usage.percent, spent, spending.texts.unpriced)
