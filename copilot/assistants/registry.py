"""Who answers, in the order they are asked."""

from collections.abc import Iterator, Mapping

from django.conf import settings

from copilot.assistants.base import Assistant
from copilot.assistants.gemini import GeminiAssistant
from copilot.assistants.offline import OfflineAssistant
from copilot.assistants.openai import OpenAIAssistant
from imaging.providers.registry import text_models


def assistants(keys: Mapping[str, str]) -> tuple[Assistant, ...]:
    """Gemini's text models, then OpenAI's, where `keys` allow, and always the one without a key."""
    return (
        *_gemini(keys.get("gemini", "")),
        *_openai(keys.get("openai", "")),
        OfflineAssistant(),
    )


def _gemini(key: str) -> Iterator[Assistant]:
    for model in text_models("gemini", key):
        yield GeminiAssistant(
            api_key=key,
            base_url=settings.GEMINI_BASE_URL,
            model=model,
            timeout_s=settings.GEMINI_TIMEOUT_S,
        )


def _openai(key: str) -> Iterator[Assistant]:
    for model in text_models("openai", key):
        yield OpenAIAssistant(
            api_key=key,
            base_url=settings.OPENAI_BASE_URL,
            model=model,
            timeout_s=settings.GEMINI_TIMEOUT_S,
        )
