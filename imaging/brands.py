"""A person's brand: read, kept in versions, and turned into what a picture takes from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from imaging import storage
from imaging.compiled_queries import compiled
from imaging.models import Brand, GeneratedImage, ReviewStatus
from imaging.pictures.colour_names import from_hex, hex_code
from imaging.pictures.sending import fit_to_send
from imaging.providers.types import BrandLook, BrandRole, ReferenceImage

# Enough to show a manner by, and little beside the pictures that a person attaches.
STYLE_REFERENCE_BYTES = 1_500_000


class BrandChanged(Exception):
    """Another version has been saved since the one that was changed was read."""


@dataclass(frozen=True, slots=True)
class BrandInput:
    """What a person wants; `colours` by role as `#rrggbb`, pictures are their own."""

    colours: Mapping[BrandRole, str]
    logo: GeneratedImage | None = None
    tagline: str = ""
    style_reference: GeneratedImage | None = None


def brand_current(owner: Any) -> Brand | None:
    """The latest version; None before the first, and for one that says nothing.

    `owner` is a person, or their id.
    """
    brand = next(iter(_latest(getattr(owner, "pk", owner))), None)
    return None if brand is None or is_blank(brand) else brand


@compiled
def _latest(owner: Any) -> QuerySet[Brand]:
    # Asked for with every job, and most people have none: its pictures are read where it has any.
    return Brand.objects.owned_by(owner)[:1]


def brand_versions(owner: Any) -> QuerySet[Brand]:
    """Latest first."""
    return Brand.objects.owned_by(owner).with_pictures()


def brand_pictures(owner: Any) -> QuerySet[GeneratedImage]:
    """What a logo and a style reference are chosen from: nothing thrown away or rejected."""
    own = GeneratedImage.objects.owned_by(owner).kept()
    return own.exclude(review_status=ReviewStatus.REJECTED)


def is_usable(image: GeneratedImage) -> bool:
    """Whether it is, or would be, among its owner's `brand_pictures`."""
    return image.trashed_at is None and image.review_status != ReviewStatus.REJECTED


def is_blank(brand: Brand) -> bool:
    said = brand.colours or brand.tagline or brand.logo_id or brand.style_reference_id
    return not said


def brand_save(*, owner: Any, wanted: BrandInput, base: int | None = None) -> Brand | None:
    """Keep a new version where anything differs from the latest, which is returned otherwise.

    `base` is the number of the version that was changed, 0 before the first; None for whatever the
    latest is. None is returned where nothing has been said yet. Raises `BrandChanged`, and
    `ValueError` for a colour that is none.
    """
    latest = brand_versions(owner).first()
    number = latest.number if latest else 0
    if base is not None and base != number:
        raise BrandChanged
    brand = Brand(
        owner=owner,
        number=number + 1,
        colours=[
            {"role": role.value, "hex": hex_code(from_hex(wanted.colours[role]))}
            for role in BrandRole
            if wanted.colours.get(role)
        ],
        logo=wanted.logo,
        tagline=" ".join(wanted.tagline.split()),
        style_reference=wanted.style_reference,
    )
    if _says(brand) == _says(latest or Brand()):
        return latest
    try:
        with transaction.atomic():
            brand.save(force_insert=True)
    except IntegrityError as error:
        # Two saved at once: the number tells who was first.
        raise BrandChanged from error
    return brand


def _says(brand: Brand) -> tuple[object, ...]:
    return brand.colours, brand.logo_id, brand.tagline, brand.style_reference_id


def input_of(brand: Brand) -> BrandInput:
    """What to save for this version to be the latest again, without pictures no longer usable."""
    return BrandInput(
        colours={BrandRole(each["role"]): each["hex"] for each in brand.colours},
        logo=_usable(brand.logo),
        tagline=brand.tagline,
        style_reference=_usable(brand.style_reference),
    )


def look_of(brand: Brand | None) -> BrandLook | None:
    """What pictures take from a version; one in the trash or rejected is none of it.

    Raises what the storage raises.
    """
    if brand is None:
        return None
    logo, reference = _usable(brand.logo), _usable(brand.style_reference)
    return BrandLook(
        colours=brand.palette,
        logo=storage.read(logo.original) if logo else b"",
        style_reference=_sent(reference) if reference else None,
    )


def _sent(image: GeneratedImage) -> ReferenceImage:
    data = storage.read(image.original)
    return ReferenceImage(*fit_to_send(data, image.mime_type, STYLE_REFERENCE_BYTES))


def _usable(image: GeneratedImage | None) -> GeneratedImage | None:
    return image if image is not None and is_usable(image) else None
