"""Ideas for a post over HTTP: read by Gemini where it can, locally where not."""

import json
from typing import Any

import pytest
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from copilot.models import User
from imaging.limits import CONTENT_MAX
from imaging.models import AttemptStatus, ProviderAttempt, Purpose
from imaging.prompts.ideas import suggest_ideas
from imaging.prompts.recent import is_worn
from imaging.suggestions import recent_of
from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator
from tests.factories import make_image
from tests.imaging.api.asserting import errors, problem
from tests.imaging.prompts.posts import HOSPITAL, WAREHOUSE

pytestmark = pytest.mark.django_db

PROMPTS = "/api/v1/prompts/"
READ = {
    "industry": "Healthcare",
    "themes": ["search time", "infusion pumps", "nurses", "a fourth theme"],
    "tone": "conversational",
    "visual_elements": ["an infusion pump", "a bed", "a shelf", "a badge", "a clock"],
    "audience": "Hospital managers",
    "purpose": "personal_story",
    "confidence": {"industry": 0.95, "themes": 7, "tone": -1, "audience": 0.8, "purpose": 0.7},
}


@pytest.fixture
def with_gemini(gemini: GeminiEmulator, settings: Settings) -> GeminiEmulator:
    settings.GEMINI_API_KEY = "AIza-the-key-of-the-reader-7f3a"
    settings.GEMINI_BASE_URL = gemini.base_url
    settings.GEMINI_TEXT_MODELS = ["gemini-3.8-flash", "gemini-3.5-flash-lite"]
    return gemini


def suggested(api: APIClient, **asked: Any) -> dict[str, Any]:
    response = api.post(PROMPTS, asked, format="json")
    assert response.status_code == 200, response.content
    body: dict[str, Any] = response.json()
    return body


class TestWithoutAKey:
    def test_a_post_is_read_and_has_four_ideas(
        self, owner_api: APIClient, reviewer_api: APIClient, stranger_api: APIClient
    ) -> None:
        for api in (owner_api, reviewer_api, stranger_api):
            body = suggested(api, content=WAREHOUSE)

            assert set(body) == {"analysis", "suggestions", "source"}
            assert body["source"] == "local"
            assert body["analysis"]["industry"] == "Manufacturing"
            assert set(body["analysis"]["confidence"]) == set(body["analysis"]) - {"confidence"}
            assert len({idea["kind"] for idea in body["suggestions"]}) == 4
            for idea in body["suggestions"]:
                assert set(idea) == {
                    "kind", "style", "prompt", "description", "reason", "estimated_cost_usd",
                }  # fmt: skip
                assert 50 <= len(idea["prompt"].split()) <= 100
        assert not ProviderAttempt.objects.exists()

    def test_what_is_said_of_it_is_believed(self, owner_api: APIClient) -> None:
        body = suggested(
            owner_api,
            content="Blue.",
            industry="Food & Beverage",
            tone="friendly",
            content_type="carousel",
        )

        assert body["analysis"]["industry"] == "Food & Beverage"
        assert body["analysis"]["tone"] == "friendly"
        assert body["analysis"]["confidence"]["industry"] == 1
        assert body["suggestions"][0]["kind"] == "diagram"

    def test_a_poll_is_one(self, owner_api: APIClient) -> None:
        body = suggested(owner_api, content="Tea or coffee?", content_type="poll")

        assert body["analysis"]["purpose"] == "poll"
        assert body["analysis"]["industry"] == "unknown"

    @pytest.mark.parametrize(
        ("asked", "field"),
        [
            ({}, "content"),
            ({"content": "  "}, "content"),
            ({"content": "x" * (CONTENT_MAX + 1)}, "content"),
            ({"content": "A post", "industry": "Alchemy"}, "industry"),
            ({"content": "A post", "tone": "sarcastic"}, "tone"),
            ({"content": "A post", "content_type": "sonnet"}, "content_type"),
        ],
    )
    def test_bad_input_is_named_by_field(
        self, owner_api: APIClient, asked: dict[str, str], field: str
    ) -> None:
        assert set(errors(owner_api.post(PROMPTS, asked, format="json"))) == {field}

    def test_it_is_for_people_we_know(self, anonymous_api: APIClient) -> None:
        problem(anonymous_api.post(PROMPTS, {"content": "A post"}), 401, "not_authenticated")

    def test_it_is_throttled(
        self, owner_api: APIClient, stranger_api: APIClient, settings: Settings
    ) -> None:
        settings.JOB_RATE = "1/minute"
        suggested(owner_api, content="A post")

        problem(owner_api.post(PROMPTS, {"content": "A post"}, format="json"), 429, "throttled")
        suggested(stranger_api, content="A post")

    def test_the_last_images_are_not_shown_again(self, owner: User, owner_api: APIClient) -> None:
        seen = [idea.prompt for idea in suggest_ideas(WAREHOUSE)]
        for prompt in seen:
            make_image(owner, prompt=prompt)
        kept = recent_of(owner)

        prompts = [
            idea["prompt"] for idea in suggested(owner_api, content=WAREHOUSE)["suggestions"]
        ]

        assert {each.prompt for each in kept} == set(seen)
        assert not [prompt for prompt in prompts if is_worn(prompt, kept)]


