"""An image in LinkedIn's formats: each is made once, by whoever asks first, and kept."""

import hashlib
import io
import json
import time
import uuid
from dataclasses import astuple, dataclass
from datetime import timedelta

import structlog
from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from PIL import Image

from imaging import storage
from imaging.connections import release_connection
from imaging.decoding import WAIT_S, DecodingBusy, decoding
from imaging.models import Crop, GeneratedImage, Rendition, StoredFile
from imaging.pictures.crop import Focus, crop_box, find_focus
from imaging.pictures.exact import exact_jpeg
from imaging.pictures.provenance import DigitalSource, Provenance, xmp_packet
from imaging.pictures.signing import signed
from imaging.pictures.verify import verify
from imaging.providers.registry import provider_label
from imaging.providers.types import Format
from imaging.redrawing import is_redrawn, redrawn, request_behind

EXTENSION, MIME_TYPE = "jpg", "image/jpeg"
# To be counted up with every change that gives another file.
RECIPE = 2
POLL_S = 0.05
# Longer than any picture takes; then its maker has died.
MAKER_DEAD_AFTER = timedelta(minutes=1)
# Blown up by less, nobody sees it.
SOFT_BEYOND = 1.15

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Outlook:
    """A format of an image before it is made: what is kept, and what a person should know."""

    format: Format
    focus: Focus
    by_hand: bool
    enlarged: float
    notices: tuple[str, ...]


def rendition_file(image: GeneratedImage, format: Format) -> StoredFile:
    """The image as a JPEG in LinkedIn's size for the format; needs `original` and `thumbnail`.

    From the storage where it has been made, else made now, which takes tenths of a second.
    Raises `DecodingBusy`, and what the storage raises.
    """
    crop = _crop(image, format)
    recipe = _recipe(crop)
    deadline = time.monotonic() + WAIT_S
    while True:
        made = _made(image, format, recipe)
        if made is not None:
            return made
        file = _make_if_first(image, format, crop, recipe, deadline)
        if file is not None:
            return file
        if time.monotonic() > deadline:
            raise DecodingBusy
        time.sleep(POLL_S)


def outlook(image: GeneratedImage, format: Format) -> Outlook:
    """What the format will keep and whether that has a cost; reads the thumbnail at most."""
    crop = _crop(image, format)
    focus = crop.focus if crop else _found_focus(image, format)
    left, _, right, _ = crop_box((image.width, image.height), _ratio(format), focus)
    enlarged = format.size[0] / (right - left)
    notices = []
    if crop is None and is_redrawn(image, format):
        enlarged = 1.0
        notices.append(
            "Until you choose a crop, the picture is laid out anew for this format, so that no "
            "word is cut."
        )
    elif enlarged > SOFT_BEYOND:
        notices.append(
            f"The part that is kept is {right - left:.0f} pixels wide. Enlarged to "
            f"{format.size[0]}, it may look soft."
        )
    if image.has_manifest and settings.C2PA_IDENTITY is not None:
        notices.append(
            "The original carries Content Credentials (C2PA). This smaller picture has a new "
            "manifest, which refers to it."
        )
    elif image.has_manifest:
        notices.append(
            "The original carries Content Credentials (C2PA), which this smaller picture drops. "
            "Post the original to keep them."
        )
    return Outlook(format, focus, crop is not None, enlarged, tuple(notices))


def crop_set(image: GeneratedImage, format: Format, focus: Focus) -> None:
    """Remember what a person wants kept."""
    x, y, scale = (round(value, 4) for value in astuple(focus))
    Crop.objects.update_or_create(
        image=image, format=format, defaults={"x": x, "y": y, "scale": scale}
    )


def crop_forget(image: GeneratedImage, format: Format) -> None:
    """Look for what to keep, as before a person chose it."""
    Crop.objects.filter(image=image, format=format).delete()


def _crop(image: GeneratedImage, format: Format) -> Crop | None:
    return Crop.objects.filter(image=image, format=format).first()


