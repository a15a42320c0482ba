"""The providers by alias, and the chain as the settings order it: a new provider is a new row."""

from collections.abc import Callable, Mapping

from django.conf import settings

from imaging.providers.base import ImageProvider
from imaging.providers.canvas import CanvasProvider
from imaging.providers.fallback import Chain
from imaging.providers.gate import Gate
from imaging.providers.gemini import GeminiProvider


def _gemini(key: str) -> ImageProvider:
    return GeminiProvider(
        api_key=key,
        base_url=settings.GEMINI_BASE_URL,
        models=settings.GEMINI_IMAGE_MODELS,
        timeout_s=settings.GEMINI_TIMEOUT_S,
    )


def _canvas(_: str) -> ImageProvider:
    return CanvasProvider()


# Each made with its key, "" for none.
FACTORIES: dict[str, Callable[[str], ImageProvider]] = {
    "gemini": _gemini,
    "canvas": _canvas,
}
# Those that go by another provider's key.
KEY_NAMES = {"imagen": "gemini"}


def key_name(alias: str) -> str:
    """Under which name the provider's key is kept."""
    return KEY_NAMES.get(alias, alias)


def build_provider(alias: str, key: str) -> ImageProvider:
    """Raises KeyError for an alias without a provider."""
    return FACTORIES[alias](key)


def build_providers(keys: Mapping[str, str]) -> list[ImageProvider]:
    """The providers in their order, configured or not; a name without a provider is left out.

    `keys` are by `key_name`.
    """
    return [
        build_provider(alias, keys.get(key_name(alias), ""))
        for alias in settings.IMAGE_PROVIDERS
        if alias in FACTORIES
    ]


def build_chain(keys: Mapping[str, str], gate: Gate | None = None) -> Chain:
    """Cheap: clients are shared by key, so a chain may be built for every job."""
    return Chain(build_providers(keys), max_retries=settings.GEMINI_MAX_RETRIES, gate=gate)


def provider_label(alias: str) -> str:
    """The name people know a provider by."""
    labels = {each.alias: each.label for each in (GeminiProvider, CanvasProvider)}
    return labels.get(alias, alias.capitalize())
