"""The part of a form where pictures are attached, and those that can be."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from copilot.reference_forms import ROLES, own_images
from imaging.models import GeneratedImage
from imaging.providers.types import ReferenceRole
from imaging.references import ReferenceLimit


@dataclass(frozen=True, slots=True)
class RoleChoice:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """One that is attached or can be; `roles` are the choices of what it is for."""

    pk: UUID
    label: str
    thumbnail_url: str
    url: str
    roles: tuple[RoleChoice, ...]


@dataclass(frozen=True, slots=True)
class ReferencesPart:
    """`form_id` makes its ids the page's only ones; `first` is the number of the first picture.

    At a limit of 0 `sentence` says why, and nothing can be attached. `latest` is what a browser
    without scripts may choose from.
    """

    form_id: str
    limit: int
    sentence: str
    first: int
    roles: tuple[RoleChoice, ...]
    attached: tuple[Picture, ...] = ()
    latest: tuple[Picture, ...] = ()


def references_part(
    form_id: str,
    limit: ReferenceLimit,
    *,
    attached: Iterable[tuple[GeneratedImage, str]] = (),
    latest: Iterable[GeneratedImage] = (),
    beside_source: bool = False,
) -> ReferencesPart:
    """`attached` are images with their roles, as they were sent."""
    return ReferencesPart(
        form_id=form_id,
        limit=limit.most,
        sentence=limit.sentence,
        first=2 if beside_source else 1,
        roles=_roles(ReferenceRole.STYLE),
        attached=tuple(picture(image, role) for image, role in attached),
        latest=tuple(map(picture, latest)),
    )


def sent_references(entered: Any, owner: Any) -> list[tuple[GeneratedImage, str]]:
    """What a refused form had attached, as far as it is there: images with their roles."""
    if not hasattr(entered, "getlist"):
        return []
    given = entered.getlist("reference_images")
    roles = dict(zip(given, entered.getlist("reference_roles"), strict=False))
    return [(image, roles.get(str(image.pk), "")) for image in own_images(owner, given)]


def picture(image: GeneratedImage, role: str = "") -> Picture:
    content_url = reverse("imaging:image-content", args=[image.pk])
    return Picture(
        pk=image.pk,
        label=image.alt_text or image.prompt or "Picture of yours",
        thumbnail_url=f"{content_url}?rendition=thumbnail",
        url=reverse("copilot:reference", args=[image.pk]),
        roles=_roles(role),
    )


def _roles(chosen: str) -> tuple[RoleChoice, ...]:
    known = chosen if chosen in ROLES else ReferenceRole.STYLE
    return tuple(RoleChoice(value, label, value == known) for value, label in ROLES.items())
