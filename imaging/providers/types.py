"""What goes into a provider and what comes out: plain, frozen, free of Django."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from imaging.pictures.colour_names import Rgb


class Operation(StrEnum):
    GENERATE = "generate"
    EDIT = "edit"
    RESTYLE = "restyle"
    VARY = "vary"


class Format(StrEnum):
    """The shapes LinkedIn shows; `size` is what it asks for, in pixels."""

    LANDSCAPE = "landscape"
    SQUARE = "square"
    PORTRAIT = "portrait"

    @property
    def size(self) -> tuple[int, int]:
        return {
            Format.LANDSCAPE: (1200, 627),
            Format.SQUARE: (1080, 1080),
            Format.PORTRAIT: (1080, 1350),
        }[self]

    @property
    def aspect_ratio(self) -> str:
        """The nearest ratio that image models offer; nobody offers LinkedIn's 1.91:1."""
        return {
            Format.LANDSCAPE: "16:9",
            Format.SQUARE: "1:1",
            Format.PORTRAIT: "4:5",
        }[self]


class Distance(StrEnum):
    """How far a variation may go from its source."""

    NEAR = "near"
    FAR = "far"


class Quality(StrEnum):
    """The size class of the picture, by its longer side."""

    ONE_K = "1K"
    TWO_K = "2K"
    FOUR_K = "4K"


class ReferenceRole(StrEnum):
    """What a reference image is for."""

    SUBJECT = "subject"
    STYLE = "style"
    LOGO = "logo"


@dataclass(frozen=True, slots=True)
class ReferenceImage:
    data: bytes = field(repr=False)
    mime_type: str


class BrandRole(StrEnum):
    """What a colour is for; a brand has at most one of each, in this order."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    ACCENT = "accent"
    BACKGROUND = "background"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class BrandLook:
    """What a picture may take from a person's brand; `logo` is a PNG, JPEG or WebP, b"" for none.

    `style_reference` is sent where a model takes pictures and has room for one more.
    """

    colours: tuple[tuple[BrandRole, Rgb], ...] = ()
    logo: bytes = field(default=b"", repr=False)
    style_reference: ReferenceImage | None = None


@dataclass(frozen=True, slots=True)
class ImageRequest:
    """One picture to be made.

    `prompt` is the finished prompt for a model. `content` is the post it belongs to, as written:
    a provider that draws words sets its headline from it. `timeout_s` bounds a single call.
    `count` is how many pictures are still wanted: one call may make fewer, never more.
    `references` holds the picture to work from first, except for generate, then the others, each of
    which the prompt names by its place; `source_provider` is who made the first, "" for none or a
    person's own.
    `seed` is for providers that draw by chance, and so is `near`, whether a variation keeps to the
    design of its source. `source_drawing` is what came with the source where such a provider made
    it; `instruction` says what an edit is to change, in the person's own words. `brand` is whose
    look it takes, None for no one's; its colours are named in `prompt` already.
    """

    prompt: str
    content: str = ""
    operation: Operation = Operation.GENERATE
    format: Format = Format.LANDSCAPE
    quality: Quality = Quality.ONE_K
    style: str = ""
    seed: str = ""
    near: bool = False
    references: tuple[ReferenceImage, ...] = ()
    source_provider: str = ""
    source_drawing: Mapping[str, Any] | None = None
    instruction: str = ""
    brand: BrandLook | None = None
    timeout_s: float = 60.0
    count: int = 1


@dataclass(frozen=True, slots=True)
class ImagePayload:
    """Bytes as they came, with the type the provider claims; neither is trusted yet.

    A draft is a step on the way to a final picture: used only where no final one is usable.
    `drawing` is what a provider needs to draw it again otherwise, None for one that cannot.
    """

    data: bytes = field(repr=False)
    mime_type: str
    draft: bool = False
    drawing: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class ImageResult:
    """At least one payload, drafts first. `cost_usd` is None where it is not known."""

    payloads: tuple[ImagePayload, ...]
    cost_usd: Decimal | None = None
    request_id: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a provider has told of a call for a text so far; None for a count it has not told."""

    request_id: str = ""
    input_tokens: int | None = None
    output_tokens: int | None = None
