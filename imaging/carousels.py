"""Carousels: slides of images and words, in an order, as one PDF."""

import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db.models import F
from PIL import Image

from imaging import storage
from imaging.connections import release_connection
from imaging.decoding import decoding
from imaging.models import Carousel, GeneratedImage, StoredFile
from imaging.pictures.carousel import carousel_pdf
from imaging.providers.canvas.slides import text_slide
from imaging.providers.types import Format
from imaging.renditions import rendition_file
from imaging.review import export_block

EXTENSION, MIME_TYPE = "pdf", "application/pdf"
# As many as LinkedIn takes pictures in a post.
SLIDES_MAX = 20
TITLE_MAX, TEXT_MAX = 120, 400
# To be counted up with every change that gives another file.
RECIPE = 1


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
    changed = Carousel.objects.filter(pk=carousel.pk, version=carousel.version).update(
        slides=[asdict(each) for each in slides], version=F("version") + 1, **values
    )
    if not changed:
        raise ChangedMeanwhile
    carousel.refresh_from_db()


def slides_of(carousel: Carousel) -> list[Slide]:
    return [Slide(**each) for each in carousel.slides]


def carousel_file(carousel: Carousel) -> StoredFile:
    """The PDF, from the storage where nothing has changed since it was made.

    Raises `NoSlides`, `SlideGone`, `SlideBlocked`, `DecodingBusy`, and what the storage raises.
    """
    slides, format = slides_of(carousel), Format(carousel.format)
    if not slides:
        raise NoSlides
    images = _images(carousel, slides)
    files = {pk: rendition_file(image, format) for pk, image in images.items()}
    recipe = _recipe(carousel, slides, files)
    if carousel.file is not None and carousel.recipe == recipe:
        return carousel.file
    release_connection()
    with decoding():
        pages = [
            _page(slide, number, carousel, files) for number, slide in enumerate(slides, start=1)
        ]
        data = carousel_pdf(pages, carousel.title)
    file = storage.store(data, EXTENSION)
    # Only where it still is what it was made of; who changed it has another made.
    Carousel.objects.filter(pk=carousel.pk, version=carousel.version).update(
        file=file, recipe=recipe
    )
    return file


def _images(carousel: Carousel, slides: Sequence[Slide]) -> dict[str, GeneratedImage]:
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
