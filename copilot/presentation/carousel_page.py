"""A carousel's slides, for the page on which they are put in order."""

from dataclasses import dataclass

from django.urls import reverse

from copilot.models import Conversation, PostCarousel
from copilot.presentation.downloads import size_of
from imaging.alt_texts import alt_of
from imaging.attendance import Attendance
from imaging.carousels import (
    SLIDES_MAX,
    TEXT_MAX,
    TITLE_MAX,
    NoSlides,
    SlideBlocked,
    SlideGone,
    pdf_of,
    slides_of,
)
from imaging.models import Carousel, GeneratedImage, PdfStatus
from imaging.providers.types import Format
from imaging.review import export_block

RECENT = 18
_UNDER_WAY: dict[str, str] = {PdfStatus.MAKING: "making", PdfStatus.FAILED: "failed"}


@dataclass(frozen=True, slots=True)
class SlideCard:
    """`problem` says why the slide keeps the PDF from being made; "" where it does not."""

    place: int
    number: int
    is_first: bool
    is_last: bool
    picture_url: str
    alt: str
    title: str
    text: str
    problem: str


@dataclass(frozen=True, slots=True)
class PictureChoice:
    pk: str
    url: str
    alt: str


@dataclass(frozen=True, slots=True)
class FormatChoice:
    value: str
    label: str
    size: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class PdfPart:
    """`state`: blocked by a slide, none asked for, making, failed for an `error`, or ready."""

    state: str
    unattended: bool
    error: str
    version: int
    ask_url: str
    content_url: str


@dataclass(frozen=True, slots=True)
class CarouselLink:
    """`label` tells one carousel of a post from another."""

    url: str
    title: str
    label: str


@dataclass(frozen=True, slots=True)
class CarouselPage:
    """`conversation` is the one it was begun from; None for none, or one deleted since."""

    title: str
    conversation: Conversation | None
    version: int
    format: str
    change_url: str
    delete_url: str
    formats: list[FormatChoice]
    slides: list[SlideCard]
    pictures: list[PictureChoice]
    full: bool
    pdf: PdfPart
    title_max: int = TITLE_MAX
    text_max: int = TEXT_MAX


def carousel_page(carousel: Carousel) -> CarouselPage:
    cards = _cards(carousel)
    recent = GeneratedImage.objects.filter(owner=carousel.owner).kept()[:RECENT]
    return CarouselPage(
        title=carousel.title or "Carousel",
        conversation=_conversation(carousel),
        version=carousel.version,
        format=carousel.format,
        change_url=reverse("copilot:carousel", args=[carousel.pk]),
        delete_url=reverse("copilot:carousel-delete", args=[carousel.pk]),
        formats=[
            FormatChoice(
                each.value, each.capitalize(), size_of(*each.size), each == carousel.format
            )
            for each in (Format.PORTRAIT, Format.SQUARE, Format.LANDSCAPE)
        ],
        slides=cards,
        pictures=[
            PictureChoice(str(each.pk), _url(each, "thumbnail"), _alt(each)) for each in recent
        ],
        full=len(cards) >= SLIDES_MAX,
        pdf=pdf_part(carousel),
    )


def carousel_link(carousel: Carousel) -> CarouselLink:
    count = len(carousel.slides)
    slides = f"{count} slide{'' if count == 1 else 's'}"
    return CarouselLink(
        url=reverse("copilot:carousel", args=[carousel.pk]),
        title=carousel.title or "Carousel",
        label=f"{carousel.format.capitalize()}, {slides}",
    )


def _conversation(carousel: Carousel) -> Conversation | None:
    found = PostCarousel.objects.filter(carousel=carousel).select_related("conversation").first()
    return found.conversation if found else None


def pdf_part(carousel: Carousel) -> PdfPart:
    """How far the PDF is."""
    try:
        made = pdf_of(carousel)
    except (NoSlides, SlideGone, SlideBlocked) as blocked:
        state, error = "blocked", str(blocked)
    else:
        error = carousel.pdf_error
        state = "ready" if made else _UNDER_WAY.get(carousel.pdf_status, "none")
    asked_at = carousel.pdf_asked_at if state == "making" else None
    return PdfPart(
        state=state,
        unattended=asked_at is not None and Attendance().is_lacking(asked_at),
        error=error,
        version=carousel.version,
        ask_url=reverse("copilot:carousel-pdf", args=[carousel.pk]),
        content_url=reverse("imaging:carousel-content", args=[carousel.pk]),
    )


def _cards(carousel: Carousel) -> list[SlideCard]:
    slides = slides_of(carousel)
    own = GeneratedImage.objects.filter(owner=carousel.owner).kept()
    images = {
        str(each.pk): each for each in own.filter(pk__in=[s.image for s in slides if s.image])
    }
    cards = []
    for place, slide in enumerate(slides):
        image = images.get(slide.image) if slide.image else None
        cards.append(
            SlideCard(
                place=place,
                number=place + 1,
                is_first=place == 0,
                is_last=place + 1 == len(slides),
                picture_url=_picture_url(image, carousel.format),
                alt=_alt(image) if image else "",
                title=slide.title,
                text=slide.text,
                problem=_problem(image) if slide.image else "",
            )
        )
    return cards


def _problem(image: GeneratedImage | None) -> str:
    if image is None:
        return "This picture is gone. Remove the slide."
    return {
        "review_required": "Waits for review.",
        "review_rejected": "Rejected by a reviewer. Remove the slide.",
    }.get(export_block(image) or "", "")


def _picture_url(image: GeneratedImage | None, format: str) -> str:
    if image is None:
        return ""
    return _url(image, "thumbnail" if export_block(image) else format)


def _url(image: GeneratedImage, rendition: str) -> str:
    return f"{reverse('imaging:image-content', args=[image.pk])}?rendition={rendition}"


def _alt(image: GeneratedImage) -> str:
    return alt_of(image) or image.file_name or "A picture of yours"
