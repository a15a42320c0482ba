"""The page of a person's settings."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from copilot.models import User
from imaging import breaker
from imaging.keys import facts_for, key_save
from imaging.models import ProviderKey
from imaging.providers.errors import AuthenticationFailed, ProviderUnavailable
from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator

pytestmark = pytest.mark.django_db

PAGE, PROFILE, GEMINI = "/settings/", "/settings/profile/", "/settings/keys/gemini/"
SECRET = "AIza-a-key-that-is-mine-7788"


@pytest.fixture(autouse=True)
def emulated(settings: Settings, gemini: GeminiEmulator) -> None:
    settings.GEMINI_BASE_URL = gemini.base_url
    settings.GEMINI_API_KEY = ""


def test_strangers_sign_in_first(client: Client) -> None:
    for page in (PAGE, PROFILE, GEMINI):
        assert client.get(page).status_code == 302


def test_the_rail_leads_there(browser: Client) -> None:
    assert f'href="{PAGE}"' in browser.get("/").content.decode()


def test_every_button_belongs_to_the_form_around_it(browser: Client) -> None:
    page = browser.get(PAGE).content.decode()
    assert page.count(">Save key<") == 2
    assert ' form="' not in page


def test_a_voice_is_saved(browser: Client, owner: User) -> None:
    told = {"voice": "Short sentences.", "example": "We moved.", "avoid": "synergy\n\n leverage "}
    page = browser.post("/settings/voice/", told, follow=True)
    owner.profile.refresh_from_db()
    assert owner.profile.words_to_avoid == ("synergy", "leverage")
    assert b"Voice saved." in page.content
    assert b"Short sentences." in page.content


def test_a_voice_that_is_too_long_is_shown_again_with_the_reason(browser: Client) -> None:
    page = browser.post("/settings/voice/", {"voice": "x" * 1001})
    assert page.status_code == 422
    assert "At most 1,000 characters can be kept; this has 1,001." in page.content.decode()


def test_a_line_end_of_a_voice_counts_as_one_character(browser: Client, owner: User) -> None:
    lines = "\r\n".join("x" * 99 for _ in range(10))
    page = browser.post("/settings/voice/", {"voice": lines + "\r\n" + "x"}, follow=True)
    assert page.status_code == 422
    assert "this has 1,001." in page.content.decode()
    browser.post("/settings/voice/", {"voice": lines})
    owner.profile.refresh_from_db()
    assert owner.profile.voice == lines.replace("\r\n", "\n")


def test_a_headline_is_saved(browser: Client, owner: User) -> None:
    page = browser.post(PROFILE, {"headline": "Harbour engineer"}, follow=True)
    owner.profile.refresh_from_db()
    assert owner.profile.headline == "Harbour engineer"
    assert b"Profile saved." in page.content
    assert b'value="Harbour engineer"' in page.content


def test_one_that_is_too_long_is_shown_again_with_the_reason(browser: Client) -> None:
    page = browser.post(PROFILE, {"headline": "x" * 221})
    assert page.status_code == 422
    html = page.content.decode()
    assert "At most 220 characters can be kept; this has 221." in html
    assert "x" * 221 in html
    # A browser would cut what is pasted without a word.
    assert 'maxlength="220"' not in html


def test_a_key_is_saved_and_shown_by_its_end(browser: Client, owner: User) -> None:
    page = browser.post(GEMINI, {"key": SECRET}, follow=True).content.decode()
    assert "Gemini accepted the key ending in 7788." in page
    assert "Your key, ending in 7788, tried on" in page
    assert SECRET not in page
    assert [each.last4 for each in facts_for(owner)] == ["7788"]


def test_a_refused_key_says_so_where_it_stands(browser: Client, gemini: GeminiEmulator) -> None:
    gemini.script(behaviours.bad_key(), target="models")
    page = browser.post(GEMINI, {"key": SECRET}, follow=True).content.decode()
    assert "The provider refused the API key." in page
    assert "accepted" not in page


@pytest.mark.parametrize("key", ["", "two words here", "clé-de-la-maison", "AIza-7."])
def test_what_is_no_key_is_not_kept_and_not_repeated(browser: Client, key: str) -> None:
    page = browser.post(GEMINI, {"key": key})
    assert page.status_code == 422
    assert b'aria-invalid="true"' in page.content
    assert not ProviderKey.objects.exists()
    assert not key or key not in page.content.decode()


def test_a_short_key_tells_nothing_of_itself(browser: Client, owner: User) -> None:
    page = browser.post(GEMINI, {"key": " key-1234567\n"}, follow=True).content.decode()
    assert "Gemini accepted the key." in page
    assert "Your key, tried on" in page
    assert "4567" not in page
    assert [each.last4 for each in facts_for(owner)] == [""]


def test_ones_own_key_is_deleted_and_nobody_elses(browser: Client, stranger: User) -> None:
    key_save(owner=stranger, provider="gemini", key="AIza-of-a-stranger-3333")
    key_save(owner=None, provider="gemini", key="AIza-of-the-site-2222")
    browser.post(GEMINI, {"key": SECRET})

    page = browser.post(GEMINI, {"delete": "1"}, follow=True).content.decode()

    assert "Your Gemini key is deleted." in page
    assert "This site&#x27;s key, ending in 2222" in page
    assert "Delete my key" not in page
    assert set(ProviderKey.objects.values_list("last4", flat=True)) == {"2222", "3333"}


def test_only_providers_with_keys_have_any(browser: Client) -> None:
    assert browser.post("/settings/keys/canvas/", {"key": SECRET}).status_code == 404


def test_the_chat_says_whether_there_is_a_key(browser: Client) -> None:
    assert b"Working without a key" in browser.get("/").content
    browser.post(GEMINI, {"key": SECRET})
    assert b"Gemini ready" in browser.get("/").content
    fingerprint = breaker.fingerprint(SECRET)
    breaker.record("gemini", "gemini-3.8-flash", fingerprint, AuthenticationFailed())
    assert b"Gemini refused the key" in browser.get("/").content


def test_the_chat_says_that_the_last_calls_failed(browser: Client, settings: Settings) -> None:
    settings.GEMINI_TEXT_MODELS, settings.GEMINI_IMAGE_MODELS = ["t1", "t2"], ["i1", "i2"]
    browser.post(GEMINI, {"key": SECRET})
    fingerprint = breaker.fingerprint(SECRET)

    def fails(model: str) -> bytes:
        breaker.record("gemini", model, fingerprint, ProviderUnavailable())
        return browser.get("/").content

    assert b"Gemini ready" in fails("t2")
    assert b"Some Gemini calls failed" in fails("i1")
    assert b"Last Gemini texts failed" in fails("t1")
    assert b"Last Gemini calls failed" in fails("i2")
    breaker.close(key_fingerprint=fingerprint)
    assert b"Gemini ready" in browser.get("/").content


def test_what_may_be_spent_unasked_is_saved(browser: Client, owner: User) -> None:
    page = "/settings/spending/"
    assert browser.post(page, {"unasked_usd": "0.05"}).status_code == 302
    owner.profile.refresh_from_db()
    assert str(owner.profile.unasked_usd) == "0.05"
    for wrong in ("-1", "much", ""):
        refused = browser.post(page, {"unasked_usd": wrong})
        assert refused.status_code == 422
        assert 'aria-invalid="true"' in refused.content.decode()
    owner.profile.refresh_from_db()
    assert str(owner.profile.unasked_usd) == "0.05"
