"""Who answers follows from the keys, and somebody always does."""

import pytest
from pytest_django.fixtures import Settings

from copilot.assistants.gemini import GeminiAssistant
from copilot.assistants.offline import OfflineAssistant
from copilot.assistants.registry import assistants


@pytest.mark.parametrize("keys", [{}, {"gemini": ""}, {"openai": "sk-x"}])
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