def _ratio(format: Format) -> float:
    width, height = format.size
    return width / height


def _recipe(crop: Crop | None) -> str:
    parts: list[object] = [RECIPE, astuple(crop.focus) if crop else None]
    if settings.C2PA_IDENTITY is not None:
        parts.append(settings.C2PA_IDENTITY.certificate)
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _made(image: GeneratedImage, format: Format, recipe: str) -> StoredFile | None:
    return StoredFile.objects.filter(
        renditions__image=image, renditions__format=format, renditions__recipe=recipe
    ).first()


def _make_if_first(
    image: GeneratedImage, format: Format, crop: Crop | None, recipe: str, deadline: float
) -> StoredFile | None:
    """None where another request is making it at this moment."""
    with decoding(deadline - time.monotonic()):
        claim = _claim(image, format, recipe)
        if claim is None:
            return None
        try:
            file = _make(image, format, crop)
        except BaseException:
            _give_up(claim)
            raise
        _finish(image, format, claim, file)
        return file


def _claim(image: GeneratedImage, format: Format, recipe: str) -> uuid.UUID | None:
    """Become the one that makes it; None where somebody is, or has."""
    claim, now = uuid.uuid4(), timezone.now()
    rendition, created = Rendition.objects.get_or_create(
        image=image, format=format, recipe=recipe, defaults={"claim": claim, "claimed_at": now}
    )
    if created:
        return claim
    free = Q(claim=None) | Q(claimed_at__lt=now - MAKER_DEAD_AFTER)
    taken = Rendition.objects.filter(free, pk=rendition.pk, file=None).update(
        claim=claim, claimed_at=now
    )
    return claim if taken else None


def _finish(image: GeneratedImage, format: Format, claim: uuid.UUID, file: StoredFile) -> None:
    finished = Rendition.objects.filter(claim=claim).update(
        file=file, claim=None, made_at=timezone.now()
    )
    if finished:
        current = Rendition.objects.filter(file=file)
        # What was made before another crop was chosen; the sweep deletes the files.
        older = Rendition.objects.filter(image=image, format=format).exclude(file=None)
        older.exclude(pk__in=current.values("pk")).delete()


def _give_up(claim: uuid.UUID) -> None:
    Rendition.objects.filter(claim=claim).update(claim=None)


def _make(image: GeneratedImage, format: Format, crop: Crop | None) -> StoredFile:
    anew = crop is None and is_redrawn(image, format)
    focus = crop.focus if crop else Focus() if anew else _found_focus(image, format)
    request = request_behind(image) if anew else None
    release_connection()
    began = time.monotonic()
    original = storage.read(image.original)
    picture = verify(redrawn(original, request, format) if anew else original)
    made = exact_jpeg(picture, format.size, focus, xmp=xmp_packet(_provenance(image)))
    data = made.data
    if settings.C2PA_IDENTITY is not None:
        data = signed(
            data,
            original=original,
            original_type=image.mime_type,
            identity=settings.C2PA_IDENTITY,
        )
    log.info(
        "rendition made",
        image_id=str(image.pk),
        format=format,
        bytes=len(data),
        ms=round((time.monotonic() - began) * 1000),
    )
    return storage.store(data, EXTENSION)


def _found_focus(image: GeneratedImage, format: Format) -> Focus:
    # The thumbnail shows enough, and always the same, however the full picture is read.
    with Image.open(io.BytesIO(storage.read(image.thumbnail))) as thumbnail:
        return find_focus(thumbnail, _ratio(format))


def _provenance(image: GeneratedImage) -> Provenance:
    source = None
    if image.ai_generated:
        source = DigitalSource.TRAINED
    elif image.provider == "canvas":
        source = DigitalSource.ALGORITHM
    return Provenance(
        tool="Easel",
        original=image.pk.urn,
        created_at=image.created_at,
        made_at=timezone.now(),
        source=source,
        system=provider_label(image.provider) if image.ai_generated else "",
        version=image.model if image.ai_generated else "",
    )
