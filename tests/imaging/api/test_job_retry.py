"""Jobs tried again over HTTP."""

from uuid import UUID

import pytest
from rest_framework.test import APIClient

from copilot.models import User
from imaging.models import GenerationJob, JobStatus
from tests.factories import make_job
from tests.imaging.api.asserting import errors, problem
from tests.imaging.api.test_jobs import fail, url, without_key  # noqa: F401

pytestmark = pytest.mark.django_db


def test_makes_a_new_job_of_the_same(
    owner: User, owner_api: APIClient, reviewer_api: APIClient, stranger_api: APIClient
) -> None:
    job = make_job(owner, prompt="A pier", format="portrait", count=3)
    fail(job)

    problem(stranger_api.post(url(job, "retry/")), 404)
    problem(reviewer_api.post(url(job, "retry/")), 404)
    response = owner_api.post(url(job, "retry/"))

    assert response.status_code == 202
    body = response.json()
    assert body["id"] != str(job.pk)
    assert response["Location"].endswith(url(UUID(body["id"])))
    assert body["retry_of"] == str(job.pk)
    assert (body["prompt"], body["format"], body["count"]) == ("A pier", "portrait", 3)
    job.refresh_from_db()
    assert job.status == JobStatus.FAILED


def test_makes_no_sense_while_the_job_waits(owner: User, owner_api: APIClient) -> None:
    job = make_job(owner)

    problem(owner_api.post(url(job, "retry/")), 409, "not_retryable")
    assert GenerationJob.objects.count() == 1


def test_twice_under_one_key_is_once(owner: User, owner_api: APIClient) -> None:
    job = make_job(owner)
    fail(job)

    made = {
        owner_api.post(url(job, "retry/"), headers={"Idempotency-Key": "k"}).json()["id"]
        for _ in range(2)
    }

    assert len(made) == 1


def test_may_start_further_down_the_chain(owner: User, owner_api: APIClient) -> None:
    job = make_job(owner, provider="gemini", model="gemini-nano-banana-2.1")
    fail(job)

    pk = owner_api.post(url(job, "retry/"), {"start_at": "canvas"}).json()["id"]

    retry = GenerationJob.objects.get(pk=pk)
    assert (retry.start_at, retry.provider, retry.model) == ("canvas", "", "")
    assert (retry.retry_of, retry.prompt) == (job, job.prompt)


def test_a_start_that_is_not_in_the_chain_is_refused(owner: User, owner_api: APIClient) -> None:
    job = make_job(owner)
    fail(job)

    assert list(errors(owner_api.post(url(job, "retry/"), {"start_at": "imagen"}))) == ["start_at"]
    assert GenerationJob.objects.count() == 1
