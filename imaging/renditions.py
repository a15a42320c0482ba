"""An image in LinkedIn's formats: each is made once, ahead or by whoever asks first, and kept."""

import hashlib
import json
import time
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from datetime import timedelta

import structlog
from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from imaging import storage
from imaging.busy import ResourceBusy
from imaging.connections import release_connection
from imaging.credentials import usable_identity
from imaging.crops import crop_of, found_focus
from imaging.decoding import WAIT_S, DecodingBusy, decoding
from imaging.models import Crop, GeneratedImage, Rendition, StoredFile
from imaging.pictures.crop import Focus
from imaging.pictures.exact import check_exact, exact_jpeg
from imaging.pictures.provenance import DigitalSource, Provenance, xmp_packet
from imaging.pictures.signing import CannotSign, signed
from imaging.pictures.verify import verify
from imaging.providers.registry import provider_label
from imaging.providers.types import Format
from imaging.redrawing import is_redrawn, redrawn, request_behind

EXTENSION, MIME_TYPE = "jpg", "image/jpeg"
# To be counted up with every change that gives another file.
RECIPE = 3
POLL_S = 0.05
# Longer than any picture takes; then its maker has died.
MAKER_DEAD_AFTER = timedelta(minutes=1)

log = structlog.get_logger(__name__)


def rendition_file(image: GeneratedImage, format: Format) -> StoredFile:
    """The image as a JPEG in LinkedIn's size for the format; needs `original` and `thumbnail`.

    From the storage where it has been made, else made now, which takes tenths of a second.
    Raises `DecodingBusy`, and what the storage raises.
    """
    crop = crop_of(image, format)
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


def made_files(images: Iterable[GeneratedImage], format: Format) -> dict[str, StoredFile]:
    """The format of those images for which it has been made, by the images' ids as text."""
    wanted = [image.pk for image in images]
    crops = {crop.image_id: crop for crop in Crop.objects.filter(image__in=wanted, format=format)}
    recipes = {pk: _recipe(crops.get(pk)) for pk in wanted}
    made = Rendition.objects.filter(image__in=wanted, format=format).select_related("file")
    return {
        str(each.image_id): each.file
        for each in made
        if each.file is not None and each.recipe == recipes[each.image_id]
    }


def prepare(pk: uuid.UUID, formats: Sequence[Format]) -> None:
    """Make formats of an image ahead of the first who asks; a worker's errand, raises nothing."""
    image = GeneratedImage.objects.kept().with_files().filter(pk=pk).first()
    if image is None:
        return
    for format in formats:
        try:
            rendition_file(image, format)
        except ResourceBusy as busy:
            # No room now; there will be when somebody asks.
            reason = type(busy).__name__
            log.info("rendition left for later", image_id=str(pk), format=format, reason=reason)
        except Exception:
            # Whoever needs it has it made then, and is told what is wrong.
            log.exception("rendition not prepared", image_id=str(pk), format=format)


def signing_refused(image: GeneratedImage, format: Format) -> bool:
    """Whether the format was made and could not be signed, though a certificate is set."""
    recipe = _recipe(crop_of(image, format))
    made = Rendition.objects.filter(image=image, format=format, recipe=recipe)
    return made.filter(unsigned=True).exists()


def _recipe(crop: Crop | None) -> str:
    parts: list[object] = [RECIPE, astuple(crop.focus) if crop else None]
    if identity := usable_identity():
        parts.append(identity.certificate)
    elif settings.C2PA_IDENTITY is not None:
        parts.append("unsigned")
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
            file, unsigned = _make(image, format, crop)
        except BaseException:
            _give_up(claim)
            raise
        _finish(image, format, claim, file, unsigned=unsigned)
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


def _finish(
    image: GeneratedImage, format: Format, claim: uuid.UUID, file: StoredFile, *, unsigned: bool
) -> None:
    finished = Rendition.objects.filter(claim=claim).update(
        file=file, unsigned=unsigned, claim=None, made_at=timezone.now()
    )
    if finished:
        current = Rendition.objects.filter(file=file)
        # What was made before another crop was chosen; the sweep deletes the files.
        older = Rendition.objects.filter(image=image, format=format).exclude(file=None)
        older.exclude(pk__in=current.values("pk")).delete()


def _give_up(claim: uuid.UUID) -> None:
    Rendition.objects.filter(claim=claim).update(claim=None)


def _make(image: GeneratedImage, format: Format, crop: Crop | None) -> tuple[StoredFile, bool]:
    """The file, and whether it ought to be signed and is not."""
    anew = crop is None and is_redrawn(image, format)
    focus = crop.focus if crop else Focus() if anew else found_focus(image, format)
    request = request_behind(image) if anew else None
    release_connection()
    began = time.monotonic()
    original = storage.read(image.original)
    picture = verify(redrawn(original, request, format) if anew else original)
    made = exact_jpeg(picture, format.size, focus, xmp=xmp_packet(provenance_of(image)))
    data, unsigned = _signed(image, made.data, original)
    if data is not made.data:
        # Signing has rewritten what was read back.
        check_exact(data, format.size)
    log.info(
        "rendition made",
        image_id=str(image.pk),
        format=format,
        bytes=len(data),
        ms=round((time.monotonic() - began) * 1000),
    )
    return storage.store(data, EXTENSION), unsigned


def _signed(image: GeneratedImage, jpeg: bytes, original: bytes) -> tuple[bytes, bool]:
    """With a manifest where a certificate is set; as it is, and told, where that is of no use."""
    if settings.C2PA_IDENTITY is None:
        return jpeg, False
    identity = usable_identity()
    if identity is None:
        log.error("rendition not signed", image_id=str(image.pk), reason="certificate out of date")
        return jpeg, True
    try:
        data = signed(jpeg, original=original, original_type=image.mime_type, identity=identity)
    except CannotSign as error:
        log.error("rendition not signed", image_id=str(image.pk), reason=str(error))  # noqa: TRY400
        return jpeg, True
    return data, False


def provenance_of(image: GeneratedImage) -> Provenance:
    """What a picture that is made of the image now tells of where it comes from."""
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
