"""What a person asks for, and what a provider is asked for in turn."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from django.conf import settings

from imaging.models import GeneratedImage, GenerationJob
from imaging.prompts.operations import operation_prompt
from imaging.providers.types import (
    BrandLook,
    Distance,
    Format,
    ImageRequest,
    Operation,
    Quality,
    ReferenceImage,
    ReferenceRole,
)


@dataclass(frozen=True, slots=True)
class JobInput:
    """A valid request for images; its fields are those of `POST jobs/`.

    `start_at` is the provider the chain begins with, "" for its first. `reference_ids` are ids of
    images as text, `reference_roles` what each of them is for, in the same order: `roles_of` reads
    them. `distance` counts for variations alone. `brand` asks for the person's brand, where they
    have one; what is made of another image keeps that image's.
    """

    prompt: str = ""
    content: str = ""
    operation: Operation = Operation.GENERATE
    format: Format = Format.LANDSCAPE
    style: str = ""
    quality: Quality = Quality.ONE_K
    count: int = 1
    provider: str = ""
    model: str = ""
    max_cost_usd: Decimal | None = None
    fresh: bool = False
    start_at: str = ""
    source_image_id: UUID | None = None
    reference_ids: Sequence[str] = ()
    distance: Distance = Distance.FAR
    reference_roles: Sequence[str] = ()
    brand: bool = True


class WithReferences(Protocol):
    """Ids of images as text, and what each is for as far as that is said."""

    @property
    def reference_ids(self) -> Sequence[str]: ...
    @property
    def reference_roles(self) -> Sequence[str]: ...


def roles_of(asked: WithReferences) -> tuple[ReferenceRole, ...]:
    """What each reference is for; those that nothing is said of are for their style."""
    said = [ReferenceRole(role) for role in asked.reference_roles]
    unsaid = len(asked.reference_ids) - len(said)
    return (*said, *[ReferenceRole.STYLE] * unsaid)


def said_roles(roles: Sequence[ReferenceRole]) -> tuple[str, ...]:
    """The roles as a job keeps them: none said where all are what an unsaid one is.

    So a body that says what goes without saying is the same body.
    """
    return () if set(roles) <= {ReferenceRole.STYLE} else tuple(role.value for role in roles)


def blank_pictures(asked: JobInput) -> tuple[ReferenceImage, ...]:
    """As many pictures as will be sent, without their bytes: who could take them, at what price."""
    count = (asked.source_image_id is not None) + len(asked.reference_ids)
    return (ReferenceImage(b"", ""),) * count


def request_of(
    asked: JobInput | GenerationJob,
    *,
    index: int = 0,
    count: int = 1,
    source: GeneratedImage | None = None,
    pictures: Sequence[ReferenceImage] = (),
    brand: BrandLook | None = None,
) -> ImageRequest:
    """The request for images of a job; `index` counts those there are, `count` those to come.

    `pictures` are the source's, then the references'; blank ones are good for prices, which the
    `brand` changes nothing of.
    """
    return ImageRequest(
        prompt=operation_prompt(
            Operation(asked.operation),
            prompt=asked.prompt,
            content=asked.content,
            style=asked.style,
            format=Format(asked.format),
            references=roles_of(asked),
            distance=Distance(asked.distance),
            brand=brand.colours if brand else (),
        ),
        content=asked.content or asked.prompt,
        operation=Operation(asked.operation),
        format=Format(asked.format),
        quality=Quality(asked.quality),
        style=asked.style,
        seed=_seed(asked, index),
        near=asked.operation == Operation.VARY and asked.distance == Distance.NEAR,
        references=tuple(pictures),
        source_provider=source.provider if source else "",
        source_drawing=source.drawing if source else None,
        instruction=asked.prompt if asked.operation == Operation.EDIT else "",
        brand=brand,
        timeout_s=settings.GEMINI_TIMEOUT_S,
        count=count,
    )


def _seed(asked: JobInput | GenerationJob, index: int) -> str:
    """What tells pictures apart that are drawn from the same words."""
    if asked.operation == Operation.RESTYLE:
        # Beside the source's own: the same design in another style.
        return str(index or "")
    if asked.operation == Operation.VARY:
        return f"{getattr(asked, 'pk', '')}#{index}"
    # Two ideas for one post must still not give the same picture.
    return f"{asked.prompt}#{index}"
