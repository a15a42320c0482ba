"""Three people every test may need, and their clients."""

from pathlib import Path

import hypothesis
import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from copilot.models import ApiToken, User
from imaging.prompts import similarity
from tests import properties
from tests.factories import make_user

pytest_plugins = ["tests.emulator.fixtures"]

# How long an example takes says more of the machine than of the code. The same examples each time:
# nobody's change fails for what it did not touch. `make properties` looks for new ones, and many.
hypothesis.settings.register_profile(
    "easel", deadline=None, derandomize=True, max_examples=properties.USUAL
)
hypothesis.settings.register_profile(
    "thorough", deadline=None, derandomize=False, max_examples=20 * properties.USUAL
)
hypothesis.settings.load_profile("easel")


@pytest.fixture(autouse=True)
def _clean_slate(settings: Settings, tmp_path: Path) -> None:
    """Files and rate limits of one test are not those of the next."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": settings.MEDIA_ROOT}}
    }
    cache.clear()


@pytest.fixture(autouse=True)
def _words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Posts are read alike whether or not the `semantic` extra is installed."""
    monkeypatch.setattr(similarity, "is_installed", lambda: False)


@pytest.fixture
def owner(db: None) -> User:
    return make_user("owner")


@pytest.fixture
def reviewer(db: None) -> User:
    return make_user("reviewer", permissions=["review_generatedimage"])


@pytest.fixture
def stranger(db: None) -> User:
    return make_user("stranger")


@pytest.fixture
def owner_api(owner: User) -> APIClient:
    return _client(owner)


@pytest.fixture
def reviewer_api(reviewer: User) -> APIClient:
    return _client(reviewer)


@pytest.fixture
def stranger_api(stranger: User) -> APIClient:
    return _client(stranger)


@pytest.fixture
def token_api(owner: User) -> APIClient:
    """The owner, by an API token."""
    _, token = ApiToken.objects.create(user=owner)
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {token}")
    return client


@pytest.fixture
def anonymous_api() -> APIClient:
    return APIClient()


def _client(user: User) -> APIClient:
    client = APIClient()
    client.force_login(user)
    return client
