"""One outside call: its row is written before the call and closed after it."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from imaging.models.job import GenerationJob


class AttemptStatus(models.TextChoices):
    STARTED = "started"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    # The worker died in mid-call: whether the provider answered is not known.
    LOST = "lost"
    SKIPPED = "skipped"


class Purpose(models.TextChoices):
    IMAGE = "image"
    TEXT = "text"


class ProviderAttempt(models.Model):
    """An image's call belongs to a job, and by it to the job's owner; a text's to its `owner`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=5, choices=Purpose, default=Purpose.IMAGE)
    job = models.ForeignKey(
        GenerationJob, on_delete=models.CASCADE, null=True, blank=True, related_name="attempts"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="text_attempts",
    )
    # What a text is for, by an id that means something to whoever asked for it.
    subject = models.UUIDField(null=True, blank=True)
    provider = models.CharField(max_length=20)
    model = models.CharField(max_length=120)
    status = models.CharField(max_length=10, choices=AttemptStatus, default=AttemptStatus.STARTED)
    error_code = models.CharField(max_length=40, blank=True)
    error_detail = models.TextField(blank=True)
    http_status = models.PositiveSmallIntegerField(null=True, blank=True)
    request_id = models.CharField(max_length=200, blank=True)
    # Of texts alone, where the provider tells: pictures are counted by other units.
    input_tokens = models.PositiveIntegerField(null=True, blank=True)
    output_tokens = models.PositiveIntegerField(null=True, blank=True)
    cost_usd = models.DecimalField(max_digits=10, decimal_places=4, null=True, blank=True)
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    latency_ms = models.PositiveIntegerField(null=True, blank=True)

    objects: ClassVar[models.Manager["ProviderAttempt"]]

    class Meta:
        ordering = ("started_at", "pk")
        indexes = (
            models.Index(fields=("job", "started_at"), name="attempt_of_job"),
            models.Index(fields=("owner", "started_at"), name="attempt_of_owner"),
            models.Index(
                fields=("subject",), name="attempt_of_subject", condition=Q(subject__isnull=False)
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=AttemptStatus.values), name="attempt_status_known"
            ),
            models.CheckConstraint(
                condition=Q(purpose=Purpose.IMAGE, job__isnull=False, owner__isnull=True)
                | Q(purpose=Purpose.TEXT, job__isnull=True, owner__isnull=False),
                name="attempt_belongs_to_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.provider}/{self.model} {self.status}"
