"""Staff learn in the chat of a model that has gone; others are not bothered."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from copilot.models import User
from imaging import model_states
from imaging.provider_status import recent_warnings
from tests.factories import make_user

pytestmark = pytest.mark.django_db

GONE = "gemini-2.5-flash-image"


@pytest.fixture(autouse=True)
def _gone(settings: Settings) -> None:
    settings.GEMINI_API_KEY = "a-test-key-0001"
    settings.GEMINI_IMAGE_MODELS = ["gemini-nano-banana-2.1", GONE]
    settings.IMAGE_PROVIDERS = ["gemini", "canvas"]


def chat(client: Client, user: User) -> str:
    client.force_login(user)
    return client.get(reverse("copilot:new")).content.decode()


def test_staff_see_a_way_to_the_providers_and_what_to_use_instead(client: Client) -> None:
    model_states.retire("gemini", GONE)
    page = chat(client, make_user("staff", is_staff=True))

    assert f'href="{reverse("admin:imaging_providers")}"' in page
    assert "Providers: 1 warning<" in page
    assert "Use gemini-nano-banana-2.1 instead." in page
    assert 'class="banner"' in page


def test_a_date_in_a_file_is_worth_no_banner(client: Client) -> None:
    page = chat(client, make_user("staff", is_staff=True))
    assert "Providers: 1 warning<" in page
    assert "was to shut down" in page
    assert 'class="banner"' not in page


def test_what_is_no_longer_listed_is_told_before_anybody_calls_it(client: Client) -> None:
    model_states.listed("gemini", [], at=timezone.now(), missing=[GONE])
    page = chat(client, make_user("staff", is_staff=True))
    assert f"Gemini no longer lists {GONE}" in page
    assert 'class="banner"' not in page


def test_others_see_nothing_of_it(client: Client, owner: User) -> None:
    model_states.retire("gemini", GONE)
    page = chat(client, owner)
    assert "Providers:" not in page
    assert 'class="banner"' not in page


def test_without_a_warning_nothing_is_in_the_way(client: Client, settings: Settings) -> None:
    settings.GEMINI_IMAGE_MODELS = ["gemini-nano-banana-2.1"]
    assert "Providers:" not in chat(client, make_user("staff", is_staff=True))


def test_a_page_after_the_first_asks_the_database_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    recent_warnings()
    with django_assert_num_queries(0):
        assert recent_warnings() != []
    cache.clear()
    model_states.retire("gemini", GONE)
    assert "has been gone since" in recent_warnings()[0].sentence


def test_the_rail_leads_staff_alone_to_the_admin(client: Client, owner: User) -> None:
    link = f'href="{reverse("admin:index")}"'
    assert link not in chat(client, owner)
    assert link in chat(client, make_user("staff", is_staff=True))
