"""A carousel that begins with what a conversation has: its post's words, its images."""

import re
from itertools import chain
from uuid import UUID

from django.db import transaction

from copilot import transitions
from copilot.models import Conversation, Draft, PostCarousel
from copilot.showing import draft_text
from imaging.carousels import SLIDES_MAX, TEXT_MAX, TITLE_MAX, Slide, carousel_create
from imaging.models import Carousel, GeneratedImage, ReviewStatus
from imaging.providers.canvas.slides import can_be_set
from imaging.providers.types import Format

IMAGES_AT_FIRST = 5
_HASHTAGS = re.compile(r"(?:#\w+\s*)+")


def carousel_from(conversation: Conversation) -> Carousel:
    """The hook first, the other paragraphs after it, with the conversation's images between."""
    words = _words(draft_text(conversation))
    images = [Slide(image=str(pk)) for pk in _images(conversation)]
    opening, rest = words[:1], words[1:]
    slides = [*opening, *images, *rest][:SLIDES_MAX]
    with transaction.atomic():
        count = transitions.touch(conversation.pk)
        carousel = carousel_create(
            owner=conversation.owner,
            title=conversation.title[:TITLE_MAX],
            format=Format.PORTRAIT,
            slides=slides,
        )
        PostCarousel.objects.create(conversation=conversation, carousel=carousel)
        # The post's panel, open elsewhere, shows the way to it.
        Draft.objects.filter(conversation=conversation).update(version=count)
    return carousel


def carousel_delete(carousel: Carousel) -> Conversation | None:
    """Delete it, not its images; the conversation it was begun from, where that is known."""
    begun = PostCarousel.objects.select_related("conversation").filter(carousel=carousel).first()
    with transaction.atomic():
        if begun:
            count = transitions.touch(begun.conversation_id)
            Draft.objects.filter(conversation=begun.conversation_id).update(version=count)
        carousel.delete()
    return begun.conversation if begun else None


def _images(conversation: Conversation) -> list[UUID]:
    """The latest of each version tree, or the one in the post; none that was rejected."""
    shown = GeneratedImage.objects.kept().exclude(review_status=ReviewStatus.REJECTED)
    own = shown.filter(owner=conversation.owner)
    made = own.filter(job__idea_job__message__conversation=conversation).order_by("created_at")
    chosen = own.filter(pk__in=Draft.objects.filter(conversation=conversation).values("image"))
    by_tree = {image.tree_id: image.pk for image in chain(made, chosen)}
    return list(by_tree.values())[:IMAGES_AT_FIRST]


def lines_of(text: str) -> str:
    """The lines of a text that have words, without what surrounds the words."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))


def _words(text: str) -> list[Slide]:
    """A slide a paragraph; the first is a title, as it is the post's hook."""
    paragraphs = [lines_of(each) for each in re.split(r"\n\s*\n", text)]
    told = [p for p in paragraphs if p and not _HASHTAGS.fullmatch(p) and can_be_set(p)]
    return [
        Slide(title=" ".join(each.split()))
        if number == 0 and len(each) <= TITLE_MAX
        else Slide(text=_cut(each))
        for number, each in enumerate(told)
    ]


def _cut(text: str) -> str:
    """At most as long as a slide takes, between two words."""
    if len(text) <= TEXT_MAX:
        return text
    return text[: TEXT_MAX - 1].rsplit(None, 1)[0].rstrip(" ,;:") + "…"
