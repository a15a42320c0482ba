"""The table that is printed, and whether every target was met."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """`floor` is what the same run measured without Easel; None where there is none."""

    name: str
    unit: str
    measured: float
    target: float
    floor: float | None = None
    at_least: bool = False

    @property
    def met(self) -> bool:
        return self.measured >= self.target if self.at_least else self.measured <= self.target

    @property
    def ratio(self) -> float | None:
        return self.measured / self.floor if self.floor else None


def as_json(figures: Sequence[Figure]) -> str:
    return json.dumps([asdict(each) | {"met": each.met, "ratio": each.ratio} for each in figures])


def as_table(figures: Sequence[Figure]) -> str:
    lines = [f"{'':44} {'measured':>10} {'target':>10} {'floor':>10} {'ratio':>7}"]
    for each in figures:
        sign = ">=" if each.at_least else "<="
        floor = f"{each.floor:.3g}" if each.floor is not None else ""
        ratio = f"{each.ratio:.2f}" if each.ratio is not None else ""
        mark = "" if each.met else "  missed"
        lines.append(
            f"{f'{each.name} ({each.unit})':44} {each.measured:>10.3g} "
            f"{f'{sign} {each.target:g}':>10} {floor:>10} {ratio:>7}{mark}"
        )
    return "\n".join(lines)
