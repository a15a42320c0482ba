"""The staff's page of providers."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from copilot.models import User
from imaging import breaker, model_states
from imaging.gate import StepGate
from imaging.keys import keys_for
from imaging.models import AttemptStatus, Breaker, ProviderAttempt, ProviderKey
from imaging.providers.errors import ProviderUnavailable, QuotaExceeded
from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator
from tests.factories import make_job, make_user

pytestmark = pytest.mark.django_db

PAGE, TRY, KEY = "/admin/providers/", "/admin/providers/try/", "/admin/providers/keys/gemini/"
MODEL, OLD = "gemini-nano-banana-2.1", "gemini-2.5-flash-image"
SECRET = "AIza-of-the-environment-0001"


@pytest.fixture(autouse=True)
def emulated(settings: Settings, gemini: GeminiEmulator) -> None:
    settings.IMAGE_PROVIDERS = ["gemini", "canvas"]
    settings.GEMINI_BASE_URL = gemini.base_url
    settings.GEMINI_API_KEY = SECRET
    settings.GEMINI_IMAGE_MODELS = [MODEL, OLD]


@pytest.fixture
def clerk(client: Client) -> Client:
    """Staff without any other right."""
    client.force_login(make_user("clerk", is_staff=True))
    return client


def html(browser: Client, page: str = PAGE) -> str:
    response = browser.get(page)
    assert response.status_code == 200
    return str(response.content.decode())


def test_it_is_for_staff(owner: User, client: Client) -> None:
    for page in (PAGE, TRY, KEY):
        assert client.post(page).status_code == 302
    client.force_login(owner)
    for page in (PAGE, TRY, KEY):
        assert client.post(page, follow=True).status_code in {403, 405}


def test_a_model_that_is_not_left_alone_yet_is_listed_as_failing(clerk: Client) -> None:
    assert "Nothing. A model" in html(clerk)
    breaker.record("gemini", MODEL, breaker.fingerprint(SECRET), ProviderUnavailable())

    page = html(clerk)

    assert "Nothing. A model" not in page
    assert "tried with the next call" in page
    assert "Try now" not in page.split("Failing now")[1].replace('sr-only">Try now', "")


def test_it_tells_how_each_model_does(clerk: Client, owner: User) -> None:
    job = make_job(owner)
    for status in (AttemptStatus.SUCCEEDED, AttemptStatus.SUCCEEDED, AttemptStatus.FAILED):
        ProviderAttempt.objects.create(job=job, provider="gemini", model=MODEL, status=status)
    ProviderAttempt.objects.filter(status=AttemptStatus.FAILED).update(
        error_code="timeout", http_status=504
    )

    page = html(clerk)

    assert "67%" in page
    assert "2 of 3 calls" in page
    assert "timeout" in page
    assert "$0.034" in page
    assert SECRET not in page


def test_a_model_that_went_is_told_on_every_page_with_its_replacement(clerk: Client) -> None:
    model_states.retire("gemini", OLD)
    for page in ("/admin/", PAGE):
        assert f"Gemini&#x27;s {OLD} has been gone since" in html(clerk, page)
        assert f"Use {MODEL} instead." in html(clerk, page)


def test_try_now_opens_what_was_closed(clerk: Client) -> None:
    model_states.retire("gemini", OLD)
    breaker.record("gemini", OLD, breaker.fingerprint("AIza-of-somebody"), QuotaExceeded())
    breaker.record("gemini", MODEL, breaker.fingerprint(SECRET), QuotaExceeded())
    assert html(clerk).count("Try now</button>") == 4

    page = clerk.post(TRY, {"provider": "gemini", "model": OLD}, follow=True)

    assert f"{OLD} is tried with the next job." in page.content.decode()
    assert (
        StepGate({"gemini": breaker.fingerprint("AIza-of-somebody")}).refusal("gemini", OLD) is None
    )
    assert Breaker.objects.get().model == MODEL


def test_the_sites_key_is_saved_by_those_who_may(clerk: Client, administrator: Client) -> None:
    assert "Save key" not in html(clerk)
    assert clerk.post(KEY, {"key": "AIza-new-9090"}).status_code == 403

    page = administrator.post(KEY, {"key": "AIza-new-9090"}, follow=True).content.decode()

    assert "Gemini accepted the key ending in 9090." in page
    assert "AIza-new-9090" not in page
    assert keys_for(None)["gemini"] == "AIza-new-9090"
    administrator.post(KEY, {"delete": "1"})
    assert keys_for(None)["gemini"] == SECRET


def test_what_is_no_key_is_refused_with_the_reason(administrator: Client) -> None:
    page = administrator.post(KEY, {"key": "AIza"}, follow=True).content.decode()
    assert "A key has at least 8 characters" in page
    assert not ProviderKey.objects.exists()


def test_a_bad_key_of_the_site_is_told_of(administrator: Client, gemini: GeminiEmulator) -> None:
    gemini.script(behaviours.bad_key(), target="models")
    page = administrator.post(KEY, {"key": "AIza-bad-6060"}, follow=True).content.decode()
    assert "The provider refused the API key." in page
    assert ProviderKey.objects.get().verified_at is None


def test_what_is_no_key_is_not_kept(administrator: Client) -> None:
    page = administrator.post(KEY, {"key": "no key"}, follow=True).content.decode()
    assert "A key has no spaces" in page
    assert not ProviderKey.objects.exists()
    assert administrator.post("/admin/providers/keys/canvas/", {"key": "x"}).status_code == 404
