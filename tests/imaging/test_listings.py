"""What the providers say of their models, asked daily and from the shell."""

import json
from datetime import date, timedelta
from io import StringIO
from typing import Any
from unittest import mock

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django.fixtures import Settings

from imaging import breaker, listings, model_states
from imaging.models import Listing, ModelState
from imaging.provider_status import statuses_for, warnings
from imaging.providers import catalogue
from imaging.providers.errors import AuthenticationFailed
from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator

pytestmark = pytest.mark.django_db

MODEL, OTHER, OLD = "gemini-nano-banana-2.1", "gemini-3-pro-image", "gemini-2.5-flash-image"
TEXT = "gemini-3.8-flash"


@pytest.fixture(autouse=True)
def emulated(settings: Settings, gemini: GeminiEmulator) -> None:
    settings.IMAGE_PROVIDERS = ["gemini", "canvas"]
    settings.GEMINI_BASE_URL = gemini.base_url
    settings.GEMINI_API_KEY = "AIza-of-the-site-0001"
    settings.GEMINI_IMAGE_MODELS = [MODEL, OTHER]
    settings.GEMINI_TEXT_MODELS = [TEXT]


def checked(*options: str) -> str:
    out = StringIO()
    call_command("check_providers", *options, stdout=out)
    return out.getvalue()


def told() -> list[str]:
    return [each.sentence for each in warnings(statuses_for(None))]


def test_once_a_day_and_only_by_one(gemini: GeminiEmulator) -> None:
    for _ in range(3):
        listings.refresh_daily()
    assert len(gemini.calls) == 1

    with mock.patch.object(timezone, "now", return_value=timezone.now() + timedelta(hours=25)):
        listings.refresh_daily()
        listings.refresh_daily()
    assert len(gemini.calls) == 2
    assert {call.kind for call in gemini.calls} == {"models"}


