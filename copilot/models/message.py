"""Messages, the ideas they offer and the jobs that were made from those."""

import uuid
from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from copilot.assistants.edits import EDITS, Edit
from copilot.models.conversation import Conversation
from imaging.limits import CONTENT_MAX, PROMPT_MAX
from imaging.models import GenerationJob
from imaging.prompts.ideas import IdeaKind


class MessageStatus(models.TextChoices):
    PENDING = "pending"
    STREAMING = "streaming"
    COMPLETE = "complete"
    FAILED = "failed"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"


ENDED_EARLY = frozenset({MessageStatus.FAILED, MessageStatus.STOPPED, MessageStatus.INTERRUPTED})


class MessageQuerySet(models.QuerySet["Message"]):
    def owned_by(self, user: Any) -> Self:
        return self.filter(conversation__owner=user)

    def ready(self) -> Self:
        """Waiting, and the first of its conversation to wait: a reply knows what came before it."""
        earlier = Message.objects.unfinished().filter(
            conversation=OuterRef("conversation"), born__lt=OuterRef("born")
        )
        return self.waiting().exclude(Exists(earlier)).order_by("created_at")

    def waiting(self) -> Self:
        """For a worker."""
        return self.filter(status=MessageStatus.PENDING, claim__isnull=True)

    def claimed(self, claim: uuid.UUID) -> Self:
        return self.unfinished().filter(claim=claim)

    def unfinished(self) -> Self:
        return self.filter(status__in=[MessageStatus.PENDING, MessageStatus.STREAMING])

    def ended_early(self) -> Self:
        return self.filter(status__in=ENDED_EARLY)

    def shown_in(self, conversation_id: uuid.UUID) -> Self:
        return self.filter(conversation=conversation_id, shown=True)

    def replies_in(self, conversation_id: uuid.UUID) -> Self:
        """Those shown, the one that nothing builds on yet first."""
        replies = self.shown_in(conversation_id).filter(author=Message.Author.COPILOT)
        return replies.order_by("-born")

    def last_reply(self, conversation_id: uuid.UUID) -> uuid.UUID | None:
        return self.replies_in(conversation_id).values_list("pk", flat=True).first()

    def abandoned(self, now: datetime) -> Self:
        """Claimed, but its worker has not renewed the lease."""
        return self.unfinished().filter(claim__isnull=False, lease_expires_at__lt=now)


class Message(models.Model):
    """`text` is what is said; the post that a reply wrote is in its draft version.

    Messages form a tree: `parent` is what a message follows on. The page shows one path through
    it, from the root to a leaf, and the rows of that path are `shown`.
    """

    class Author(models.TextChoices):
        PERSON = "person"
        COPILOT = "copilot"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="messages"
    )
    author = models.CharField(max_length=10, choices=Author)
    text = models.TextField(max_length=CONTENT_MAX, blank=True)
    # Not a cascade, which would go down a long conversation message by message.
    parent = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="children"
    )
    # The change of the draft that a person asked for with one click; "" for words of their own.
    edit = models.CharField(
        max_length=20, blank=True, choices=[(edit.value, EDITS[edit].label) for edit in Edit]
    )
    shown = models.BooleanField(default=True)
    # The version of the draft that a reply was given to build on.
    builds_on = models.ForeignKey(
        "DraftVersion", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # What stood in the post when this was asked for in place of another reply or message. It comes
    # back where the reply breaks off.
    displaced = models.ForeignKey(
        "DraftVersion",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="displaced_by",
    )
    # A person's own name for what they sent, so that a double click sends it once.
    key = models.UUIDField(null=True, blank=True)

    status = models.CharField(max_length=12, choices=MessageStatus, default=MessageStatus.COMPLETE)
    # The conversation's version when this message was made, and when it last changed.
    born = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    claim = models.UUIDField(null=True, blank=True, editable=False)
    lease_expires_at = models.DateTimeField(null=True, blank=True)
    assistant = models.CharField(max_length=60, blank=True)
    model = models.CharField(max_length=120, blank=True)
    notice = models.TextField(blank=True)
    error_code = models.CharField(max_length=40, blank=True)
    error_message = models.TextField(blank=True)

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["Message"]] = MessageQuerySet.as_manager()

    class Meta:
        ordering = ("created_at", "pk")
        indexes = (
            models.Index(fields=("conversation", "born"), name="message_in_conversation"),
            models.Index(
                fields=("created_at",), name="message_ready", condition=Q(status="pending")
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("conversation", "key"), name="message_once", condition=Q(key__isnull=False)
            ),
            models.CheckConstraint(
                condition=Q(status__in=MessageStatus.values), name="message_status_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.author}: {self.text[:40]}"

    @property
    def waits_since(self) -> datetime:
        """When a worker was last due, where it has not ended."""
        return self.lease_expires_at or self.created_at


class IdeaQuerySet(models.QuerySet["Idea"]):
    def shown(self) -> Self:
        """Without those that others have come in the place of."""
        return self.filter(shown=True)


class Idea(models.Model):
    """An image idea offered in a reply, `shown` until the person asks for others."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="ideas")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in IdeaKind])
    style = models.CharField(max_length=40)
    prompt = models.TextField(max_length=PROMPT_MAX)
    description = models.TextField()
    reason = models.TextField()
    sketch = models.JSONField(default=list)
    shown = models.BooleanField(default=True)
    # None for those that came with the reply.
    round = models.ForeignKey(
        "copilot.IdeaRound", on_delete=models.CASCADE, null=True, blank=True, related_name="ideas"
    )

    objects: ClassVar[models.Manager["Idea"]] = IdeaQuerySet.as_manager()

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("message", "position"), name="idea_position_once"),
        )

    def __str__(self) -> str:
        return self.description


class IdeaJob(models.Model):
    """That a job was asked for in a message, and from which idea or action."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="idea_jobs")
    idea = models.ForeignKey(Idea, on_delete=models.SET_NULL, null=True, related_name="idea_jobs")
    action = models.ForeignKey(
        "copilot.Action", on_delete=models.SET_NULL, null=True, blank=True, related_name="idea_jobs"
    )
    job = models.OneToOneField(GenerationJob, on_delete=models.CASCADE, related_name="idea_job")
    # As in a message.
    born = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager["IdeaJob"]]

    class Meta:
        ordering = ("created_at", "pk")

    def __str__(self) -> str:
        return str(self.job_id)
