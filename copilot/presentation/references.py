"""The part of a form where pictures are attached, and those that can be."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from copilot.reference_forms import ROLES, own_images, usual_role
from imaging.alt_texts import called
from imaging.models import GeneratedImage
from imaging.providers.types import ReferenceRole
from imaging.references import Reference, ReferenceLimit


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

    At a limit of 0 `sentence` says why, and nothing more can be attached. `latest` is what a
    browser without scripts may choose from, and at `update_url` it takes one away, where it can.
    """

    form_id: str
    limit: int
    sentence: str
    first: int
    roles: tuple[RoleChoice, ...]
    attached: tuple[Picture, ...] = ()
    latest: tuple[Picture, ...] = ()
    update_url: str = ""


def references_part(
    form_id: str,
    limit: ReferenceLimit,
    *,
    attached: Iterable[Reference] = (),
    latest: Iterable[GeneratedImage] = (),
    beside_source: bool = False,
    update_url: str = "",
) -> ReferencesPart:
    """`attached` is what has been sent with the form so far."""
    attached = list(attached)
    taken = {each.image.pk for each in attached}
    return ReferencesPart(
        form_id=form_id,
        limit=limit.most,
        sentence=limit.sentence,
        first=2 if beside_source else 1,
        roles=_roles(ReferenceRole.STYLE),
        attached=tuple(picture(each.image, each.role) for each in attached),
        latest=tuple(picture(each) for each in latest if each.pk not in taken),
        update_url=update_url,
    )


def sent_references(entered: Any, owner: Any) -> list[Reference]:
    """What a form has attached so far, as far as it is there and makes sense."""
    if not hasattr(entered, "getlist"):
        return []
    given = entered.getlist("reference_images")
    roles = dict(zip(given, entered.getlist("reference_roles"), strict=False))
    usual = usual_role(entered)
    return [
        Reference(image, _role(roles.get(str(image.pk), ""), usual))
        for image in own_images(owner, given)
    ]


def picture(image: GeneratedImage, role: ReferenceRole = ReferenceRole.STYLE) -> Picture:
    content_url = reverse("imaging:image-content", args=[image.pk])
    return Picture(
        pk=image.pk,
        label=called(image) or "Picture of yours",
        thumbnail_url=f"{content_url}?rendition=thumbnail",
        url=reverse("copilot:reference", args=[image.pk]),
        roles=_roles(role),
    )


def _role(sent: str, usual: ReferenceRole) -> ReferenceRole:
    return ReferenceRole(sent) if sent in set(ReferenceRole) else usual


def _roles(chosen: ReferenceRole) -> tuple[RoleChoice, ...]:
    return tuple(RoleChoice(value, label, value == chosen) for value, label in ROLES.items())
