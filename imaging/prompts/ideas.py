"""Image ideas grounded in a post, written locally."""

from dataclasses import dataclass
from enum import StrEnum


class IdeaKind(StrEnum):
    PEOPLE = "people"
    DIAGRAM = "diagram"
    DATA = "data"
    METAPHOR = "metaphor"
    PLACE = "place"
    OBJECT = "object"


@dataclass(frozen=True, slots=True)
class ImageIdea:
    """`prompt` is 50 to 100 words; `description` one line for the card; `reason` quotes the post."""

    kind: IdeaKind
    style: str
    prompt: str
    description: str
    reason: str
