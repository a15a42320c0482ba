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

from imaging.compiled_queries import compiled, share_out
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
    return Prefetch(f"{job}attempts", _attempts())


def images_shown(job: str = "") -> "Prefetch[Any]":
    """A job's images that are not in the trash, in their order."""
    return Prefetch(f"{job}images", _images())


def jobs_of(user: Any) -> QuerySet[GenerationJob]:
    return with_details(GenerationJob.objects.filter(owner=user))


def job_as_it_stands(user: Any, pk: UUID) -> GenerationJob:
    job = GenerationJob.objects.filter(owner=user).get(pk=pk)
    with_what_they_can_have([job])
    return job


def with_what_they_can_have(jobs: Sequence[GenerationJob]) -> None:
    """Read the details of jobs; what one of them cannot have yet is not asked for."""
    prefetch_related_objects([job for job in jobs if job.brand_id], "brand")
    begun = tuple(job.pk for job in jobs if job.has_begun)
    share_out(_attempts_of(begun) if begun else (), jobs, by="job", to="attempts")
    final = tuple(job.pk for job in jobs if job.is_final)
    share_out(_images_of(final) if final else (), jobs, by="job", to="images")


@compiled
def _attempts_of(jobs: tuple[UUID, ...]) -> QuerySet[ProviderAttempt]:
    return _attempts().filter(job__pk__in=jobs)


@compiled
def _images_of(jobs: tuple[UUID, ...]) -> QuerySet[GeneratedImage]:
    return _images().filter(job__pk__in=jobs)


def _attempts() -> QuerySet[ProviderAttempt]:
    return ProviderAttempt.objects.order_by("started_at", "pk")


def _images() -> QuerySet[GeneratedImage]:
    return GeneratedImage.objects.kept().with_files().order_by("index")


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
    waiting = {job.pk for job in jobs if job.status == JobStatus.QUEUED}
    numbered = enumerate(_queue(), 1) if waiting else ()
    return {pk: number for number, pk in numbered if pk in waiting}


@compiled
def _queue() -> QuerySet[GenerationJob, UUID]:
    return GenerationJob.objects.ready().values_list("pk", flat=True)


@compiled
def _number_ahead(created_at: datetime, pk: UUID) -> QuerySet[GenerationJob, int]:
    """One number, or none for 0."""
    before = Q(created_at__lt=created_at) | Q(created_at=created_at, pk__lt=pk)
    ahead = GenerationJob.objects.ready().filter(before).order_by()
    return ahead.values("status").annotate(number=Count("pk")).values_list("number", flat=True)


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
