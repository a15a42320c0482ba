"""The form for a finishing touch, and what is told of one."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from imaging.models import TOUCH, Brand, GeneratedImage
from imaging.pictures.touches import Size, Spot
from imaging.touches import TouchKind


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class TouchForm:
    """`has_logo` where the brand has one; `undo_url` "" for an image that is no touched one."""

    url: str
    undo_url: str
    is_open: bool
    has_logo: bool
    kind: str
    text: str
    spots: list[Option]
    sizes: list[Option]
    told: str
    error: str


def touch_form(
    image: GeneratedImage, brand: Brand | None, entered: Mapping[str, str], error: str = ""
) -> TouchForm:
    """`entered` is what the person has sent, if anything."""
    has_logo = brand is not None and brand.logo_id is not None
    plain = TouchKind.LOGO if has_logo else TouchKind.TEXT
    spot, size = entered.get("spot", Spot.BOTTOM_RIGHT), entered.get("size", Size.MEDIUM)
    return TouchForm(
        url=reverse("copilot:image-touch", args=[image.pk]),
        undo_url=reverse("copilot:image-touch-undo", args=[image.pk])
        if image.operation == TOUCH and image.parent_id
        else "",
        is_open=bool(error),
        has_logo=has_logo,
        kind=entered.get("kind", plain),
        text=entered.get("text", brand.tagline if brand else ""),
        spots=[Option(each, spoken(each), each == spot) for each in Spot],
        sizes=[Option(each, each.capitalize(), each == size) for each in Size],
        told=touch_told(image),
        error=error,
    )


def touch_label(image: GeneratedImage) -> str:
    """ "Logo added, bottom right"."""
    touch = image.touch or {}
    what = "Logo" if touch.get("kind") == TouchKind.LOGO else f"“{touch.get('text', '')}”"
    return f"{what} added, {spoken(touch.get('spot', '')).lower()}"


def touch_told(image: GeneratedImage) -> str:
    """How well it is seen, and what the copy lacks; "" for an image that is no touched one."""
    if not image.touch:
        return ""
    plate = ", on a plate" if image.touch["plate"] else ""
    told = f"{touch_label(image)}: contrast {image.touch['contrast']:.1f} to 1{plate}."
    if image.parent and image.parent.has_manifest:
        told += " The Content Credentials of the picture before it are not in this copy."
    return told


def spoken(spot: str) -> str:
    return spot.replace("-", " ").capitalize()
