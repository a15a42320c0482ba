"""Jobs over HTTP: asked for, looked at, cancelled, tried again."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from copilot.models import User
from imaging import tasks, transitions
from imaging.models import AttemptStatus, GenerationJob, JobStatus, ProviderAttempt
from imaging.problems import RETRY, Problem
from tests.factories import make_image, make_job
from tests.imaging.api.asserting import errors, problem

pytestmark = pytest.mark.django_db

URL = "/api/v1/jobs/"
JOB_FIELDS = {
    "id", "operation", "status", "stage", "position", "prompt", "format", "style", "quality",
    "count", "reused", "retry_of", "batch", "attempts", "images", "notice", "error",
    "estimated_cost_usd", "cost_usd", "created_at", "started_at", "finished_at",
}  # fmt: skip
ATTEMPT_FIELDS = {
    "provider", "model", "status", "error_code", "http_status", "started_at", "latency_ms",
    "cost_usd",
}  # fmt: skip
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

    def test_a_session_needs_its_csrf_token(self, owner: User) -> None:
        careful = APIClient(enforce_csrf_checks=True)
        careful.force_login(owner)

        problem(careful.post(URL, {"prompt": "x"}), 403, "permission_denied")
        assert not GenerationJob.objects.exists()


class TestBadInput:
    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("prompt", "x" * 4001),
            ("content", "x" * 8001),
            ("prompt", {"not": "text"}),
            ("prompt", "nul\0"),
            ("operation", "paint"),
            ("operation", "edit"),
            ("format", "panorama"),
            ("quality", "8K"),
            ("style", "baroque-cubism"),
            ("provider", "dall-e"),
            ("count", 0),
            ("count", 5),
            ("count", "many"),
            ("count", True),
            ("count", None),
            ("max_cost_usd", "-1"),
            ("max_cost_usd", "NaN"),
            ("fresh", "perhaps"),
            ("source_image", "00000000-0000-4000-8000-000000000000"),
            ("source_image", "no-uuid"),
            ("reference_images", ["00000000-0000-4000-8000-000000000000"]),
        ],
    )
    def test_is_answered_by_its_field(self, owner_api: APIClient, field: str, value: Any) -> None:
        response = owner_api.post(URL, {"prompt": "A lighthouse"} | {field: value})

        assert list(errors(response)) == [field]
        assert not GenerationJob.objects.exists()

    def test_items_of_a_list_are_named(self, owner_api: APIClient) -> None:
        body = {"prompt": "x", "reference_images": [str(uuid4()), "no"]}

        assert list(errors(owner_api.post(URL, body))) == ["reference_images.1"]

    @pytest.mark.parametrize("nothing", [{}, {"prompt": " \n", "content": ""}])
    def test_there_must_be_something_to_paint(
        self, owner_api: APIClient, nothing: dict[str, str]
    ) -> None:
        assert list(errors(owner_api.post(URL, nothing))) == ["prompt"]

    @pytest.mark.parametrize("body", ["{", '{"prompt": NaN}', "\xff", "[" * 100_000])
    def test_malformed_json(self, owner_api: APIClient, body: str) -> None:
        response = owner_api.post(URL, body.encode("latin-1"), content_type="application/json")

        problem(response, 400, "parse_error")

    def test_json_that_is_no_object(self, owner_api: APIClient) -> None:
        assert list(errors(owner_api.post(URL, ["prompt"]))) == ["body"]

    def test_another_media_type(self, owner_api: APIClient) -> None:
        response = owner_api.post(URL, b"prompt=x", content_type="text/plain")

        problem(response, 415, "unsupported_media_type")

    @pytest.mark.parametrize("api", ["owner_api", "token_api"])
    def test_too_much_of_it(
        self, request: pytest.FixtureRequest, settings: Settings, api: str
    ) -> None:
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
        client: APIClient = request.getfixturevalue(api)

        problem(client.post(URL, {"prompt": "x", "padding": "x" * 1000}), 413, "too_large")

    def test_a_method_that_is_not_there(self, owner_api: APIClient) -> None:
        response = owner_api.put(URL, {})

        problem(response, 405, "method_not_allowed")
        assert response["Allow"] == "GET, POST, HEAD, OPTIONS"


class TestIdempotency:
    def test_the_same_key_gives_the_same_job(self, owner_api: APIClient) -> None:
        first, again = (
            owner_api.post(URL, {"prompt": "A lighthouse"}, headers={"Idempotency-Key": "k"})
            for _ in range(2)
        )

        assert first.status_code == again.status_code == 202
        assert first.json()["id"] == again.json()["id"]
        assert GenerationJob.objects.count() == 1

    def test_the_same_key_with_another_body_is_a_conflict(self, owner_api: APIClient) -> None:
        owner_api.post(URL, {"prompt": "A lighthouse"}, headers={"Idempotency-Key": "k"})

        response = owner_api.post(URL, {"prompt": "A pier"}, headers={"Idempotency-Key": "k"})

        problem(response, 409, "idempotency_key_reused")
        assert GenerationJob.objects.count() == 1

    def test_keys_of_two_people_have_nothing_to_do_with_each_other(
        self, owner_api: APIClient, reviewer_api: APIClient, stranger_api: APIClient
    ) -> None:
        made = {
            api.post(URL, {"prompt": "A pier"}, headers={"Idempotency-Key": "k"}).json()["id"]
            for api in (owner_api, reviewer_api, stranger_api)
        }

        assert len(made) == 3

    def test_a_key_has_a_length(self, owner_api: APIClient) -> None:
        response = owner_api.post(URL, {"prompt": "x"}, headers={"Idempotency-Key": "k" * 256})

        assert list(errors(response)) == ["Idempotency-Key"]


class TestLimits:
    def test_a_used_up_day_says_when_to_come_back(
        self, owner: User, owner_api: APIClient, settings: Settings
    ) -> None:
        settings.USER_DAILY_IMAGES = 2
        make_job(owner)

        response = owner_api.post(URL, {"prompt": "x", "count": 2})

        assert "today's 2 images" in problem(response, 429, "budget_exceeded")["detail"]
        assert 0 < int(response["Retry-After"]) <= 86_400 + 1
        assert GenerationJob.objects.count() == 1

    def test_jobs_have_a_rate_of_their_own_for_each_person(
        self,
        owner_api: APIClient,
        reviewer_api: APIClient,
        stranger_api: APIClient,
        settings: Settings,
    ) -> None:
        settings.JOB_RATE = "1/hour"
        assert owner_api.post(URL, {"prompt": "x"}).status_code == 202

        refused = owner_api.post(URL, {"prompt": "x"})

        problem(refused, 429, "throttled")
        assert int(refused["Retry-After"]) > 3000
        assert owner_api.get(URL).status_code == 200
        assert reviewer_api.post(URL, {"prompt": "x"}).status_code == 202
        assert stranger_api.post(URL, {"prompt": "x"}).status_code == 202

    def test_every_call_counts_for_the_general_rate(
        self, owner_api: APIClient, settings: Settings
    ) -> None:
        settings.API_RATE = "2/minute"

        statuses = [owner_api.get(URL).status_code for _ in range(3)]

        assert statuses == [200, 200, 429]

    def test_a_rate_of_nought_is_no_limit(self, owner_api: APIClient, settings: Settings) -> None:
        settings.API_RATE = settings.JOB_RATE = "0/minute"

        assert owner_api.post(URL, {"prompt": "x"}).status_code == 202


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


class TestTryingAgain:
    def test_makes_a_new_job_of_the_same(
        self, owner: User, owner_api: APIClient, reviewer_api: APIClient, stranger_api: APIClient
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

    def test_makes_no_sense_while_the_job_waits(self, owner: User, owner_api: APIClient) -> None:
        job = make_job(owner)

        problem(owner_api.post(url(job, "retry/")), 409, "not_retryable")
        assert GenerationJob.objects.count() == 1

    def test_twice_under_one_key_is_once(self, owner: User, owner_api: APIClient) -> None:
        job = make_job(owner)
        fail(job)

        made = {
            owner_api.post(url(job, "retry/"), headers={"Idempotency-Key": "k"}).json()["id"]
            for _ in range(2)
        }

        assert len(made) == 1

    def test_starting_elsewhere_is_refused_and_not_ignored(
        self, owner: User, owner_api: APIClient
    ) -> None:
        job = make_job(owner)
        fail(job)

        assert list(errors(owner_api.post(url(job, "retry/"), {"start_at": "imagen"}))) == [
            "start_at"
        ]
        assert GenerationJob.objects.count() == 1
