"""A conversation is about one post."""

import uuid
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

TITLE_MAX = 120


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def owned_by(self, user: Any) -> Self:
        return self.filter(owner=user)

    def archived(self, yes: bool = True) -> Self:
        return self.filter(archived_at__isnull=not yes)


class Conversation(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="conversations"
    )
    title = models.CharField(max_length=TITLE_MAX, blank=True)
    # A name given by hand is never replaced by one that is made.
    titled_by_hand = models.BooleanField(default=False)
    archived_at = models.DateTimeField(null=True, blank=True)
    # What is asked of its drafts, as `assistants.brief.Brief` stores it.
    brief = models.JSONField(default=dict, blank=True)
    # Counts every change of what the conversation shows. The row that changed is stamped with the
    # count, so that a follower who knows a count can ask for what has changed since.
    version = models.PositiveIntegerField(default=1)
    # That count when another branch of messages came to be shown.
    branched = models.PositiveIntegerField(default=0)
    # And when it was given another name.
    renamed = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager["Conversation"]] = ConversationQuerySet.as_manager()

    class Meta:
        ordering = ("-updated_at", "-pk")
        indexes = (models.Index(fields=("owner", "-updated_at"), name="conversation_owner_recent"),)

    def __str__(self) -> str:
        return self.title or "New post"

    def get_absolute_url(self) -> str:
        return reverse("copilot:conversation", args=[self.pk])
