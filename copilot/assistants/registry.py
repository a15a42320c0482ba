"""Who answers, in the order they are asked."""

from collections.abc import Mapping

from django.conf import settings

from copilot.assistants.base import Assistant
from copilot.assistants.gemini import GeminiAssistant
from copilot.assistants.offline import OfflineAssistant


def assistants(keys: Mapping[str, str]) -> tuple[Assistant, ...]:
    """Gemini's text models where `keys` have one, and always the one that needs none."""
    key = keys.get("gemini", "")
    models = settings.GEMINI_TEXT_MODELS if key else []
    gemini = (
        GeminiAssistant(
            api_key=key,
            base_url=settings.GEMINI_BASE_URL,
            model=model,
            timeout_s=settings.GEMINI_TIMEOUT_S,
        )
        for model in models
    )
    return (*gemini, OfflineAssistant())
