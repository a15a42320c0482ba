"""A compiled query finds what the query itself would, whatever it is asked with next."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import Count, Prefetch, QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from copilot.models import User
from imaging.compiled_queries import compiled, share_out
from imaging.models import GenerationJob, ProviderAttempt
from tests.factories import make_job

pytestmark = pytest.mark.django_db


def jobs_of(owner: Any, since: datetime) -> QuerySet[GenerationJob]:
    jobs = GenerationJob.objects.filter(owner=owner, created_at__gte=since)
    return jobs.select_related("owner").order_by("created_at")


def test_it_finds_by_the_values_of_each_call(owner: User, stranger: User) -> None:
    find, now = compiled(jobs_of), timezone.now()
    mine = [make_job(owner), make_job(owner)]
    theirs = make_job(stranger)
    long_ago, later = now - timedelta(days=1), now + timedelta(days=1)

    assert find(owner.pk, long_ago) == mine
    assert find(stranger.pk, long_ago) == [theirs]
    assert find(owner.pk, later) == find(uuid4(), long_ago) == []


def test_related_rows_come_with_it_in_one_query(owner: User) -> None:
    find = compiled(jobs_of)
    make_job(owner)
    long_ago = timezone.now() - timedelta(days=1)
    find(owner.pk, long_ago)
    with CaptureQueriesContext(connection) as queries:
        assert [job.owner for job in find(owner.pk, long_ago)] == [owner]
    assert len(queries) == 1


def test_its_sql_is_written_once_for_numbers_that_are_alike(owner: User) -> None:
    built = []

    @compiled
    def find(pks: tuple[UUID, ...]) -> QuerySet[GenerationJob]:
        built.append(len(pks))
        return GenerationJob.objects.filter(pk__in=pks).order_by("pk")

    jobs = sorted((make_job(owner) for _ in range(5)), key=lambda job: job.pk)
    for some in (jobs[:1], jobs[:3], jobs[1:], jobs[:4], jobs, jobs[4:]):
        assert find(tuple(job.pk for job in some)) == some
    assert built == [1, 4, 8]


def test_values_are_found_as_well_as_models(owner: User, stranger: User) -> None:
    @compiled
    def count(owner: Any) -> QuerySet[GenerationJob, int]:
        counted = GenerationJob.objects.filter(owner=owner).values("owner").annotate(n=Count("pk"))
        return counted.values_list("n", flat=True)

    make_job(owner)
    make_job(owner)
    assert count(owner.pk) == [2]
    assert count(stranger.pk) == []


def test_rows_are_shared_out_as_prefetching_does(owner: User) -> None:
    pks = [make_job(owner).pk for _ in range(3)]
    for number in range(4):
        ProviderAttempt.objects.create(
            job_id=pks[number % 2], request_id=str(number), provider="gemini", model="m"
        )
    ordered = ProviderAttempt.objects.order_by("request_id")
    prefetched = GenerationJob.objects.prefetch_related(Prefetch("attempts", ordered))
    usual = {job.pk: list(job.attempts.all()) for job in prefetched}

    jobs = list(GenerationJob.objects.all())
    share_out(ordered, jobs, by="job", to="attempts")
    with CaptureQueriesContext(connection) as queries:
        assert {job.pk: list(job.attempts.all()) for job in jobs} == usual
        assert {each.job and each.job.pk for job in jobs for each in job.attempts.all()} == set(
            pks[:2]
        )
    assert not queries.captured_queries


def test_what_is_asked_of_a_share_beyond_all_of_it_is_asked_of_its_own_rows(owner: User) -> None:
    """Else an update of one job's attempts were one of everybody's."""
    jobs = [make_job(owner), make_job(owner)]
    for job in jobs:
        ProviderAttempt.objects.create(job=job, provider="gemini", model="m")
    share_out(ProviderAttempt.objects.all(), jobs, by="job", to="attempts")

    mine = jobs[0].attempts
    assert [each.job_id for each in mine.filter(model="m")] == [jobs[0].pk]
    assert mine.update(model="n") == 1
