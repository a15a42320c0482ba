"""What may be asked for over HTTP, how often, and how it is refused."""

from typing import Any
from uuid import uuid4

import pytest
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from copilot.models import User
from imaging.models import GenerationJob
from tests.factories import make_job
from tests.imaging.api.asserting import errors, problem

pytestmark = pytest.mark.django_db

URL = "/api/v1/jobs/"


class TestBadInput:
    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("prompt", "x" * 4001),
            ("content", "x" * 8001),
            ("prompt", {"not": "text"}),
            ("prompt", "nul\0"),
            ("prompt", 5),
            ("content", 5.5),
            ("promt", "A pier"),
            ("operation", "paint"),
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
        ],
    )
    def test_is_answered_by_its_field(self, owner_api: APIClient, field: str, value: Any) -> None:
        response = owner_api.post(URL, {"prompt": "A lighthouse"} | {field: value})

        assert list(errors(response)) == [field]
        assert not GenerationJob.objects.exists()

    def test_all_that_is_wrong_is_named_at_once(self, owner_api: APIClient) -> None:
        response = owner_api.post(URL, {"promt": "A pier", "count": 9, "sytle": "flat"})
        assert set(errors(response)) == {"promt", "count", "sytle"}

    def test_items_of_a_list_are_named(self, owner_api: APIClient) -> None:
        body = {"prompt": "x", "reference_images": [str(uuid4()), "no"]}

        assert list(errors(owner_api.post(URL, body))) == ["reference_images.1"]
        body["reference_images"] = [str(uuid4())]
        assert list(errors(owner_api.post(URL, body))) == ["reference_images.0"]

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


@pytest.mark.parametrize(
    ("pin", "told"),
    [
        (
            {"provider": "imagen", "model": "imagen-4.0-fast-generate-001", "quality": "4K"},
            "Imagen 4 Fast paints 1K and 2K only. Choose another model for more.",
        ),
        (
            {"model": "gemini-3.1-flash-lite-image", "quality": "4K"},
            "Nano Banana 2 Lite paints 1K only. Choose another model for more.",
        ),
        (
            {"provider": "imagen", "quality": "4K"},
            "Imagen paints 1K and 2K only. Choose another model for more.",
        ),
    ],
)
def test_a_quality_that_a_pinned_model_lacks_is_refused_as_in_the_form(
    owner_api: APIClient, pin: dict[str, str], told: str
) -> None:
    refused = owner_api.post("/api/v1/jobs/", {"prompt": "A pier"} | pin)
    assert errors(refused) == {"quality": [told]}
    free = {"prompt": "A pier", "quality": pin["quality"]}
    assert owner_api.post("/api/v1/jobs/", free).status_code == 202
