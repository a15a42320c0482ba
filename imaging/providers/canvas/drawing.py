"""What a picture of the canvas is drawn from: kept with it, so that it can be drawn again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Changes:
    """What a person had changed, each where it differs from what chance and style chose.

    `design` and `palette` are names, "" for those chosen. `shade` counts steps to the darker below
    0, to the lighter above it. `size` is of the headline, by which its largest is multiplied;
    `bare` leaves all shapes away.
    """

    design: str = ""
    palette: str = ""
    shade: int = 0
    size: float = 1.0
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """`words` are set as the headline; `subject` and the seeds are where chance begins.

    With `design_seed` the design and the colours are those of that seed, the rest that of `seed`.
    """

    words: str
    subject: str
    seed: str = ""
    design_seed: str = ""
    style: str = ""
    changes: Changes = field(default=Changes())

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        return cls(**{**kept, "changes": Changes(**kept["changes"])})
