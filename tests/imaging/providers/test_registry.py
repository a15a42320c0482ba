"""The chain as the settings order it."""

import pytest
from pytest_django import Settings

from imaging.providers.registry import build_chain, build_providers, provider_label
from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator
from tests.imaging.providers.chains import REQUEST, Log, check

KEY = "AIza-key-of-the-site-1234"
KEYS = {"gemini": KEY}
MODELS = ["gemini-nano-banana-2.1", "gemini-3-pro-image"]


@pytest.fixture(autouse=True)
def configured(settings: Settings, gemini: GeminiEmulator) -> None:
    settings.IMAGE_PROVIDERS = ["gemini", "canvas"]
    settings.GEMINI_BASE_URL = gemini.base_url
    settings.GEMINI_IMAGE_MODELS = MODELS
    settings.GEMINI_MAX_RETRIES = 0


def test_providers_come_in_the_order_of_the_settings(settings: Settings) -> None:
    assert [provider.alias for provider in build_providers(KEYS)] == ["gemini", "canvas"]
    settings.IMAGE_PROVIDERS = ["canvas", "gemini"]
    assert [provider.alias for provider in build_providers(KEYS)] == ["canvas", "gemini"]


def test_the_chain_asks_gemini_with_the_sites_key(gemini: GeminiEmulator) -> None:
    delivered = build_chain(build_providers(KEYS)).run(REQUEST, log=Log(), verify=check)
    assert (delivered.provider, delivered.model) == ("gemini", MODELS[0])
    assert gemini.calls[0].key_last4 == KEY[-4:]


def test_openai_follows_where_it_has_a_key(settings: Settings, gemini: GeminiEmulator) -> None:
    settings.IMAGE_PROVIDERS = ["gemini", "openai", "canvas"]
    settings.OPENAI_BASE_URL = f"{gemini.base_url}/v1"
    settings.OPENAI_IMAGE_MODEL = "gpt-image-2"
    gemini.script(behaviours.zero_quota(), target=MODELS[0])
    gemini.script(behaviours.zero_quota(), target=MODELS[1])
    chain = build_chain(build_providers({**KEYS, "openai": "sk-of-the-site-5678"}))
    delivered = chain.run(REQUEST, log=Log(), verify=check)
    assert (delivered.provider, delivered.model) == ("openai", "gpt-image-2")
    assert gemini.calls[-1].key_last4 == "5678"


def test_canvas_stands_in_when_every_model_fails(gemini: GeminiEmulator) -> None:
    gemini.script(behaviours.quota(90), standing=True)
    log = Log()
    delivered = build_chain(build_providers(KEYS)).run(REQUEST, log=log, verify=check)
    assert (delivered.provider, delivered.uses_ai) == ("canvas", False)
    assert [failure.error.code for failure in delivered.failures] == ["quota_exceeded"] * 2
    assert [outcome for _, outcome in log.outcomes] == ["quota_exceeded"] * 2 + ["succeeded"]


def test_without_a_key_canvas_draws_and_nobody_is_asked(gemini: GeminiEmulator) -> None:
    delivered = build_chain(build_providers({})).run(REQUEST, log=Log(), verify=check)
    assert delivered.provider == "canvas"
    assert delivered.failures == ()
    assert gemini.calls == []


def test_providers_have_names_for_people() -> None:
    assert provider_label("gemini") == "Gemini"
    assert provider_label("unheard-of") == "Unheard-of"
