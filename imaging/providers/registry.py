"""The providers by alias, and the chain as the settings order it: a new provider is a new row."""

from collections.abc import Callable

from django.conf import settings

from imaging.providers.base import ImageProvider
from imaging.providers.canvas import CanvasProvider
from imaging.providers.fallback import Chain
from imaging.providers.gemini import GeminiProvider


def _gemini() -> ImageProvider:
    return GeminiProvider(
        api_key=settings.GEMINI_API_KEY,
        base_url=settings.GEMINI_BASE_URL,
        models=settings.GEMINI_IMAGE_MODELS,
        timeout_s=settings.GEMINI_TIMEOUT_S,
    )


FACTORIES: dict[str, Callable[[], ImageProvider]] = {
    "gemini": _gemini,
    "canvas": CanvasProvider,
}


def build_providers() -> list[ImageProvider]:
    """The providers in their order, configured or not; a name without a provider is left out."""
    return [FACTORIES[alias]() for alias in settings.IMAGE_PROVIDERS if alias in FACTORIES]


def build_chain() -> Chain:
    """Cheap: clients are shared by key, so a chain may be built for every job."""
    return Chain(build_providers(), max_retries=settings.GEMINI_MAX_RETRIES)


def provider_label(alias: str) -> str:
    """The name people know a provider by."""
    labels = {each.alias: each.label for each in (GeminiProvider, CanvasProvider)}
    return labels.get(alias, alias.capitalize())
