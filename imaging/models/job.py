"""A person's request for images. Its row is the truth; `transitions` alone changes its state."""

import uuid
from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from imaging.limits import CONTENT_MAX, COUNT_MAX, PROMPT_MAX
from imaging.providers.types import Distance, Format, Operation, Quality


class JobStatus(models.TextChoices):
    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


class JobStage(models.TextChoices):
    QUEUED = "queued"
    PREPARING = "preparing"
    REQUESTING = "requesting"
    CHECKING = "checking"
    SAVING = "saving"
    DONE = "done"


FINAL_STATUSES = frozenset({JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.CANCELLED})


def choices(values: type[Operation | Format | Quality | Distance]) -> list[tuple[str, str]]:
    return [(value.value, value.value) for value in values]


OPERATIONS = choices(Operation)


class JobQuerySet(models.QuerySet["GenerationJob"]):
    def owned_by(self, user: Any) -> Self:
        return self.filter(owner=user)

    def ready(self) -> Self:
        return self.filter(status=JobStatus.QUEUED).order_by("created_at", "pk")

    def claimed(self, claim: uuid.UUID) -> Self:
        return self.filter(status=JobStatus.RUNNING, claim=claim)

    def unfinished(self) -> Self:
        return self.filter(status__in=[JobStatus.QUEUED, JobStatus.RUNNING])

    def abandoned(self, now: datetime) -> Self:
        """Running, but its worker has not renewed the lease."""
        return self.filter(status=JobStatus.RUNNING, lease_expires_at__lt=now)


class GenerationJob(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="generation_jobs"
    )

    operation = models.CharField(max_length=10, choices=OPERATIONS, default=Operation.GENERATE)
    prompt = models.TextField(max_length=PROMPT_MAX, blank=True)
    content = models.TextField(max_length=CONTENT_MAX, blank=True)
    format = models.CharField(max_length=10, choices=choices(Format), default=Format.LANDSCAPE)
    style = models.CharField(max_length=40, blank=True)
    quality = models.CharField(max_length=2, choices=choices(Quality), default=Quality.ONE_K)
    count = models.PositiveSmallIntegerField(default=1)
    provider = models.CharField(max_length=20, blank=True)
    model = models.CharField(max_length=120, blank=True)
    # The provider the chain begins with, where a person chose one after a failure.
    start_at = models.CharField(max_length=20, blank=True)
    source_image = models.ForeignKey(
        "imaging.GeneratedImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="jobs_from_it",
    )
    # Ids of further images that are sent, in their order, and what each is for: "style" if unsaid.
    reference_ids = models.JSONField(default=list, blank=True)
    reference_roles = models.JSONField(default=list, blank=True)
    # How far a variation may go from its source; of no meaning for anything else.
    distance = models.CharField(max_length=4, choices=choices(Distance), default=Distance.FAR)
    max_cost_usd = models.DecimalField(max_digits=10, decimal_places=4, null=True, blank=True)
    fresh = models.BooleanField(default=False)
    # The version that the images are made with; null for none.
    brand = models.ForeignKey(
        "imaging.Brand", on_delete=models.SET_NULL, null=True, blank=True, related_name="jobs"
    )
    retry_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="retries"
    )

    status = models.CharField(max_length=10, choices=JobStatus, default=JobStatus.QUEUED)
    stage = models.CharField(max_length=10, choices=JobStage, default=JobStage.QUEUED)
    # Counts every change: whoever follows the job compares it and reads the row.
    version = models.PositiveIntegerField(default=1)
    claim = models.UUIDField(null=True, blank=True, editable=False)
    claims = models.PositiveSmallIntegerField(default=0)
    lease_expires_at = models.DateTimeField(null=True, blank=True)

    notice = models.TextField(blank=True)
    error_code = models.CharField(max_length=40, blank=True)
    error_message = models.TextField(blank=True)
    error_retryable = models.BooleanField(default=False)
    error_action = models.JSONField(null=True, blank=True)
    estimated_cost_usd = models.DecimalField(max_digits=10, decimal_places=4, null=True, blank=True)
    cost_usd = models.DecimalField(max_digits=10, decimal_places=4, default=0)

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["GenerationJob"]] = JobQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes = (
            models.Index(fields=("owner", "-created_at"), name="job_owner_created"),
            models.Index(
                fields=("created_at",), name="job_ready", condition=Q(status=JobStatus.QUEUED)
            ),
            models.Index(
                fields=("lease_expires_at",),
                name="job_lease",
                condition=Q(status=JobStatus.RUNNING),
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(count__gte=1, count__lte=COUNT_MAX), name="job_count_in_range"
            ),
            models.CheckConstraint(
                condition=~Q(prompt="") | ~Q(content="") | ~Q(operation="generate"),
                name="job_says_what_to_paint",
            ),
            models.CheckConstraint(
                condition=Q(status__in=JobStatus.values), name="job_status_known"
            ),
            models.CheckConstraint(
                condition=~Q(status=JobStatus.RUNNING)
                | Q(claim__isnull=False, lease_expires_at__isnull=False),
                name="job_running_is_claimed",
            ),
        )

    def __str__(self) -> str:
        return f"{self.operation} {self.id}"

    @property
    def is_final(self) -> bool:
        return self.status in FINAL_STATUSES

    @property
    def has_begun(self) -> bool:
        """Whether anything has happened to it since it was written."""
        return self.version > 1

    @property
    def waits_since(self) -> datetime:
        """When a worker was last due, where it has not ended."""
        return self.lease_expires_at or self.created_at


class IdempotencyKey(models.Model):
    """A caller's own name for a job: the same key gives the same job, never a second one."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    job = models.ForeignKey(GenerationJob, on_delete=models.CASCADE)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("owner", "key"), name="idempotency_key_once"),
        )

    def __str__(self) -> str:
        return self.key
