"""What a text model is asked for on a person's click, once: its row is there before the call."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone


class ErrandStatus(models.TextChoices):
    ASKED = "asked"
    DONE = "done"
    FAILED = "failed"


class Errand(models.Model):
    """`provider` and `model` are whose answer it was; `error_message` says why there is none.

    `begun_at` is when a worker set about it, None until one has.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    status = models.CharField(max_length=6, choices=ErrandStatus, default=ErrandStatus.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)
    begun_at = models.DateTimeField(null=True, blank=True)
    provider = models.CharField(max_length=20, blank=True)
    model = models.CharField(max_length=120, blank=True)
    error_message = models.TextField(blank=True)

    class Meta:
        abstract = True
        indexes = (
            models.Index(fields=("asked_at",), name="%(class)s_asked", condition=Q(status="asked")),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=ErrandStatus.values), name="%(class)s_status_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.status} {self.pk}"

    def shown_with(self) -> uuid.UUID | None:
        """The job whose card tells of it; None where none does."""
        raise NotImplementedError
