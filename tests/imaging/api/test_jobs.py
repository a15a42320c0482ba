"""Jobs over HTTP: asked for, looked at, cancelled."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from copilot.models import User
from imaging import tasks, transitions
from imaging.models import AttemptStatus, GenerationJob, ProviderAttempt
from imaging.problems import RETRY, Problem
from tests.factories import make_image, make_job
from tests.imaging.api.asserting import errors, problem
from tests.imaging.api.shapes import ATTEMPT_FIELDS, IMAGE_FIELDS, JOB_FIELDS

pytestmark = pytest.mark.django_db

URL = "/api/v1/jobs/"
EVERYTHING = {
    "operation": "generate",
    "prompt": "A lighthouse",
    "content": "Ship small things.",
    "format": "square",
    "style": "minimal",
    "quality": "2K",
    "count": 2,
    "source_image": None,
    "reference_images": [],
    "provider": "canvas",
    "model": "",
    "max_cost_usd": "0.50",
    "fresh": True,
}


@pytest.fixture(autouse=True)
def without_key(settings: Settings) -> None:
    settings.IMAGE_PROVIDERS = ["gemini", "canvas"]
    settings.GEMINI_API_KEY = ""


def url(job: GenerationJob | UUID, call: str = "") -> str:
    pk = job if isinstance(job, UUID) else job.pk
    return f"{URL}{pk}/{call}"


def fail(job: GenerationJob) -> None:
    claimed = transitions.claim_next()
    assert claimed is not None
    assert claimed.pk == job.pk
    transitions.fail(claimed, Problem("timeout", "It took too long.", True, RETRY))


class TestAsking:
    def test_a_prompt_makes_a_job_and_says_where_it_is(self, owner_api: APIClient) -> None:
        response = owner_api.post(URL, {"prompt": "A lighthouse"})

        assert response.status_code == 202
        body = response.json()
        assert set(body) == JOB_FIELDS
        assert response["Location"].endswith(url(UUID(body["id"])))
        assert owner_api.get(response["Location"]).json() == body
        assert body["status"] == body["stage"] == "queued"
        assert body["position"] == 1
        assert (body["operation"], body["format"], body["quality"]) == (
            "generate", "landscape", "1K",
        )  # fmt: skip
        assert body["count"] == 1
        assert body["cost_usd"] == "0.0000"
        assert body["images"] == body["attempts"] == []
        assert (body["notice"], body["error"], body["batch"]) == (None, None, None)
        assert body["reused"] is False

    def test_every_field_reaches_the_job(self, owner_api: APIClient) -> None:
        pk = owner_api.post(URL, EVERYTHING).json()["id"]

        job = GenerationJob.objects.get(pk=pk)
        assert {name: str(getattr(job, name)) for name in EVERYTHING if hasattr(job, name)} == {
            "operation": "generate", "prompt": "A lighthouse", "content": "Ship small things.",
            "format": "square", "style": "minimal", "quality": "2K", "count": "2",
            "provider": "canvas", "model": "", "max_cost_usd": "0.5000", "fresh": "True",
            "source_image": "None",
        }  # fmt: skip

    def test_the_finished_job_holds_its_images_attempts_and_times(
        self, owner_api: APIClient
    ) -> None:
        pk = owner_api.post(URL, {"content": "Ship small things.", "count": 2}).json()["id"]

        assert tasks.run_next()

        body = owner_api.get(url(UUID(pk))).json()
        assert body["status"] == "succeeded"
        assert body["stage"] == "done"
        assert body["position"] is None
        assert [image["job"] for image in body["images"]] == [pk, pk]
        assert all(set(image) == IMAGE_FIELDS for image in body["images"])
        assert set(body["attempts"][0]) == ATTEMPT_FIELDS
        created, finished = (parse_datetime(body[each]) for each in ("created_at", "finished_at"))
        assert created is not None
        assert finished is not None
        assert created.utcoffset() == timedelta(0)
        assert created < finished

    def test_a_failed_job_says_why_and_what_to_do(self, owner: User, owner_api: APIClient) -> None:
        job = make_job(owner)
        ProviderAttempt.objects.create(
            job=job,
            provider="gemini",
            model="m",
            status=AttemptStatus.FAILED,
            error_code="timeout",
            http_status=504,
            cost_usd="0.034",
            latency_ms=1200,
        )
        fail(job)

        body = owner_api.get(url(job)).json()

        assert body["error"] == {
            "code": "timeout",
            "message": "It took too long.",
            "retryable": True,
            "action": {"kind": "retry", "label": "Try again", "at": None},
        }
        [attempt] = body["attempts"]
        assert attempt.pop("started_at")
        assert attempt == {
            "provider": "gemini", "model": "m", "status": "failed", "error_code": "timeout",
            "http_status": 504, "latency_ms": 1200, "cost_usd": "0.0340",
        }  # fmt: skip

    def test_a_token_serves_as_well_as_a_session(self, owner: User, token_api: APIClient) -> None:
        assert token_api.post(URL, {"prompt": "x"}).status_code == 202
        assert GenerationJob.objects.get().owner == owner

    def test_asking_takes_few_queries(
        self,
        token_api: APIClient,
        settings: Settings,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        settings.USER_DAILY_IMAGES = 0
        # The token, the keys, the brand, the job alone, and its position.
        with django_assert_num_queries(5):
            token_api.post(URL, {"prompt": "A lighthouse", "provider": "canvas"})

    def test_a_session_needs_its_csrf_token(self, owner: User) -> None:
        careful = APIClient(enforce_csrf_checks=True)
        careful.force_login(owner)

        problem(careful.post(URL, {"prompt": "x"}), 403, "permission_denied")
        assert not GenerationJob.objects.exists()


class TestReading:
    def test_a_job_is_there_for_its_owner_alone(
        self,
        owner: User,
        owner_api: APIClient,
        reviewer_api: APIClient,
        stranger_api: APIClient,
        anonymous_api: APIClient,
    ) -> None:
        job = make_job(owner)

        assert owner_api.get(url(job)).json()["id"] == str(job.pk)
        problem(reviewer_api.get(url(job)), 404, "not_found")
        problem(stranger_api.get(url(job)), 404, "not_found")
        response = anonymous_api.get(url(job))
        problem(response, 401, "not_authenticated")
        assert response["WWW-Authenticate"] == "Token"

    def test_a_list_holds_ones_own_newest_first(
        self, owner: User, owner_api: APIClient, reviewer_api: APIClient, stranger_api: APIClient
    ) -> None:
        first, second = make_job(owner), make_job(owner)

        body = owner_api.get(URL).json()

        assert set(body) == {"next", "previous", "results"}
        assert [job["id"] for job in body["results"]] == [str(second.pk), str(first.pk)]
        assert set(body["results"][0]) == JOB_FIELDS
        assert reviewer_api.get(URL).json()["results"] == []
        assert stranger_api.get(URL).json()["results"] == []

    def test_pages_lead_to_each_other_and_hold_each_job_once(
        self, owner: User, owner_api: APIClient
    ) -> None:
        now = timezone.now()
        # All of one moment: the hard case for a cursor on a time.
        wanted = {str(make_job(owner, created_at=now).pk) for _ in range(120)}

        pages, address = [], URL
        while address:
            page = owner_api.get(address).json()
            pages.append([job["id"] for job in page["results"]])
            address = page["next"]

        assert [len(page) for page in pages] == [50, 50, 20]
        assert {pk for page in pages for pk in page} == wanted

    @pytest.mark.parametrize("cursor", ["nonsense", "cD1ub25zZW5zZQ==", "cj1ub25l"])
    def test_a_cursor_of_ones_own_making(self, owner_api: APIClient, cursor: str) -> None:
        problem(owner_api.get(f"{URL}?cursor={cursor}"), 404, "not_found")

    def test_the_list_is_narrowed_by_a_status_that_there_is(
        self, owner: User, owner_api: APIClient
    ) -> None:
        failed = make_job(owner, status="failed")
        make_job(owner)

        found = owner_api.get(f"{URL}?status=failed").json()["results"]
        assert [job["id"] for job in found] == [str(failed.pk)]
        assert len(owner_api.get(f"{URL}?status=").json()["results"]) == 2
        assert list(errors(owner_api.get(f"{URL}?status=lost"))) == ["status"]

    def test_positions_count_everybodys_jobs(
        self, owner: User, owner_api: APIClient, stranger: User
    ) -> None:
        for person in (stranger, owner, stranger, owner):
            make_job(person)

        assert [job["position"] for job in owner_api.get(URL).json()["results"]] == [4, 2]

    def test_a_longer_list_takes_no_more_queries(
        self,
        owner: User,
        owner_api: APIClient,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        for _ in range(3):
            job = make_job(owner)
            make_image(owner, job=job)
            ProviderAttempt.objects.create(job=job, provider="gemini", model="m")

        # Session and person; jobs, attempts and images; the queue.
        with django_assert_num_queries(6):
            assert len(owner_api.get(URL).json()["results"]) == 3


class TestCancelling:
    def test_the_owner_cancels(
        self, owner: User, owner_api: APIClient, reviewer_api: APIClient, stranger_api: APIClient
    ) -> None:
        job = make_job(owner)

        problem(stranger_api.post(url(job, "cancel/")), 404)
        problem(reviewer_api.post(url(job, "cancel/")), 404)
        body = owner_api.post(url(job, "cancel/"))

        assert body.status_code == 200
        assert body.json()["status"] == "cancelled"
        assert owner_api.post(url(job, "cancel/")).json()["status"] == "cancelled"
        assert not tasks.run_next()

    def test_what_has_ended_stays_as_it_ended(self, owner: User, owner_api: APIClient) -> None:
        job = make_job(owner)
        fail(job)

        response = owner_api.post(url(job, "cancel/"))

        assert response.status_code == 200
        assert response.json()["status"] == "failed"
