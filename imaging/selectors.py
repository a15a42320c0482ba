"""What is read of jobs and images, always on behalf of a person."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet, Sum
from django.utils import timezone

from imaging.models import (
    FINAL_STATUSES,
    GeneratedImage,
    GenerationJob,
    JobStatus,
    ProviderAttempt,
    WorkerHeartbeat,
)

WORKER_SILENT_AFTER = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Usage:
    """`limit` 0 means none."""

    images: int
    limit: int
    resets_in_s: int

    @property
    def percent(self) -> int:
        return min(100, round(100 * self.images / self.limit)) if self.limit else 0


def with_details(jobs: QuerySet[GenerationJob]) -> QuerySet[GenerationJob]:
    """Jobs with everything a card or the API shows of them, in three queries."""
    return jobs.prefetch_related(
        Prefetch("attempts", ProviderAttempt.objects.order_by("started_at", "pk")),
        Prefetch(
            "images",
            GeneratedImage.objects.select_related("original", "thumbnail").order_by("index"),
        ),
    )


def jobs_of(user: Any) -> QuerySet[GenerationJob]:
    return with_details(GenerationJob.objects.filter(owner=user))


def images_visible_to(user: Any) -> QuerySet[GeneratedImage]:
    return GeneratedImage.objects.visible_to(user).with_files()


def position_in_queue(job: GenerationJob) -> int | None:
    """1 for the job that is claimed next; None for one that does not wait."""
    if job.status != JobStatus.QUEUED:
        return None
    ahead = Q(created_at__lt=job.created_at) | Q(created_at=job.created_at, pk__lt=job.pk)
    return GenerationJob.objects.ready().filter(ahead).count() + 1


def usage_today(user: Any) -> Usage:
    """Images asked for since midnight UTC; those of failed and cancelled jobs do not count."""
    now = timezone.now().astimezone(UTC)
    midnight = datetime(now.year, now.month, now.day, tzinfo=UTC)
    jobs = GenerationJob.objects.filter(owner=user, created_at__gte=midnight)
    wasted = FINAL_STATUSES - {JobStatus.SUCCEEDED}
    count = jobs.exclude(status__in=wasted).aggregate(total=Sum("count"))["total"] or 0
    return Usage(
        images=count,
        limit=settings.USER_DAILY_IMAGES,
        resets_in_s=int((midnight + timedelta(days=1) - now).total_seconds()) + 1,
    )


def worker_is_alive() -> bool:
    return WorkerHeartbeat.objects.filter(
        beat_at__gte=timezone.now() - WORKER_SILENT_AFTER
    ).exists()
