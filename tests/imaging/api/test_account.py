"""Tokens and usage over HTTP."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from copilot.models import ApiToken, User
from imaging.models import JobStatus, ProviderAttempt
from imaging.prompts.styles import STYLES
from tests.factories import PASSWORD, make_job
from tests.imaging.api.asserting import errors, problem

pytestmark = pytest.mark.django_db

TOKEN = "/api/v1/auth/token/"
USAGE = "/api/v1/usage/"


class TestTokens:
    @pytest.mark.parametrize("name", ["owner", "owner@example.org"])
    def test_username_or_address_and_password_give_one(
        self, owner: User, anonymous_api: APIClient, name: str
    ) -> None:
        response = anonymous_api.post(TOKEN, {"username": name, "password": PASSWORD})

        assert response.status_code == 200
        body = response.json()
        assert set(body) == {"token", "expires_at"}
        expires = parse_datetime(body["expires_at"])
        assert expires is not None
        assert expires > timezone.now()
        anonymous_api.credentials(HTTP_AUTHORIZATION=f"Token {body['token']}")
        assert anonymous_api.get(USAGE).status_code == 200

    def test_one_can_be_given_up(self, token_api: APIClient) -> None:
        assert token_api.delete(TOKEN).status_code == 204

        problem(token_api.get(USAGE), 401, "authentication_failed")
        assert not ApiToken.objects.exists()

    def test_an_expired_one_is_refused_and_goes(self, token_api: APIClient) -> None:
        ApiToken.objects.update(expiry=timezone.now() - timedelta(seconds=1))

        problem(token_api.get(USAGE), 401, "authentication_failed")
        assert not ApiToken.objects.exists()

    def test_one_is_known_by_all_of_it(self, owner: User, anonymous_api: APIClient) -> None:
        _, token = ApiToken.objects.create(user=owner)
        other = token[:-1] + ("0" if token[-1] != "0" else "1")
        for each, status in ((token, 200), (other, 401), (token[:-1], 401), (token[:3], 401)):
            anonymous_api.credentials(HTTP_AUTHORIZATION=f"Token {each}")
            assert anonymous_api.get(USAGE).status_code == status

    def test_a_session_has_none_to_give_up(
        self, owner_api: APIClient, reviewer_api: APIClient, stranger_api: APIClient
    ) -> None:
        for api in (owner_api, reviewer_api, stranger_api):
            problem(api.delete(TOKEN), 401, "not_authenticated")

    def test_a_wrong_password_gives_none(self, owner: User, anonymous_api: APIClient) -> None:
        response = anonymous_api.post(TOKEN, {"username": "owner", "password": "wrong"})

        problem(response, 401, "authentication_failed")
        assert response["WWW-Authenticate"] == "Token"
        assert not ApiToken.objects.exists()

    def test_a_closed_account_gives_none(self, owner: User, anonymous_api: APIClient) -> None:
        User.objects.update(is_active=False)

        response = anonymous_api.post(TOKEN, {"username": "owner", "password": PASSWORD})

        problem(response, 401, "authentication_failed")

    def test_guessing_is_limited(self, owner: User, anonymous_api: APIClient) -> None:
        wrong = {"username": "owner", "password": "wrong"}

        responses = [anonymous_api.post(TOKEN, wrong) for _ in range(11)]

        problem(responses[-1], 429, "throttled")
        assert int(responses[-1]["Retry-After"]) > 0
        right = {"username": "owner", "password": PASSWORD}
        problem(anonymous_api.post(TOKEN, right), 429, "throttled")

    def test_both_fields_are_needed(self, anonymous_api: APIClient) -> None:
        assert set(errors(anonymous_api.post(TOKEN, {}))) == {"username", "password"}


class TestUsage:
    def test_counts_ones_own_images_of_today(
        self,
        owner: User,
        owner_api: APIClient,
        reviewer_api: APIClient,
        stranger_api: APIClient,
        settings: Settings,
    ) -> None:
        settings.USER_DAILY_IMAGES = 10
        job = make_job(owner, count=3)
        make_job(owner, count=4, status=JobStatus.CANCELLED)
        make_job(owner, count=4, created_at=timezone.now() - timedelta(days=1))
        for cost in ("0.0340", "0.1000", None):
            ProviderAttempt.objects.create(job=job, provider="gemini", model="m", cost_usd=cost)
        said = {"purpose": "text", "owner": owner, "provider": "gemini", "model": "m"}
        ProviderAttempt.objects.create(**said, input_tokens=60, output_tokens=180)
        ProviderAttempt.objects.create(**said, status="skipped")

        body = owner_api.get(USAGE).json()

        resets_at = parse_datetime(body.pop("resets_at"))
        assert body == {
            "period": "day",
            "images": 3,
            "texts": {"calls": 1, "unpriced": 1, "input_tokens": 60, "output_tokens": 180},
            "cost_usd": "0.1340",
            "saved_usd": "0.0000",
            "limits": {"images": 10},
            "remaining": {"images": 7},
        }
        assert resets_at is not None
        midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0) + timedelta(days=1)
        assert abs(resets_at - midnight) < timedelta(seconds=5)
        for api in (reviewer_api, stranger_api):
            assert api.get(USAGE).json()["images"] == 0

    def test_no_limit_is_null(self, owner_api: APIClient, settings: Settings) -> None:
        settings.USER_DAILY_IMAGES = 0

        body = owner_api.get(USAGE).json()

        assert body["limits"] == body["remaining"] == {"images": None}

    def test_it_is_for_people_we_know(self, anonymous_api: APIClient) -> None:
        problem(anonymous_api.get(USAGE), 401, "not_authenticated")


def test_the_styles_are_listed_for_everybody_signed_in(
    owner_api: APIClient,
    reviewer_api: APIClient,
    stranger_api: APIClient,
    anonymous_api: APIClient,
) -> None:
    problem(anonymous_api.get("/api/v1/styles/"), 401, "not_authenticated")
    for api in (owner_api, reviewer_api, stranger_api):
        body = api.get("/api/v1/styles/").json()
        assert {"photographic", "editorial", "minimal"} <= {style["slug"] for style in body}
        assert len(body) == len(STYLES)
        assert all(set(style) == {"slug", "name", "description"} for style in body)