class TestWithGemini:
    def test_it_reads_the_post_and_the_call_is_recorded(
        self, with_gemini: GeminiEmulator, owner: User, owner_api: APIClient
    ) -> None:
        with_gemini.script(behaviours.text(json.dumps(READ)))

        body = suggested(owner_api, content=HOSPITAL)

        assert body["source"] == "gemini"
        assert body["analysis"]["themes"] == READ["themes"][:3]  # type: ignore[index]
        assert len(body["analysis"]["visual_elements"]) == 4
        assert body["analysis"]["audience"] == "Hospital managers"
        assert body["analysis"]["confidence"]["themes"] == 1
        assert body["analysis"]["confidence"]["tone"] == 0
        attempt = ProviderAttempt.objects.get()
        assert attempt.owner == owner
        assert attempt.purpose == Purpose.TEXT
        assert attempt.status == AttemptStatus.SUCCEEDED
        assert attempt.model == "gemini-3.5-flash-lite"
        assert attempt.input_tokens

    @pytest.mark.parametrize(
        "answer",
        [
            behaviours.text("I would rather not."),
            behaviours.text("[]"),
            behaviours.text("{}"),
            behaviours.blocked(),
            behaviours.unavailable(),
            behaviours.quota(),
            behaviours.html(),
        ],
    )
    def test_where_it_does_not_answer_the_post_is_read_locally(
        self,
        with_gemini: GeminiEmulator,
        owner_api: APIClient,
        answer: behaviours.Behaviour,
    ) -> None:
        with_gemini.script(answer, answer)

        body = suggested(owner_api, content=HOSPITAL)

        assert body["source"] == "local"
        assert body["analysis"]["industry"] == "Healthcare"
        statuses = set(ProviderAttempt.objects.values_list("status", flat=True))
        assert statuses == {AttemptStatus.FAILED}

    def test_a_retired_model_is_passed_over_the_next_time(
        self, with_gemini: GeminiEmulator, owner_api: APIClient
    ) -> None:
        read = behaviours.text(json.dumps(READ))
        with_gemini.script(behaviours.not_found(), read, read)

        first, second = (suggested(owner_api, content=HOSPITAL) for _ in range(2))

        assert first["source"] == second["source"] == "gemini"
        skipped = ProviderAttempt.objects.get(status=AttemptStatus.SKIPPED)
        assert skipped.model == "gemini-3.5-flash-lite"

    def test_a_guess_becomes_unknown(
        self, with_gemini: GeminiEmulator, owner_api: APIClient
    ) -> None:
        unsure = {"confidence": {"industry": 0.2, "purpose": 0.1}}
        with_gemini.script(behaviours.text(json.dumps(READ | unsure)))

        analysis = suggested(owner_api, content="Blue.")["analysis"]

        assert analysis["industry"] == analysis["purpose"] == "unknown"
        assert analysis["confidence"]["industry"] == 0
