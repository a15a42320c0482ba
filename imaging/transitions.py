"""Every change of a job's state, each one conditional UPDATE whose row count names the winner.

A worker holds a job by a claim and a lease. Each step it takes is conditional on the claim, so a
worker that lost its lease, or whose job was cancelled, cannot change anything any more.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from imaging.compiled_queries import compiled
from imaging.models import (
    FINAL_STATUSES,
    AttemptStatus,
    GeneratedImage,
    GenerationJob,
    JobStage,
    JobStatus,
    ProviderAttempt,
)
from imaging.models.job import JobQuerySet
from imaging.problems import Problem
from imaging.signals import job_changed

LEASE = timedelta(seconds=30)
CLAIMS_MAX = 3
# What is told of a call however it ended.
SETTLED = ("cost_usd", "request_id", "input_tokens", "output_tokens")
# What all calls of a job have cost in USD, also those that brought no image.
SPENT = Coalesce(
    Subquery(
        ProviderAttempt.objects.filter(job=OuterRef("pk"))
        .order_by()
        .values("job")
        .annotate(spent=Sum("cost_usd"))
        .values("spent")
    ),
    Value(Decimal(0)),
)


class ClaimLost(Exception):
    """The job is no longer this worker's: cancelled, or taken over after its lease ran out."""


def claim_next() -> GenerationJob | None:
    """Take the job that has waited longest; None where nothing waits."""
    claim = uuid.uuid4()
    while candidates := _first_ready():
        [candidate] = candidates
        now = timezone.now()
        taken = _change(
            GenerationJob.objects.ready().filter(pk=candidate),
            candidate,
            status=JobStatus.RUNNING,
            stage=JobStage.PREPARING,
            claim=claim,
            claims=F("claims") + 1,
            lease_expires_at=now + LEASE,
            started_at=Coalesce("started_at", Value(now)),
        )
        # One that was deleted this very moment leaves the next.
        if taken and (jobs := _with_owner(candidate)):
            return jobs[0]
    return None


@compiled
def _first_ready() -> QuerySet[GenerationJob, uuid.UUID]:
    return GenerationJob.objects.ready().values_list("pk", flat=True)[:1]


@compiled
def _with_owner(job_id: uuid.UUID) -> QuerySet[GenerationJob]:
    return GenerationJob.objects.filter(pk=job_id).select_related("owner")


def enter(job: GenerationJob, stage: JobStage) -> None:
    _change_claimed(job, stage=stage)


def start_attempt(job: GenerationJob, provider: str, model: str) -> ProviderAttempt:
    with transaction.atomic():
        _change_claimed(job, stage=JobStage.REQUESTING)
        return ProviderAttempt.objects.create(job=job, provider=provider, model=model)


def answered(attempt: ProviderAttempt) -> None:
    """The provider has done its part: what is done with its answer is not its time."""
    latency = timezone.now() - attempt.started_at
    attempt.latency_ms = int(latency.total_seconds() * 1000)


def finish_attempt(attempt: ProviderAttempt, status: AttemptStatus, **values: Any) -> None:
    """Close a started attempt; one that a cancellation or the sweep closed keeps its outcome.

    What its call has cost is counted all the same.
    """
    if attempt.latency_ms is None:
        answered(attempt)
    closed = ProviderAttempt.objects.filter(pk=attempt.pk, status=AttemptStatus.STARTED).update(
        status=status, latency_ms=attempt.latency_ms, **values
    )
    told = {name: values[name] for name in SETTLED if values.get(name)}
    if told and not closed:
        _settle_late(attempt, told)


def _settle_late(attempt: ProviderAttempt, values: dict[str, Any]) -> None:
    with transaction.atomic():
        ProviderAttempt.objects.filter(pk=attempt.pk).update(**values)
        if attempt.job_id is not None:
            ended = GenerationJob.objects.filter(pk=attempt.job_id, status__in=FINAL_STATUSES)
            _change(ended, attempt.job_id, cost_usd=SPENT)


