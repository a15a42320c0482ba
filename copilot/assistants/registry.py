"""Who answers, in the order they are asked."""

from django.conf import settings

from copilot.assistants.base import Assistant
from copilot.assistants.gemini import GeminiAssistant
from copilot.assistants.offline import OfflineAssistant


def assistants() -> tuple[Assistant, ...]:
    """Gemini's text models where there is a key, and always the one that needs none."""
    models = settings.GEMINI_TEXT_MODELS if settings.GEMINI_API_KEY else []
    gemini = (
        GeminiAssistant(
            api_key=settings.GEMINI_API_KEY,
            base_url=settings.GEMINI_BASE_URL,
            model=model,
            timeout_s=settings.GEMINI_TIMEOUT_S,
        )
        for model in models
    )
    return (*gemini, OfflineAssistant())
