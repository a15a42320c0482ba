"""How the providers stand, over HTTP."""

import pytest
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from copilot.models import User
from imaging import breaker, model_states
from imaging.keys import key_save
from imaging.providers.errors import QuotaExceeded
from tests.emulator.server import GeminiEmulator
from tests.imaging.api.asserting import problem

pytestmark = pytest.mark.django_db

PROVIDERS = "/api/v1/providers/"
MODEL, OTHER = "gemini-nano-banana-2.1", "gemini-3-pro-image"
KEY = "AIza-of-the-owner-0001"


@pytest.fixture(autouse=True)
def emulated(settings: Settings, gemini: GeminiEmulator) -> None:
    settings.IMAGE_PROVIDERS = ["gemini"]
    settings.GEMINI_BASE_URL = gemini.base_url
    settings.GEMINI_API_KEY = ""
    settings.GEMINI_IMAGE_MODELS = [MODEL, OTHER]


def states(api: APIClient) -> dict[str, str]:
    return {each["alias"]: each["state"] for each in api.get(PROVIDERS).json()}


def test_each_sees_them_with_their_own_keys(
    owner: User, owner_api: APIClient, reviewer_api: APIClient, stranger_api: APIClient
) -> None:
    key_save(owner=owner, provider="gemini", key=KEY)

    body = owner_api.get(PROVIDERS).json()

    assert set(body[0]) == {"alias", "configured", "state", "models"}
    assert (body[0]["alias"], body[0]["configured"], body[0]["state"]) == ("gemini", True, "ready")
    first = body[0]["models"][0]
    assert first.pop("ratios")[0] == "1:1"
    assert first == {
        "id": MODEL,
        "state": "active",
        "qualities": ["1K", "2K", "4K"],
        "operations": ["generate", "edit", "restyle", "vary"],
        "price_usd": "0.0340",
    }
    for api in (reviewer_api, stranger_api):
        assert states(api)["gemini"] == "unconfigured"
        assert states(api)["canvas"] == "disabled"


def test_what_failed_with_ones_key_cools_for_oneself(
    owner: User, owner_api: APIClient, stranger_api: APIClient, settings: Settings
) -> None:
    settings.GEMINI_API_KEY = "AIza-of-the-environment-2"
    key_save(owner=owner, provider="gemini", key=KEY)
    for model in (MODEL, OTHER):
        breaker.record("gemini", model, breaker.fingerprint(KEY), QuotaExceeded())

    assert states(owner_api)["gemini"] == "cooling"
    assert states(stranger_api)["gemini"] == "ready"


def test_a_model_that_is_gone_is_gone_for_everybody(
    stranger_api: APIClient, settings: Settings
) -> None:
    settings.GEMINI_API_KEY = "AIza-of-the-environment-2"
    model_states.retire("gemini", MODEL)

    models = stranger_api.get(PROVIDERS).json()[0]["models"]

    assert [each["state"] for each in models] == ["retired", "active"]


def test_it_is_for_people_we_know(anonymous_api: APIClient) -> None:
    problem(anonymous_api.get(PROVIDERS), 401, "not_authenticated")
