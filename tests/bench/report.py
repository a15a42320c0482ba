"""A measurement beside its target and its floor, as a table or as JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """`floor` is what nobody could beat, measured in the same run; `best` the luckiest sample."""

    name: str
    unit: str
    target: float
    measured: float
    best: float | None = None
    floor: float | None = None
    at_least: bool = False

    @property
    def met(self) -> bool:
        return self.measured >= self.target if self.at_least else self.measured <= self.target

    @property
    def ratio(self) -> float | None:
        return self.measured / self.floor if self.floor else None


def median(samples: Sequence[float]) -> float:
    return percentile(samples, 50)


def percentile(samples: Sequence[float], percent: float) -> float:
    """The smallest sample that at least `percent` of all do not exceed."""
    ordered = sorted(samples)
    return ordered[max(0, -(-len(ordered) * int(percent) // 100) - 1)]


def as_json(measures: Sequence[Measure]) -> str:
    rows = [asdict(each) | {"met": each.met, "ratio": each.ratio} for each in measures]
    return json.dumps(rows, indent=2)


def as_table(measures: Sequence[Measure]) -> str:
    head = ("", "target", "measured", "best", "floor", "ratio", "")
    rows = [head, *(_row(each) for each in measures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            [
                row[0].ljust(widths[0]),
                *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True)),
            ]
        ).rstrip()
        for row in rows
    )


def _row(each: Measure) -> tuple[str, ...]:
    bound = "≥" if each.at_least else "≤"
    return (
        each.name,
        f"{bound} {each.target:g} {each.unit}",
        _value(each.measured),
        _value(each.best),
        _value(each.floor),
        f"{each.ratio:.2f}" if each.ratio else "",
        "met" if each.met else "MISSED",
    )


def _value(value: float | None) -> str:
    return "" if value is None else f"{value:.3g}" if value < 1 else f"{value:,.1f}"
