"""The post a conversation is about, in versions; nothing is overwritten once a reply has ended."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from copilot.models.conversation import Conversation
from copilot.models.message import Message, MessageStatus
from imaging.limits import CONTENT_MAX
from imaging.models import GeneratedImage


class Draft(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.OneToOneField(
        Conversation, on_delete=models.CASCADE, related_name="draft"
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
    def current(self) -> "DraftVersion | None":
        """The latest whole version; one that broke off stands in only where there is no other."""
        ended = self.exclude(
            message__status__in=[MessageStatus.PENDING, MessageStatus.STREAMING]
        ).order_by("-number")
        whole = ended.filter(Q(message=None) | Q(message__status=MessageStatus.COMPLETE))
        return whole.first() or ended.first()


class DraftVersion(models.Model):
    """`message` is the reply that wrote it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField(max_length=CONTENT_MAX, blank=True)
    message = models.OneToOneField(
        Message, on_delete=models.CASCADE, null=True, blank=True, related_name="draft_version"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager["DraftVersion"]] = DraftVersionQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("draft", "number"), name="draft_version_number_once"),
        )

    def __str__(self) -> str:
        return f"Version {self.number}"
