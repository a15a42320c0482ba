"""A blocked prompt that a person has a text model reword."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from imaging.limits import PROMPT_MAX
from imaging.models.job import GenerationJob


class RewordingStatus(models.TextChoices):
    ASKED = "asked"
    DONE = "done"
    FAILED = "failed"


class Rewording(models.Model):
    """`prompt` is the model's once it is done; it goes nowhere unless the person sends it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    job = models.OneToOneField(GenerationJob, on_delete=models.CASCADE, related_name="rewording")
    status = models.CharField(max_length=6, choices=RewordingStatus, default=RewordingStatus.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)
    prompt = models.TextField(max_length=PROMPT_MAX, blank=True)
    provider = models.CharField(max_length=20, blank=True)
    model = models.CharField(max_length=120, blank=True)
    error_message = models.TextField(blank=True)

    objects: ClassVar[models.Manager["Rewording"]]

    class Meta:
        indexes = (
            models.Index(fields=("asked_at",), name="rewording_asked", condition=Q(status="asked")),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=RewordingStatus.values), name="rewording_status_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.status} {self.job_id}"
