"""What the copilot did or would do: a row a call, with arguments, state and result."""

import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from copilot.models.message import Message
from imaging.models import GeneratedImage

# Among the arguments of one for a new image that the person wants without their brand.
NO_BRAND = "none"


class ActionName(models.TextChoices):
    DRAFT = "draft"
    REVISE = "revise"
    SUGGEST_IMAGES = "suggest_images"
    GENERATE_IMAGE = "generate_image"
    EDIT_IMAGE = "edit_image"
    RESTYLE_IMAGE = "restyle_image"
    VARY_IMAGE = "vary_image"
    CHOOSE_FOR_POST = "choose_for_post"


class ActionStatus(models.TextChoices):
    # It waits for the person's click.
    PROPOSED = "proposed"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    # Also one whose job was cancelled.
    DECLINED = "declined"


class ActionQuerySet(models.QuerySet["Action"]):
    def owned_by(self, user: Any) -> Self:
        return self.filter(message__conversation__owner=user)


class Action(models.Model):
    """`arguments` are checked, by name as the model gave them, but for the `image` they work on.

    `price_usd` is what the person is shown before they decide; None for not known or nothing to
    pay. `result` is a sentence. Its jobs are those of its message that name it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="actions")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=20, choices=ActionName)
    arguments = models.JSONField(default=dict)
    image = models.ForeignKey(
        GeneratedImage, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    status = models.CharField(max_length=10, choices=ActionStatus)
    price_usd = models.DecimalField(max_digits=10, decimal_places=4, null=True, blank=True)
    result = models.TextField(blank=True)
    # As in a message.
    born = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["Action"]] = ActionQuerySet.as_manager()

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("message", "position"), name="action_position_once"),
            models.CheckConstraint(
                condition=Q(status__in=ActionStatus.values), name="action_status_known"
            ),
            models.CheckConstraint(
                condition=Q(name__in=ActionName.values), name="action_name_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.status}"
