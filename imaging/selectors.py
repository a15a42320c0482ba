"""What is read of jobs and images, always on behalf of a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import (
    Count,
    Prefetch,
    Q,
    QuerySet,
    Sum,
    prefetch_related_objects,
)
from django.utils import timezone

from imaging.compiled_queries import compiled
from imaging.models import (
    FINAL_STATUSES,
    AttemptStatus,
    GeneratedImage,
    GenerationJob,
    JobStatus,
    ProviderAttempt,
)


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
    return jobs.select_related("brand").prefetch_related(attempts_shown(), images_shown())


# The type takes a parameter, the class does not.
def attempts_shown(job: str = "") -> "Prefetch[Any]":
    """A job's calls, in their order; `job` is the way to it, with its underscores."""
    return Prefetch(f"{job}attempts", ProviderAttempt.objects.order_by("started_at", "pk"))


def images_shown(job: str = "") -> "Prefetch[Any]":
    """A job's images that are not in the trash, in their order."""
    images = GeneratedImage.objects.kept().with_files().order_by("index")
    return Prefetch(f"{job}images", images)


def jobs_of(user: Any) -> QuerySet[GenerationJob]:
    return with_details(GenerationJob.objects.filter(owner=user))


def job_as_it_stands(user: Any, pk: UUID) -> GenerationJob:
    job = GenerationJob.objects.filter(owner=user).get(pk=pk)
    with_what_they_can_have([job])
    return job


def with_what_they_can_have(jobs: Sequence[GenerationJob]) -> None:
    """Read the details of jobs; what one of them cannot have yet is not asked for."""
    prefetch_related_objects([job for job in jobs if job.brand_id], "brand")
    prefetch_related_objects([job for job in jobs if job.has_begun], attempts_shown())
    prefetch_related_objects([job for job in jobs if job.is_final], images_shown())


def images_visible_to(user: Any) -> QuerySet[GeneratedImage]:
    """Without those in the trash."""
    return GeneratedImage.objects.visible_to(user).kept().with_files()


def thumbnails_visible_to(user: Any) -> QuerySet[GeneratedImage]:
    """With those in one's own trash."""
    images = GeneratedImage.objects.visible_to(user).with_files()
    return images.filter(Q(trashed_at=None) | Q(owner=user))


def position_in_queue(job: GenerationJob) -> int | None:
    """1 for the job that is claimed next; None for one that does not wait."""
    if job.status != JobStatus.QUEUED:
        return None
    return sum(_number_ahead(job.created_at, job.pk)) + 1


def positions_in_queue(jobs: Iterable[GenerationJob]) -> dict[UUID, int]:
    """The positions of those that wait, in one query."""
    waiting = [job for job in jobs if job.status == JobStatus.QUEUED]
    if len(waiting) < 2:
        return {job.pk: sum(_number_ahead(job.created_at, job.pk)) + 1 for job in waiting}
    counts = {
        f"n{i}": Count("pk", filter=_ahead_of(job.created_at, job.pk))
        for i, job in enumerate(waiting)
    }
    ahead = GenerationJob.objects.ready().order_by().aggregate(**counts)
    return {job.pk: ahead[f"n{i}"] + 1 for i, job in enumerate(waiting)}


@compiled
def _number_ahead(created_at: datetime, pk: UUID) -> QuerySet[GenerationJob, int]:
    """One number, or none for 0."""
    ahead = GenerationJob.objects.ready().filter(_ahead_of(created_at, pk)).order_by()
    return ahead.values("status").annotate(number=Count("pk")).values_list("number", flat=True)


def _ahead_of(created_at: datetime, pk: UUID) -> Q:
    return Q(created_at__lt=created_at) | Q(created_at=created_at, pk__lt=pk)


def usage_today(user: Any) -> Usage:
    """Images asked for since midnight UTC; those of failed and cancelled jobs do not count."""
    now = timezone.now()
    midnight = _midnight(now)
    return Usage(
        images=sum(_images_asked_for(user.pk, midnight)),
        limit=settings.USER_DAILY_IMAGES,
        resets_in_s=int((midnight + timedelta(days=1) - now).total_seconds()) + 1,
    )


@dataclass(frozen=True, slots=True)
class Texts:
    """Calls for texts, those that failed too, with the tokens that were told.

    `unpriced` are those that told of tokens and have no known price.
    """

    calls: int
    unpriced: int
    input_tokens: int
    output_tokens: int


@dataclass(frozen=True, slots=True)
class Spending:
    """What outside calls have cost, in USD: also those that brought nothing."""

    texts: Texts
    cost_usd: Decimal


def spending_today(user: Any) -> Spending:
    """Since midnight UTC; what was skipped was no call."""
    midnight = _midnight(timezone.now())
    # Apart: an index serves each of them, and none serves both.
    told = next(iter(_calls_for_texts(user.pk, midnight)), (0, 0, None, None, None))
    calls, unpriced, read, written, texts_usd = told
    costs = [texts_usd, *_cost_of_images(user.pk, midnight)]
    return Spending(
        Texts(calls, unpriced, read or 0, written or 0), sum(filter(None, costs), Decimal(0))
    )


@compiled
def _images_asked_for(owner: Any, since: datetime) -> QuerySet[GenerationJob, int]:
    """Their sum, or nothing."""
    jobs = GenerationJob.objects.filter(owner=owner, created_at__gte=since)
    kept = jobs.exclude(status__in=FINAL_STATUSES - {JobStatus.SUCCEEDED})
    return kept.values("owner").annotate(total=Sum("count")).values_list("total", flat=True)


@compiled
def _calls_for_texts(
    owner: Any, since: datetime
) -> QuerySet[ProviderAttempt, tuple[int, int, int | None, int | None, Decimal | None]]:
    """Calls, those without a price, tokens read and written, cost in USD: one row, or none."""
    calls = ProviderAttempt.objects.filter(owner=owner, started_at__gte=since)
    told = (
        calls.exclude(status=AttemptStatus.SKIPPED)
        .values("owner")
        .annotate(
            calls=Count("pk"),
            unpriced=Count("pk", filter=Q(cost_usd=None, input_tokens__isnull=False)),
            read=Sum("input_tokens"),
            written=Sum("output_tokens"),
            usd=Sum("cost_usd"),
        )
    )
    return told.values_list("calls", "unpriced", "read", "written", "usd")


@compiled
def _cost_of_images(owner: Any, since: datetime) -> QuerySet[ProviderAttempt, Decimal | None]:
    """In USD: their sum, or nothing."""
    calls = ProviderAttempt.objects.filter(job__owner=owner, started_at__gte=since)
    return calls.values("job__owner").annotate(usd=Sum("cost_usd")).values_list("usd", flat=True)


def _midnight(now: datetime) -> datetime:
    return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
