"""Gemini lets a script know what it sees in an image: for its owner, a reviewer and a stranger."""

import json
from typing import Any

import pytest
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from copilot.models import User
from imaging import tasks
from imaging.models import GeneratedImage, Look, ProviderAttempt
from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator
from tests.factories import make_image, make_job
from tests.imaging.api.asserting import problem
from tests.imaging.api.test_renditions import url

pytestmark = pytest.mark.django_db

SEEN = {
    "title": "Close the open hand",
    "instruction": "Let the hand at the left hold the tablet.",
    "reason": "Its fingers end in the air.",
}
ALT = "Two engineers bend over a pump in a bright hall, one of them pointing at a gauge."


@pytest.fixture
def image(owner: User) -> GeneratedImage:
    return make_image(owner, job=make_job(owner, content="We mended the pump."))


@pytest.fixture
def with_key(gemini: GeminiEmulator, settings: Settings) -> GeminiEmulator:
    settings.GEMINI_API_KEY = "a-test-key-0001"
    settings.GEMINI_BASE_URL = gemini.base_url
    gemini.script(behaviours.text(json.dumps({"suggestions": [SEEN], "alt_text": ALT})))
    return gemini


def look(client: APIClient, image: GeneratedImage) -> Any:
    return client.post(url(image, "edit-suggestions/look"))


def see_through() -> None:
    tasks.look.func(str(Look.objects.get().pk))
    assert tasks.run_errand()


def test_it_is_asked_now_and_seen_later(
    with_key: GeminiEmulator, image: GeneratedImage, owner_api: APIClient, reviewer_api: APIClient
) -> None:
    before = owner_api.get(url(image, "edit-suggestions")).json()
    assert before["look"] is None
    assert {each["source"] for each in before["results"]} == {"measured"}

    asked = look(owner_api, image)

    assert asked.status_code == 202
    assert asked["Location"].endswith(url(image, "edit-suggestions"))
    assert asked.json() == {"status": "pending", "model": "", "alt_text": "", "error": None}
    assert with_key.calls == []
    assert look(owner_api, image).json() == asked.json()
    see_through()

    after = reviewer_api.get(url(image, "edit-suggestions")).json()
    assert after["results"] == [*before["results"], SEEN | {"source": "gemini"}]
    assert (after["look"]["status"], after["look"]["alt_text"]) == ("done", ALT)
    assert owner_api.get(f"/api/v1/images/{image.pk}/").json()["alt_text"] == ""
    assert look(owner_api, image).json() == after["look"]
    assert len(with_key.calls) == 1


def test_why_it_failed_is_told(
    with_key: GeminiEmulator, image: GeneratedImage, owner_api: APIClient
) -> None:
    with_key.reset()
    with_key.script(behaviours.blocked(), standing=True)
    look(owner_api, image)
    see_through()

    told = owner_api.get(url(image, "edit-suggestions")).json()["look"]
    assert told["status"] == "failed"
    assert told["error"]["code"] == "content_blocked"
    assert "declines to look" in told["error"]["message"]


def test_it_spends_the_owners_money_alone(
    with_key: GeminiEmulator,
    image: GeneratedImage,
    reviewer_api: APIClient,
    stranger_api: APIClient,
    anonymous_api: APIClient,
) -> None:
    for client in (reviewer_api, stranger_api):
        problem(look(client, image), 404)
    problem(look(anonymous_api, image), 401)
    assert not Look.objects.exists()


def test_without_a_key_the_reason_is_told(
    image: GeneratedImage, owner_api: APIClient, settings: Settings
) -> None:
    settings.GEMINI_API_KEY = ""
    refused = problem(look(owner_api, image), 409, "not_configured")
    assert "key" in refused["detail"]
    assert not Look.objects.exists()
    assert not ProviderAttempt.objects.exists()
