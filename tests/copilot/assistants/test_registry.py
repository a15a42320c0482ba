"""Who answers follows from the keys, and somebody always does."""

import pytest
from pytest_django.fixtures import Settings

from copilot.assistants.gemini import GeminiAssistant
from copilot.assistants.offline import OfflineAssistant
from copilot.assistants.registry import assistants


@pytest.mark.parametrize("keys", [{}, {"gemini": ""}, {"nobody": "x"}])
def test_without_a_key_only_the_one_that_needs_none(keys: dict[str, str]) -> None:
    (only,) = assistants(keys)
    assert isinstance(only, OfflineAssistant)
    assert (only.label, only.uses_ai, only.model) == ("Offline drafting, no AI", False, "")


def test_with_a_key_every_text_model_in_order_and_then_offline(settings: Settings) -> None:
    settings.GEMINI_TEXT_MODELS = ["gemini-3.8-flash", "gemini-of-the-future"]
    *models, last = assistants({"gemini": "AIza-x"})
    assert [each.model for each in models] == ["gemini-3.8-flash", "gemini-of-the-future"]
    assert all(isinstance(each, GeminiAssistant) and each.uses_ai for each in models)
    assert isinstance(last, OfflineAssistant)


def test_openai_comes_between_gemini_and_the_one_without_a_key(settings: Settings) -> None:
    settings.GEMINI_TEXT_MODELS = ["gemini-3.8-flash"]
    settings.OPENAI_TEXT_MODEL = "gpt-5.4-mini"
    models = [each.model for each in assistants({"gemini": "AIza-x", "openai": "sk-x"})]
    assert models[:2] == ["gemini-3.8-flash", "gpt-5.4-mini"]
    assert len(models) == 3


def test_a_server_of_ones_own_needs_no_key(settings: Settings) -> None:
    settings.OPENAI_BASE_URL = "http://127.0.0.1:8080/v1"
    settings.OPENAI_TEXT_MODEL = "llama"
    assert [each.model for each in assistants({})][:1] == ["llama"]
