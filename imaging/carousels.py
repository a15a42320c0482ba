"""Carousels: slides of images and words, in an order, as one PDF."""

import hashlib
import io
import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

import structlog
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from PIL import Image

from imaging import carousel_transitions as transitions
from imaging import storage
from imaging.busy import ResourceBusy
from imaging.connections import release_connection
from imaging.decoding import decoding
from imaging.models import Carousel, GeneratedImage, StoredFile
from imaging.pictures.carousel import carousel_pdf
from imaging.pictures.provenance import DigitalSource, Provenance, xmp_packet
from imaging.providers.canvas.slides import text_slide
from imaging.providers.errors import InternalError
from imaging.providers.types import Format
from imaging.renditions import made_files, provenance_of, rendition_file
from imaging.review import export_block

EXTENSION, MIME_TYPE = "pdf", "application/pdf"
# As many as LinkedIn takes pictures in a post.
SLIDES_MAX = 20
TITLE_MAX, TEXT_MAX = 120, 400
# To be counted up with every change that gives another file.
RECIPE = 3

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Slide:
    """An image by its id as text, or words where there is none."""

    image: str | None = None
    title: str = ""
    text: str = ""


class SlideGone(Exception):
    """The image of a slide has been thrown away; `str()` says which slide."""


class SlideBlocked(Exception):
    """Review forbids to export the image of a slide; `code` says why, `str()` which slide."""

    def __init__(self, code: str, number: int) -> None:
        why = "waits for review" if code == "review_required" else "was rejected by a reviewer"
        super().__init__(f"The picture of slide {number} {why}, so it cannot be exported yet.")
        self.code = code


class NoSlides(Exception):
    """There is nothing to make a PDF of."""

    def __init__(self) -> None:
        super().__init__("The carousel has no slides yet. Add one.")


class ChangedMeanwhile(Exception):
    """Somebody, or another window, has changed the carousel since it was read."""


def carousel_create(
    *, owner: Any, slides: Sequence[Slide], format: Format, title: str = ""
) -> Carousel:
    return Carousel.objects.create(
        owner=owner, format=format, title=title, slides=[asdict(each) for each in slides]
    )


def carousel_change(carousel: Carousel, *, slides: Sequence[Slide], **values: str) -> None:
    """Replace the slides, and `format` and `title` where given. Raises `ChangedMeanwhile`."""
    if not transitions.change(carousel, slides, **values):
        raise ChangedMeanwhile
    carousel.refresh_from_db()


def carousels_with(image: GeneratedImage) -> QuerySet[Carousel]:
    """Those of its owner that have a slide with the image."""
    # Not every database looks into JSON; as a text it holds ids as they are written.
    written = Carousel.objects.annotate(written=Cast("slides", TextField()))
    return written.filter(owner=image.owner_id, written__contains=str(image.pk))


def slides_of(carousel: Carousel) -> list[Slide]:
    return [Slide(**each) for each in carousel.slides]


def pdf_of(carousel: Carousel) -> StoredFile | None:
    """The PDF where it has been made of the slides, their crops and pictures as they are now.

    Raises `NoSlides`, `SlideGone` and `SlideBlocked` where none may be made.
    """
    slides = slides_of(carousel)
    images = _images(carousel, slides)
    files = made_files(images.values(), Format(carousel.format))
    if carousel.file is None or len(files) < len(images):
        return None
    return carousel.file if carousel.recipe == _recipe(carousel, slides, files) else None


def make_pdf(pk: UUID) -> None:
    """Make the PDF that was asked for, or tell why not; a worker's errand, which raises nothing."""
    carousel = transitions.begin(pk)
    if carousel is None:
        return
    try:
        file, recipe = _made(carousel)
    except (NoSlides, SlideGone, SlideBlocked) as error:
        transitions.fail(carousel, str(error))
    except ResourceBusy:
        transitions.fail(carousel, "Too many pictures are being made at this moment. Try again.")
    except Exception:
        log.exception("carousel broke", carousel_id=str(pk))
        transitions.fail(carousel, InternalError.sentence)
    else:
        transitions.finish(carousel, file, recipe)


def _made(carousel: Carousel) -> tuple[StoredFile, str]:
    """The PDF and the recipe it was made by; missing renditions are made on the way."""
    slides, format = slides_of(carousel), Format(carousel.format)
    images = _images(carousel, slides)
    files = {pk: rendition_file(image, format) for pk, image in images.items()}
    xmp = xmp_packet(_provenance(carousel, slides, images))
    release_connection()
    began = time.monotonic()
    with decoding():
        pages = [
            _page(slide, number, carousel, files) for number, slide in enumerate(slides, start=1)
        ]
        words = [f"{each.title}\n{each.text}" for each in slides]
        data = carousel_pdf(pages, carousel.title, xmp, words=words)
    log.info(
        "carousel made",
        carousel_id=str(carousel.pk),
        pages=len(pages),
        bytes=len(data),
        ms=round((time.monotonic() - began) * 1000),
    )
    return storage.store(data, EXTENSION), _recipe(carousel, slides, files)


def _provenance(
    carousel: Carousel, slides: Sequence[Slide], images: dict[str, GeneratedImage]
) -> Provenance:
    """By a model where any page is; by rules where all are drawn, words as well as pictures."""
    sources = {
        provenance_of(images[slide.image]).source if slide.image else DigitalSource.ALGORITHM
        for slide in slides
    }
    source = DigitalSource.TRAINED if DigitalSource.TRAINED in sources else None
    if sources == {DigitalSource.ALGORITHM}:
        source = DigitalSource.ALGORITHM
    return Provenance(
        tool="Easel",
        original=carousel.pk.urn,
        created_at=carousel.created_at,
        made_at=timezone.now(),
        source=source,
    )


def _images(carousel: Carousel, slides: Sequence[Slide]) -> dict[str, GeneratedImage]:
    if not slides:
        raise NoSlides
    wanted = {UUID(slide.image) for slide in slides if slide.image}
    own = GeneratedImage.objects.kept().with_files().filter(owner=carousel.owner, pk__in=wanted)
    found = {str(image.pk): image for image in own}
    for number, slide in enumerate(slides, start=1):
        if not slide.image:
            continue
        if slide.image not in found:
            raise SlideGone(f"The picture of slide {number} is gone. Put another in its place.")
        if code := export_block(found[slide.image]):
            raise SlideBlocked(code, number)
    return found


def _recipe(carousel: Carousel, slides: Sequence[Slide], files: dict[str, StoredFile]) -> str:
    parts = [
        RECIPE,
        carousel.title,
        carousel.format,
        [[files[s.image].name] if s.image else [s.title, s.text] for s in slides],
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _page(
    slide: Slide, number: int, carousel: Carousel, files: dict[str, StoredFile]
) -> Image.Image:
    if slide.image:
        with Image.open(io.BytesIO(storage.read(files[slide.image]))) as picture:
            return picture.convert("RGB")
    return text_slide(
        slide.title,
        slide.text,
        size=Format(carousel.format).size,
        number=f"{number} / {len(carousel.slides)}",
    )