def test_of_two_that_see_it_due_one_asks(
    gemini: GeminiEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    Listing.objects.create(provider="gemini", asked_at=timezone.now() - timedelta(days=2))
    stale = Listing.objects.get()
    listings.refresh_daily()
    monkeypatch.setattr(Listing.objects, "get_or_create", lambda **_: (stale, False))
    listings.refresh_daily()
    assert len(gemini.calls) == 1


def test_after_a_failure_it_asks_again_within_the_hour(gemini: GeminiEmulator) -> None:
    gemini.script(behaviours.unavailable(), target="models")
    listings.refresh_daily()
    assert Listing.objects.get().error_code == "provider_unavailable"

    with mock.patch.object(timezone, "now", return_value=timezone.now() + timedelta(minutes=61)):
        listings.refresh_daily()
    assert Listing.objects.get().error_code == ""


def test_a_model_that_is_listed_is_back_and_one_that_is_not_stays_gone(
    gemini: GeminiEmulator,
) -> None:
    model_states.retire("gemini", MODEL)
    model_states.retire("gemini", OLD)

    listings.refresh_all()

    assert model_states.retired("gemini") == {OLD}
    listed = ModelState.objects.exclude(last_listed_at=None).values_list("model", flat=True)
    assert set(listed) == {MODEL, OTHER, TEXT}


def test_staff_learn_that_a_model_is_listed_no_more_before_anybody_calls_it(
    gemini: GeminiEmulator,
) -> None:
    listings.refresh_all()
    assert told() == []

    gemini.retire(OTHER)
    listings.refresh_all()

    assert told() == [f"Gemini no longer lists {OTHER}; it may go soon."]
    assert statuses_for(None)[0].models[1].state == "active"


def test_text_models_are_looked_after_as_well(gemini: GeminiEmulator, settings: Settings) -> None:
    settings.IMAGE_PROVIDERS = ["gemini"]
    gemini.retire(TEXT)
    listings.refresh_all()
    assert told() == [f"Gemini no longer lists {TEXT}; it may go soon."]

    model_states.retire("gemini", TEXT)
    (status, *_) = statuses_for(None)
    assert [(model.id, model.state) for model in status.text_models] == [(TEXT, "retired")]
    assert status.state == "ready"

    gemini.state.models[TEXT] = "generateContent"
    listings.refresh_all()
    assert told() == []


def test_without_a_key_no_text_model_is_in_use(settings: Settings) -> None:
    model_states.retire("gemini", TEXT)
    settings.GEMINI_API_KEY = ""
    assert told() == []


def test_a_list_that_could_not_be_had_says_nothing_of_models(gemini: GeminiEmulator) -> None:
    listings.refresh_all()
    gemini.script(behaviours.unavailable(), target="models")
    listings.refresh_all()
    assert told() == []


def test_without_a_key_nobody_is_asked(gemini: GeminiEmulator, settings: Settings) -> None:
    settings.GEMINI_API_KEY = ""
    listings.refresh_all()
    listings.refresh_daily()
    assert gemini.calls == []
    assert not Listing.objects.exists()


def test_check_providers_tells_programs_everything(gemini: GeminiEmulator) -> None:
    gemini.retire(OTHER)
    model_states.retire("gemini", OTHER)

    found: dict[str, Any] = json.loads(checked("--json"))

    providers = {each["alias"]: each for each in found["providers"]}
    assert providers["gemini"]["state"] == "ready"
    assert providers["gemini"]["reachable"] is True
    first, second = providers["gemini"]["models"]
    assert (first["id"], first["state"], first["retired"]) == (MODEL, "active", False)
    assert first["price_usd"] == "0.034"
    assert "16:9" in first["ratios"]
    assert (second["id"], second["state"], second["retired"]) == (OTHER, "retired", True)
    assert providers["canvas"]["models"][0]["price_usd"] == "0"
    assert len(found["warnings"]) == 1


def test_check_providers_tells_people_too(gemini: GeminiEmulator) -> None:
    gemini.script(behaviours.bad_key(), target="models")
    text = checked()
    assert "Gemini: ready, not reachable (authentication)" in text
    assert f"{MODEL}  active  $0.034 at 1K" in text


def test_staff_are_told_what_went_and_what_to_use_instead(settings: Settings) -> None:
    settings.GEMINI_IMAGE_MODELS = [MODEL, OLD]
    model_states.retire("gemini", OLD)
    (warning,) = told()
    today = timezone.now()
    assert warning == f"Gemini's {OLD} has been gone since {today:%-d %B %Y}. Use {MODEL} instead."


@pytest.mark.parametrize(
    ("days", "said"),
    [(31, ""), (30, "is to shut down"), (0, "is to shut down"), (-1, "was to shut down")],
)
def test_an_announced_date_only_warns(settings: Settings, days: int, said: str) -> None:
    settings.GEMINI_IMAGE_MODELS = [OLD]
    shutdown = catalogue.card("gemini", OLD).shutdown
    assert shutdown == date(2026, 10, 2)
    moment = timezone.now().replace(year=2026, month=10, day=2, hour=12) - timedelta(days=days)
    with mock.patch.object(timezone, "now", return_value=moment):
        statuses = statuses_for(None)
        assert statuses[0].models[0].state == "active"
        found = warnings(statuses)
    assert bool(found) == bool(said)
    assert all(said in each.sentence and not each.is_urgent for each in found)


def test_a_refused_key_of_the_site_is_told_for_its_provider_alone(settings: Settings) -> None:
    settings.IMAGE_PROVIDERS = ["gemini"]
    for key in (settings.GEMINI_API_KEY, "AIza-of-somebody-else"):
        breaker.record("gemini", MODEL, breaker.fingerprint(key), AuthenticationFailed())
    (warning,) = warnings(statuses_for(None))
    assert warning.sentence == (
        f"Gemini refused the site's key for {MODEL}. Check it, or save another."
    )
    assert warning.is_urgent