def succeed(job: GenerationJob, images: Sequence[GeneratedImage], notice: str) -> None:
    """The images and the end of the job become visible together, or not at all."""
    with transaction.atomic():
        _change_claimed(job, **_finished(JobStatus.SUCCEEDED), notice=notice)
        GeneratedImage.objects.bulk_create(images)


def fail(job: GenerationJob, problem: Problem) -> None:
    _change_claimed(job, **_finished(JobStatus.FAILED), **_problem(problem))


def cancel(job: GenerationJob) -> bool:
    """End a job that has not ended; False where it had."""
    with transaction.atomic():
        cancelled = _change(
            GenerationJob.objects.unfinished().filter(pk=job.pk),
            job.pk,
            **_finished(JobStatus.CANCELLED),
        )
        if cancelled:
            _close_attempts(job.pk, AttemptStatus.CANCELLED)
    return cancelled


def release(job: GenerationJob, *, lapsed_at: datetime | None = None) -> bool:
    """Give a job back to the queue: its worker is leaving or, with its lease lapsed, has gone."""
    with transaction.atomic():
        released = _change(
            _held(job, lapsed_at),
            job.pk,
            status=JobStatus.QUEUED,
            stage=JobStage.QUEUED,
            claim=None,
            lease_expires_at=None,
        )
        if released:
            _close_attempts(job.pk, AttemptStatus.LOST)
    return released


def abandon(job: GenerationJob, problem: Problem, *, lapsed_at: datetime) -> bool:
    """End a job whose workers keep dying."""
    with transaction.atomic():
        abandoned = _change(
            _held(job, lapsed_at),
            job.pk,
            **_finished(JobStatus.FAILED),
            **_problem(problem),
        )
        if abandoned:
            _close_attempts(job.pk, AttemptStatus.LOST)
    return abandoned


def announce(job_id: uuid.UUID) -> None:
    """Count a change of what the job shows, where its own state stays: one of its images."""
    _change(GenerationJob.objects.filter(pk=job_id), job_id)


def renew_leases(claims: Sequence[uuid.UUID], now: datetime) -> int:
    return GenerationJob.objects.filter(status=JobStatus.RUNNING, claim__in=claims).update(
        lease_expires_at=now + LEASE
    )


def _claim(job: GenerationJob) -> uuid.UUID:
    if job.claim is None:
        raise ClaimLost
    return job.claim


def _held(job: GenerationJob, lapsed_at: datetime | None) -> JobQuerySet:
    """The job as it was seen, if that still holds; a worker may have renewed its lease since."""
    held = GenerationJob.objects.claimed(_claim(job)).filter(pk=job.pk)
    return held if lapsed_at is None else held.abandoned(lapsed_at)


def _change_claimed(job: GenerationJob, **values: Any) -> None:
    if not _change(GenerationJob.objects.claimed(_claim(job)).filter(pk=job.pk), job.pk, **values):
        raise ClaimLost


def _change(jobs: JobQuerySet, job_id: uuid.UUID, **values: Any) -> bool:
    # Within a larger change it stands or falls with that: a savepoint would be two queries more.
    with transaction.atomic(savepoint=False):
        changed = jobs.order_by().update(version=F("version") + 1, **values) == 1
        if changed:
            job_changed.send(sender=GenerationJob, job_id=job_id)
    return changed


def _finished(status: JobStatus) -> dict[str, Any]:
    return {
        "status": status,
        "stage": JobStage.DONE,
        "finished_at": timezone.now(),
        "lease_expires_at": None,
        "claim": None,
        "cost_usd": SPENT,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "error_code": problem.code,
        "error_message": problem.message,
        "error_retryable": problem.retryable,
        "error_action": problem.action.as_json(),
    }


def _close_attempts(job_id: uuid.UUID, status: AttemptStatus) -> None:
    for attempt in ProviderAttempt.objects.filter(job=job_id, status=AttemptStatus.STARTED):
        finish_attempt(attempt, status)
