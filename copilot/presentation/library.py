"""The library's cards."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from copilot.describing import described
from copilot.presentation.image_page import version_label
from copilot.presentation.images import ImageCard, image_card, seconds_of
from imaging.alt_texts import alt_of, drawn_words
from imaging.library import Page
from imaging.models import GeneratedImage
from imaging.trash import KEPT_FOR


@dataclass(frozen=True, slots=True)
class LibraryCard:
    """`left` says how long what lies in the trash can still be restored."""

    card: ImageCard
    label: str
    versions: int
    left: str


@dataclass(frozen=True, slots=True)
class LibraryPage:
    cards: list[LibraryCard]
    more_url: str


def library_page(page: Page, query: dict[str, str]) -> LibraryPage:
    """`query` is what the address asks for, for the next page to ask for as well."""
    more_url = ""
    if page.more:
        asked = query | {"after": str(page.images[-1].pk)}
        more_url = f"{reverse('copilot:library')}?{urlencode(asked)}"
    return LibraryPage([_card(image, page.versions[image.pk]) for image in page.images], more_url)


def _card(image: GeneratedImage, versions: int) -> LibraryCard:
    job = image.job
    alt = alt_of(image)
    card = image_card(image, alt=alt, seconds=seconds_of(job) if job else None)
    told = image.alt_text or drawn_words(image) or described(image) or alt
    label = version_label(image) if image.parent_id or job is None else told
    return LibraryCard(card, label or "Image", versions, _left(image))


def _left(image: GeneratedImage) -> str:
    if image.trashed_at is None:
        return ""
    days = (image.trashed_at + KEPT_FOR - timezone.now()) // timedelta(days=1) + 1
    return f"{max(days, 0)} day{'' if days == 1 else 's'} left"
