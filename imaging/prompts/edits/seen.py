"""What a rule looks at and what it says; how parts of a picture are called."""

from dataclasses import dataclass

from imaging.pictures.colour_names import Rgb, hex_code, name
from imaging.pictures.facts import PictureFacts
from imaging.prompts.analysis import Analysis
from imaging.providers.types import Format


@dataclass(frozen=True, slots=True)
class EditSuggestion:
    """`instruction` is what an editing model is told; `reason` a sentence or two for a person."""

    title: str
    instruction: str
    reason: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture of `size` pixels and its post.

    `prompts` are all that its versions were made from, "" where they say nothing. `brand` are the
    colours its person goes by, what matters most first.
    """

    facts: PictureFacts
    size: tuple[int, int]
    format: Format
    post: Analysis | None = None
    prompts: str = ""
    brand: tuple[Rgb, ...] = ()


Advice = tuple[float, EditSuggestion]
"""How much it matters, from 0 to 1, and what to do."""


def main_colour(seen: Seen) -> Rgb:
    """The largest that is a colour; white and black tint nothing."""
    tones = [tone.colour for tone in seen.facts.tones]
    coloured = [colour for colour in tones if name(colour) not in {"white", "black"}]
    return (coloured or tones)[0]


def named(colour: Rgb) -> str:
    """ "dark blue (#0b3350)"."""
    return f"{name(colour)} ({hex_code(colour)})"


def subject(seen: Seen) -> str:
    """The subject and where it stands, for whoever is to change it."""
    found = seen.facts.framing.subject
    if found is None:
        return "the subject"
    left, top, right, bottom = found
    across, down = (left + right) / 2, (top + bottom) / 2
    return f"the subject ({across:.0%} from the left, {down:.0%} from the top)"


def by_detail(seen: Seen) -> tuple[str, str]:
    """The calmest third and the busiest."""
    thirds = sorted(seen.facts.detail_of, key=lambda side: seen.facts.detail_of[side])
    return thirds[0], thirds[-1]


def third(side: str) -> str:
    return f"the {side} third"


def percent(share: float) -> str:
    return f"{share:.1%}" if share < 0.1 else f"{share:.0%}"
