"""Who decided what about an image, when and why: rows are added, never changed."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from imaging.limits import REASON_MAX
from imaging.models.image import GeneratedImage


class ReviewDecision(models.Model):
    class Decision(models.TextChoices):
        APPROVE = "approve"
        REJECT = "reject"
        REOPEN = "reopen"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    image = models.ForeignKey(GeneratedImage, on_delete=models.CASCADE, related_name="decisions")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decision = models.CharField(max_length=10, choices=Decision)
    category = models.CharField(max_length=40, blank=True)
    reason = models.TextField(max_length=REASON_MAX, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager["ReviewDecision"]]

    class Meta:
        ordering = ("-created_at",)
        indexes = (models.Index(fields=("image", "-created_at"), name="decision_of_image"),)

    def __str__(self) -> str:
        return f"{self.decision} {self.created_at:%Y-%m-%d}"
