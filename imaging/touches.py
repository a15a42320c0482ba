"""Finishing touches: the brand's logo or one line of words on an image, as a version of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from imaging import storage
from imaging.brands import brand_current, look_of
from imaging.connections import release_connection
from imaging.crops import crop_set
from imaging.decoding import decoding
from imaging.limits import ALT_TEXT_MAX
from imaging.models import TOUCH, Brand, GeneratedImage, ReviewStatus
from imaging.outlooks import outlook
from imaging.pictures.crop import Box, Focus, crop_box
from imaging.pictures.provenance import xmp_packet
from imaging.pictures.renditions import thumbnail
from imaging.pictures.touches import (
    EXTENSION,
    MIME_TYPE,
    Size,
    Spot,
    Touched,
    put_logo,
    put_words,
    words_room,
)
from imaging.pictures.verify import VerifiedPicture, verify
from imaging.providers.canvas.lettering import NoRoom, lettering
from imaging.providers.canvas.slides import NotSettable
from imaging.providers.types import BrandLook, BrandRole, Format
from imaging.renditions import provenance_of

# A crop that takes less of a side than this takes nothing.
UNCUT = 0.01


class TouchKind(StrEnum):
    LOGO = "logo"
    TEXT = "text"


class CannotTouch(Exception):
    """There is nothing to put on it, or it may not be used; `field` and `str()` say why."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class TouchInput:
    """`text` "" is the brand's tagline."""

    kind: TouchKind
    spot: Spot = Spot.BOTTOM_RIGHT
    size: Size = Size.MEDIUM
    text: str = ""


type Draw = Callable[[VerifiedPicture, Box, bytes], Touched]


def image_touch(image: GeneratedImage, wanted: TouchInput) -> GeneratedImage:
    """Put the touch on a copy of the image, which becomes its child; the image stays as it is.

    Free, without any model, in tenths of a second. Needs `original` and `thumbnail`. Raises
    `CannotTouch`, `DecodingBusy`, and what the storage raises.
    """
    if image.review_status == ReviewStatus.REJECTED:
        raise CannotTouch("body", "A reviewer has rejected this image, so nothing is put on it.")
    brand = brand_current(image.owner)
    text = _text(wanted, brand)
    draw = _drawing(wanted, text, look_of(brand))
    format = Format(image.format)
    focus = outlook(image, format).focus
    xmp = xmp_packet(provenance_of(image))
    release_connection()
    with decoding():
        picture = verify(storage.read(image.original))
        kept = crop_box((picture.width, picture.height), format.size[0] / format.size[1], focus)
        touched = draw(picture, kept, xmp)
        made = verify(touched.data)
        small = thumbnail(made)
    facts = _facts(wanted, text, touched)
    version = GeneratedImage(
        owner=image.owner,
        operation=TOUCH,
        parent=image,
        tree=image.tree_id,
        prompt=image.prompt,
        provider=image.provider,
        model=image.model,
        ai_generated=image.ai_generated,
        brand=brand or image.brand,
        touch=facts,
        format=format,
        cost_usd=Decimal(0),
        original=storage.store(touched.data, EXTENSION, sha256=made.sha256),
        thumbnail=storage.store(*small),
        width=touched.width,
        height=touched.height,
        mime_type=MIME_TYPE,
        sha256=made.sha256,
        alt_text=image.alt_text and touched_alt(image.alt_text, facts)[:ALT_TEXT_MAX],
        created_at=timezone.now(),
    )
    with transaction.atomic():
        version.save(force_insert=True)
        _keep_in_sight(version, format, focus, kept)
    return version


def touched_alt(alt: str, touch: dict[str, Any] | None) -> str:
    """What is to be seen of a touched copy: what was before, and the words put on it."""
    text = touch["text"] if touch else ""
    words = f"The words “{text}” are written on it." if text else ""
    return f"{alt} {words}".strip()


def _text(wanted: TouchInput, brand: Brand | None) -> str:
    if wanted.kind is TouchKind.LOGO:
        return ""
    text = " ".join((wanted.text or (brand.tagline if brand else "")).split())
    if not text:
        raise CannotTouch("text", "Write the line, or give your brand a tagline in the settings.")
    return text


def _drawing(wanted: TouchInput, text: str, look: BrandLook | None) -> Draw:
    if wanted.kind is TouchKind.TEXT:
        colours = dict(look.colours) if look else {}
        roles = (BrandRole.TEXT, BrandRole.PRIMARY, BrandRole.BACKGROUND)
        inks = [colours[role] for role in roles if role in colours]
        return partial(_put_text, text, inks, wanted)
    if look is None or not look.logo:
        raise CannotTouch("kind", "Your brand has no logo yet. Add one in the settings.")
    return partial(_put_logo, look.logo, wanted)


def _put_logo(
    logo: bytes, wanted: TouchInput, picture: VerifiedPicture, kept: Box, xmp: bytes
) -> Touched:
    return put_logo(picture, logo, wanted.spot, wanted.size, kept, xmp)


def _put_text(
    text: str,
    inks: list[tuple[int, int, int]],
    wanted: TouchInput,
    picture: VerifiedPicture,
    kept: Box,
    xmp: bytes,
) -> Touched:
    try:
        mask = lettering(text, *words_room(kept, wanted.size))
    except NotSettable as error:
        sentence = "No font here has all the letters of this line. Write it in others."
        raise CannotTouch("text", sentence) from error
    except NoRoom as error:
        sentence = "The line is too long for this picture. Shorten it, or choose a larger picture."
        raise CannotTouch("text", sentence) from error
    return put_words(picture, mask, inks, wanted.spot, kept, xmp)


def _facts(wanted: TouchInput, text: str, touched: Touched) -> dict[str, Any]:
    return {
        "kind": wanted.kind.value,
        "text": text,
        "spot": wanted.spot.value,
        "size": wanted.size.value,
        "contrast": touched.contrast,
        "plate": touched.plate,
    }


def _keep_in_sight(version: GeneratedImage, format: Format, focus: Focus, kept: Box) -> None:
    """Crop as the touch was placed for: what is looked for anew might lie elsewhere."""
    left, top, right, bottom = kept
    cut = max(1 - (right - left) / version.width, 1 - (bottom - top) / version.height)
    if cut > UNCUT:
        crop_set(version, format, focus)
