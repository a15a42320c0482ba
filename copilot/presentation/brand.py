"""A person's brand as the settings, images and the form of a prompt show it."""

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from copilot.assistants.checking import avoided
from imaging.alt_texts import called
from imaging.brand_samples import DrawnSample
from imaging.brands import brand_pictures
from imaging.models import UPLOAD, Brand, GeneratedImage
from imaging.pictures.colour_names import from_hex, name
from imaging.providers.types import BrandRole

PICTURES_SHOWN = 11
NO_CORNER = "No logo here: no corner is free and plain enough to show it."
# What the switch of a form sends where it is on.
BRAND_USED = "on"
# What a picker shows, which cannot be empty, where there is no colour.
UNCHOSEN = "#8a8a8a"
ROLES = {
    BrandRole.PRIMARY: ("Primary", "Large shapes, grounds"),
    BrandRole.SECONDARY: ("Secondary", "Beside it"),
    BrandRole.ACCENT: ("Accent", "A little of it, where it counts"),
    BrandRole.BACKGROUND: ("Background", "Under words"),
    BrandRole.TEXT: ("Text", "Words, where it can be read"),
}
FIELDS = {role.value: label for role, (label, _) in ROLES.items()} | {
    "logo": "Logo",
    "logo_upload": "Logo from this device",
    "tagline": "Tagline",
    "style_reference": "Style reference",
    "style_reference_upload": "Style reference from this device",
}


@dataclass(frozen=True, slots=True)
class Colour:
    """`label` says what it is for and what it looks like."""

    label: str
    hex: str


@dataclass(frozen=True, slots=True)
class BrandBadge:
    """Which version, in short."""

    name: str
    colours: list[Colour]


@dataclass(frozen=True, slots=True)
class BrandPart:
    """The switch in the form of a prompt."""

    badge: BrandBadge
    adds: str
    is_used: bool


@dataclass(frozen=True, slots=True)
class ColourField:
    """`picked` is what the picker shows, which knows no empty value."""

    name: str
    label: str
    hint: str
    value: str
    was: str
    picked: str
    error: str


@dataclass(frozen=True, slots=True)
class ErrorLink:
    """`anchor` is the id of the field that is not right."""

    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class PictureChoice:
    value: str
    label: str
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class VersionRow:
    number: int
    badge: BrandBadge
    tagline: str
    logo_url: str
    created_at: datetime
    is_current: bool


@dataclass(frozen=True, slots=True)
class Sample:
    """`note` says why the logo is not on it."""

    url: str
    label: str
    width: int
    height: int
    note: str


def brand_badge(brand: Brand | None) -> BrandBadge | None:
    if brand is None:
        return None
    return BrandBadge(str(brand), [_colour(each["role"], each["hex"]) for each in brand.colours])


def brand_adds(brand: Brand | None) -> str:
    """What a prompt gets from it, in a sentence; "" where there is no brand."""
    if brand is None:
        return ""
    colours = dict.fromkeys(each["hex"] for each in brand.colours)
    parts = [
        f"its colours {', '.join(colours)}" if colours else "",
        "its style reference, where a model takes pictures" if brand.style_reference_id else "",
        "its logo on pictures drawn locally, where a corner is free" if brand.logo_id else "",
    ]
    said = [part for part in parts if part]
    return f"Your brand adds: {'; '.join(said)}." if said else ""


def brand_part(brand: Brand | None, *, is_used: bool) -> BrandPart | None:
    """None where there is no brand."""
    badge = brand_badge(brand)
    return BrandPart(badge, brand_adds(brand), is_used) if badge else None


def avoided_words(prompt: str, avoid: Iterable[str]) -> str:
    """A sentence on the words in a prompt that its person avoids; "" for none."""
    found = dict.fromkeys(f"“{check.text}”" for _, check in avoided(prompt, avoid))
    return f"Among the words you avoid: {', '.join(found)}." if found else ""


def colour_fields(
    wanted: Mapping[BrandRole, str], shown: Mapping[BrandRole, str], errors: Mapping[str, str]
) -> list[ColourField]:
    """`shown` is what stands in the fields, `wanted` what they mean."""
    return [
        ColourField(
            name=role.value,
            label=label,
            hint=hint,
            value=shown.get(role, ""),
            was=shown.get(role, ""),
            picked=wanted.get(role) or UNCHOSEN,
            error=errors.get(role.value, ""),
        )
        for role, (label, hint) in ROLES.items()
    ]


def error_links(errors: Mapping[str, str]) -> list[ErrorLink]:
    """The way to each field that is not right, in the order of the page."""
    return [
        ErrorLink(f"brand-{name.replace('_', '-')}", label)
        for name, label in FIELDS.items()
        if name in errors
    ]


def logo_choices(owner: object, chosen: GeneratedImage | None) -> list[PictureChoice]:
    """One's own uploads: what a model has painted is no logo."""
    return _choices(brand_pictures(owner).filter(operation=UPLOAD), chosen)


def style_choices(owner: object, chosen: GeneratedImage | None) -> list[PictureChoice]:
    return _choices(brand_pictures(owner), chosen)


def version_rows(versions: Sequence[Brand]) -> list[VersionRow]:
    return [
        VersionRow(
            number=brand.number,
            badge=BrandBadge(
                str(brand), [_colour(each["role"], each["hex"]) for each in brand.colours]
            ),
            tagline=brand.tagline,
            logo_url=_thumbnail(brand.logo_id) if brand.logo_id else "",
            created_at=brand.created_at,
            is_current=number == 0,
        )
        for number, brand in enumerate(versions)
    ]


def samples(drawn: Iterable[DrawnSample], *, with_logo: bool) -> list[Sample]:
    """`with_logo`: there is one to be seen on them, where it can be."""
    return [
        Sample(
            f"data:image/webp;base64,{b64encode(each.data).decode()}",
            f"Sample, {each.format}",
            *each.format.size,
            note=NO_CORNER if with_logo and not each.has_logo else "",
        )
        for each in drawn
    ]


def _colour(role: str, code: str) -> Colour:
    return Colour(f"{ROLES[BrandRole(role)][0]}: {name(from_hex(code))} {code}", code)


def _choices(
    images: QuerySet[GeneratedImage], chosen: GeneratedImage | None
) -> list[PictureChoice]:
    found = list(images.select_related("job").order_by("-created_at", "-pk")[:PICTURES_SHOWN])
    if chosen is not None and chosen not in found:
        found = [chosen, *found[: PICTURES_SHOWN - 1]]
    return [
        PictureChoice(
            value=str(image.pk),
            label=called(image)[:80] or f"Picture of {image.created_at:%-d %B}",
            url=_thumbnail(image.pk),
            is_chosen=image == chosen,
        )
        for image in found
    ]


def _thumbnail(pk: UUID) -> str:
    return f"{reverse('imaging:image-content', args=[pk])}?rendition=thumbnail"
