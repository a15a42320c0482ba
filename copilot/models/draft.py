"""The post a conversation is about, in versions; nothing is overwritten once it is sealed."""

import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from copilot.models.conversation import Conversation
from copilot.models.message import Message, MessageStatus
from imaging.limits import CONTENT_MAX
from imaging.models import GeneratedImage


class Draft(models.Model):
    """`current` is the version that stands in the post; none while the first is being written."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.OneToOneField(
        Conversation, on_delete=models.CASCADE, related_name="draft"
    )
    current = models.OneToOneField(
        "DraftVersion", on_delete=models.SET_NULL, null=True, blank=True, related_name="current_of"
    )
    image = models.ForeignKey(
        GeneratedImage, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # The conversation's version when the draft last changed.
    version = models.PositiveIntegerField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager["Draft"]]

    def __str__(self) -> str:
        return f"Draft of {self.conversation_id}"


class DraftVersionQuerySet(models.QuerySet["DraftVersion"]):
    def owned_by(self, user: Any) -> Self:
        return self.filter(draft__conversation__owner=user)

    def current(self) -> "DraftVersion | None":
        """The one that stands in the post."""
        return self.filter(current_of__isnull=False).first()

    def ended(self) -> Self:
        """Without those that a reply is writing."""
        return self.exclude(message__status__in=[MessageStatus.PENDING, MessageStatus.STREAMING])

    def whole(self) -> Self:
        """Those that did not break off; `DraftVersion.is_whole` of one."""
        return self.filter(Q(message=None) | Q(message__status=MessageStatus.COMPLETE))

    def shown(self) -> Self:
        """Without those that a reply wrote on another branch."""
        return self.filter(Q(message=None) | Q(message__shown=True))


class DraftVersion(models.Model):
    """Written by a reply, its `message`, or else by the person's own hand.

    `base` is the version it was made from: undo goes there, and the difference is against it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField(max_length=CONTENT_MAX, blank=True)
    message = models.OneToOneField(
        Message, on_delete=models.CASCADE, null=True, blank=True, related_name="draft_version"
    )
    base = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="made_from_it"
    )
    # The one that came into the post while this was being written, which this knows nothing of.
    overtook = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Names the person's burst of typing; what is typed in it goes on in this version until sealed.
    burst = models.UUIDField(null=True, blank=True)
    sealed = models.BooleanField(default=False)
    # Versions about the same thing share a count, and with it the post's image; `image` is the one
    # the post had when it last went on from this version.
    subject = models.PositiveIntegerField(default=1)
    image = models.ForeignKey(
        GeneratedImage, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager["DraftVersion"]] = DraftVersionQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("draft", "number"), name="draft_version_number_once"),
        )

    def __str__(self) -> str:
        return f"Version {self.number}"

    @property
    def is_whole(self) -> bool:
        """Not broken off, nor still being written."""
        return self.message is None or self.message.status == MessageStatus.COMPLETE

    @property
    def is_shown(self) -> bool:
        """Not written by a reply on another branch."""
        return self.message is None or self.message.shown
