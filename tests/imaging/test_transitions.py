"""State changes hold under competition: one winner, and a loser that cannot write."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from copilot.models import User
from imaging import sweep, tasks, transitions
from imaging.models import AttemptStatus, GenerationJob, JobStage, JobStatus, ProviderAttempt
from imaging.problems import WORKERS_DIED
from imaging.signals import job_changed


def make_job(owner: User, **values: object) -> GenerationJob:
    return GenerationJob.objects.create(owner=owner, prompt="a lighthouse", **values)


@pytest.mark.django_db
def test_the_job_that_waits_longest_is_claimed_first(owner: User) -> None:
    now = timezone.now()
    late = make_job(owner, created_at=now)
    early = make_job(owner, created_at=now - timedelta(minutes=1))

    claimed = [transitions.claim_next(), transitions.claim_next(), transitions.claim_next()]

    assert [job and job.pk for job in claimed] == [early.pk, late.pk, None]


@pytest.mark.django_db(transaction=True)
def test_many_workers_claim_each_job_once(owner: User) -> None:
    jobs = {make_job(owner).pk for _ in range(12)}

    def claim(_: int) -> object:
        job = transitions.claim_next()
        connection.close()
        return job and job.pk

    with ThreadPoolExecutor(8) as pool:
        claimed = [pk for pk in pool.map(claim, range(16)) if pk]

    assert sorted(map(str, claimed)) == sorted(map(str, jobs))


@pytest.mark.django_db
def test_one_that_is_cancelled_as_it_is_claimed_keeps_no_other_waiting(owner: User) -> None:
    cancelled = make_job(owner)

    def cancel(**_: object) -> None:
        if not GenerationJob.objects.filter(status=JobStatus.CANCELLED).exists():
            transitions.cancel(cancelled)

    job_changed.connect(cancel)
    try:
        assert tasks.run_next()
    finally:
        job_changed.disconnect(cancel)

    cancelled.refresh_from_db()
    assert cancelled.status == JobStatus.CANCELLED
    assert not tasks.run_next()


@pytest.mark.django_db
def test_a_cancelled_job_cannot_be_finished_by_its_worker(owner: User) -> None:
    make_job(owner)
    job = transitions.claim_next()
    assert job is not None
    attempt = transitions.start_attempt(job, "gemini", "m")

    assert transitions.cancel(job)

    with pytest.raises(transitions.ClaimLost):
        transitions.succeed(job, [], "")
    transitions.finish_attempt(attempt, AttemptStatus.SUCCEEDED)
    job.refresh_from_db()
    attempt.refresh_from_db()
    assert job.status == JobStatus.CANCELLED
    assert attempt.status == AttemptStatus.CANCELLED
    assert not transitions.cancel(job)


@pytest.mark.django_db
def test_a_dead_workers_job_comes_back_and_its_call_is_lost(owner: User) -> None:
    make_job(owner)
    job = transitions.claim_next()
    assert job is not None
    transitions.start_attempt(job, "gemini", "m")
    GenerationJob.objects.update(lease_expires_at=timezone.now() - timedelta(seconds=1))

    sweep.sweep_jobs()

    job.refresh_from_db()
    assert (job.status, job.stage, job.claim) == (JobStatus.QUEUED, JobStage.QUEUED, None)
    assert ProviderAttempt.objects.get().status == AttemptStatus.LOST
    again = transitions.claim_next()
    assert again is not None
    assert again.claims == 2


@pytest.mark.django_db
def test_a_job_that_kills_its_workers_is_given_up(owner: User) -> None:
    make_job(owner)
    for _ in range(transitions.CLAIMS_MAX):
        assert transitions.claim_next() is not None
        GenerationJob.objects.update(lease_expires_at=timezone.now() - timedelta(seconds=1))
        sweep.sweep_jobs()

    job = GenerationJob.objects.get()
    assert job.status == JobStatus.FAILED
    assert job.error_message == WORKERS_DIED.message
    assert transitions.claim_next() is None


@pytest.mark.django_db
def test_a_renewed_lease_keeps_the_job(owner: User) -> None:
    make_job(owner)
    job = transitions.claim_next()
    assert job is not None
    assert job.claim is not None
    later = timezone.now() + timedelta(seconds=25)

    assert transitions.renew_leases([job.claim], later) == 1

    assert not GenerationJob.objects.abandoned(later + timedelta(seconds=20)).exists()


@pytest.mark.django_db
def test_a_lease_renewed_since_the_sweep_looked_keeps_the_job(owner: User) -> None:
    make_job(owner)
    job = transitions.claim_next()
    assert job is not None
    assert job.claim is not None
    now = timezone.now()
    GenerationJob.objects.update(lease_expires_at=now - timedelta(seconds=1))
    [seen] = GenerationJob.objects.abandoned(now)
    transitions.renew_leases([job.claim], now)

    assert not transitions.release(seen, lapsed_at=now)
    assert not transitions.abandon(seen, WORKERS_DIED, lapsed_at=now)

    job.refresh_from_db()
    assert job.status == JobStatus.RUNNING
    assert transitions.release(job)


@pytest.mark.django_db
@pytest.mark.parametrize("end", ["succeed", "fail", "cancel"])
def test_a_job_costs_what_all_its_calls_have_cost(owner: User, end: str) -> None:
    other = make_job(owner)
    ProviderAttempt.objects.create(job=other, provider="p", model="m", cost_usd="9")
    transitions.cancel(other)
    make_job(owner)
    job = transitions.claim_next()
    assert job is not None
    for status, cost_usd in (
        (AttemptStatus.FAILED, "0.1"),
        (AttemptStatus.FAILED, None),
        (AttemptStatus.SUCCEEDED, "0.2"),
    ):
        attempt = transitions.start_attempt(job, "gemini", "m")
        transitions.finish_attempt(attempt, status, cost_usd=cost_usd)

    match end:
        case "succeed":
            transitions.succeed(job, [], "")
        case "fail":
            transitions.fail(job, WORKERS_DIED)
        case "cancel":
            transitions.cancel(job)

    job.refresh_from_db()
    assert job.cost_usd == Decimal("0.3")


@pytest.mark.django_db
def test_a_job_that_called_nobody_costs_nothing(owner: User) -> None:
    job = make_job(owner)
    transitions.cancel(job)
    job.refresh_from_db()
    assert job.cost_usd == 0


@pytest.mark.django_db
def test_every_change_counts_the_version_up(owner: User) -> None:
    make_job(owner)
    job = transitions.claim_next()
    assert job is not None
    transitions.enter(job, JobStage.CHECKING)
    transitions.succeed(job, [], "")
    job.refresh_from_db()
    assert job.version == 4
