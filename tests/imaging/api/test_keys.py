"""A person's own keys over HTTP: they go in and never come out."""

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from copilot.models import User
from imaging.keys import key_save
from imaging.models import ProviderKey
from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator
from tests.imaging.api.asserting import errors, problem

pytestmark = pytest.mark.django_db

KEYS = "/api/v1/keys/"
GEMINI = f"{KEYS}gemini/"
SECRET = "AIza-a-key-that-is-mine-7788"


@pytest.fixture(autouse=True)
def emulated(settings: Settings, gemini: GeminiEmulator) -> None:
    settings.GEMINI_BASE_URL = gemini.base_url
    settings.GEMINI_API_KEY = ""


def listed(api: APIClient) -> list[dict[str, object]]:
    body = api.get(KEYS).json()
    assert set(body) == {"next", "previous", "results"}
    results: list[dict[str, object]] = body["results"]
    return results


def test_a_key_is_tried_and_kept_for_its_owner_alone(
    owner_api: APIClient,
    reviewer_api: APIClient,
    stranger_api: APIClient,
    gemini: GeminiEmulator,
) -> None:
    response = owner_api.put(GEMINI, {"key": SECRET})

    assert response.status_code == 200
    body = response.json()
    assert body.pop("verified_at") < timezone.now().isoformat().replace("+00:00", "Z")
    assert body == {"provider": "gemini", "source": "user", "last4": "7788", "problem": None}
    assert [call.key_last4 for call in gemini.calls_of("models")] == ["7788"]
    assert len(gemini.calls) == 1
    assert [each["last4"] for each in listed(owner_api)] == ["7788"]
    assert listed(reviewer_api) == listed(stranger_api) == []


def test_it_never_comes_out(owner_api: APIClient) -> None:
    answers = [owner_api.put(GEMINI, {"key": SECRET}), owner_api.get(KEYS)]

    assert all(SECRET not in answer.content.decode() for answer in answers)
    assert SECRET not in str(ProviderKey.objects.values().get())


def test_a_refused_key_is_kept_and_says_so(owner_api: APIClient, gemini: GeminiEmulator) -> None:
    gemini.script(behaviours.bad_key(), target="models")

    body = owner_api.put(GEMINI, {"key": SECRET}).json()

    assert (body["verified_at"], body["problem"]) == (None, "The provider refused the API key.")
    assert listed(owner_api) == [body]


def test_a_key_that_cannot_be_tried_now_is_kept_and_says_so(
    owner_api: APIClient, gemini: GeminiEmulator
) -> None:
    gemini.script(behaviours.unavailable(), target="models")

    body = owner_api.put(GEMINI, {"key": SECRET}).json()

    assert body["verified_at"] is None
    assert body["problem"].startswith("Saved, but it could not be tried now.")


def test_another_takes_its_place(owner_api: APIClient) -> None:
    owner_api.put(GEMINI, {"key": SECRET})
    owner_api.put(GEMINI, {"key": "AIza-another-one-9900"})
    assert [each["last4"] for each in listed(owner_api)] == ["9900"]


def test_deleting_brings_the_sites_back(
    owner: User, owner_api: APIClient, reviewer_api: APIClient, stranger_api: APIClient
) -> None:
    key_save(owner=None, provider="gemini", key="AIza-of-the-site-0001")
    owner_api.put(GEMINI, {"key": SECRET})

    for api in (reviewer_api, stranger_api):
        problem(api.delete(GEMINI), 404, "not_found")
    assert owner_api.delete(GEMINI).status_code == 204

    for api in (owner_api, reviewer_api, stranger_api):
        assert [(each["source"], each["last4"]) for each in listed(api)] == [("site", "0001")]
    problem(owner_api.delete(GEMINI), 404, "not_found")


def test_the_environments_is_told_of(stranger_api: APIClient, settings: Settings) -> None:
    settings.GEMINI_API_KEY = "AIza-of-the-environment-4242"
    assert listed(stranger_api) == [
        {
            "provider": "gemini",
            "source": "environment",
            "last4": "4242",
            "verified_at": None,
            "problem": None,
        }
    ]


@pytest.mark.parametrize(
    "key", ["", "with space", "schlüssel", "a-first\nb-second", "x" * 501, "sk-1234"]
)
def test_what_cannot_be_a_key_is_refused(owner_api: APIClient, key: str) -> None:
    assert set(errors(owner_api.put(GEMINI, {"key": key}))) == {"key"}
    assert not ProviderKey.objects.exists()


@pytest.mark.parametrize("provider", ["canvas", "imagen", "nobody"])
def test_only_providers_that_take_keys_have_any(owner_api: APIClient, provider: str) -> None:
    problem(owner_api.put(f"{KEYS}{provider}/", {"key": SECRET}), 404)
    problem(owner_api.delete(f"{KEYS}{provider}/"), 404)


def test_it_is_for_people_we_know(anonymous_api: APIClient) -> None:
    problem(anonymous_api.get(KEYS), 401, "not_authenticated")
    problem(anonymous_api.put(GEMINI, {"key": SECRET}), 401, "not_authenticated")
    problem(anonymous_api.delete(GEMINI), 401, "not_authenticated")
