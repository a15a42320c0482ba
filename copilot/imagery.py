"""The images and the ideas that a conversation shows, and the images a person has had made last."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from copilot.models import Conversation, Idea
from imaging.compiled_queries import compiled
from imaging.models import GeneratedImage
from imaging.prompts.recent import RECENT_IMAGES, Recent


def images_of(conversation: Conversation) -> list[GeneratedImage]:
    """The images that a conversation shows, the oldest first: "image 1" is the first of them.

    Those in the trash keep their place, so that the others keep their names.
    """
    return _images_of(conversation.owner_id, conversation.pk)


def image_places(conversation: Conversation) -> list[tuple[UUID, datetime | None]]:
    """The ids of `images_of`, each with the time it went to the trash, None for one still there."""
    return _image_places(conversation.owner_id, conversation.pk)


@compiled
def _images_of(owner: Any, conversation: UUID) -> QuerySet[GeneratedImage]:
    return _images_shown(owner, conversation)


@compiled
def _image_places(
    owner: Any, conversation: UUID
) -> QuerySet[GeneratedImage, tuple[UUID, datetime | None]]:
    return _images_shown(owner, conversation).values_list("pk", "trashed_at")


def _images_shown(owner: Any, conversation: UUID) -> QuerySet[GeneratedImage]:
    made = GeneratedImage.objects.filter(
        owner=owner,
        job__idea_job__message__conversation=conversation,
        job__idea_job__message__shown=True,
    )
    return made.order_by("created_at", "job", "index")


def ideas_of(conversation: Conversation) -> list[Idea]:
    """The ideas that a conversation shows last, in their order: "idea 1" is the first of them."""
    return _ideas_shown_last(conversation.pk)


@compiled
def _ideas_shown_last(conversation: UUID) -> QuerySet[Idea]:
    shown = Idea.objects.shown().filter(message__conversation=conversation, message__shown=True)
    last = shown.order_by("-message__born").values("message")[:1]
    return shown.filter(message=last).order_by("position")


def recent_images(user: Any) -> tuple[Recent, ...]:
    """The person's last images, newest first, with the kind of the idea they came from."""
    rows = _recent_images(user.pk)
    return tuple(Recent(prompt, style or "", kind or "") for prompt, style, kind in rows)


@compiled
def _recent_images(
    owner: Any,
) -> QuerySet[GeneratedImage, tuple[str, str | None, str | None]]:
    images = GeneratedImage.objects.filter(owner=owner).order_by("-created_at")
    return images.values_list("prompt", "job__style", "job__idea_job__idea__kind")[:RECENT_IMAGES]
