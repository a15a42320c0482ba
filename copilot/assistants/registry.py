"""Who answers, in the order they are asked."""

from collections.abc import Iterator, Mapping

from django.conf import settings

from copilot.assistants.base import Assistant
from copilot.assistants.gemini import GeminiAssistant
from copilot.assistants.offline import OfflineAssistant
from copilot.assistants.openai import OpenAIAssistant


def assistants(keys: Mapping[str, str]) -> tuple[Assistant, ...]:
    """Gemini's text models, then OpenAI's, where `keys` allow, and always the one without a key."""
    return (
        *_gemini(keys.get("gemini", "")),
        *_openai(keys.get("openai", "")),
        OfflineAssistant(),
    )


def _gemini(key: str) -> Iterator[Assistant]:
    for model in settings.GEMINI_TEXT_MODELS if key else ():
        yield GeminiAssistant(
            api_key=key,
            base_url=settings.GEMINI_BASE_URL,
            model=model,
            timeout_s=settings.GEMINI_TIMEOUT_S,
        )


def _openai(key: str) -> Iterator[Assistant]:
    """A server at an address of one's own may need no key."""
    if settings.OPENAI_TEXT_MODEL and (key or settings.OPENAI_BASE_URL):
        yield OpenAIAssistant(
            api_key=key,
            base_url=settings.OPENAI_BASE_URL,
            model=settings.OPENAI_TEXT_MODEL,
            timeout_s=settings.GEMINI_TIMEOUT_S,
        )
