"""The providers by alias, and the chain as the settings order it: a new provider is a new row."""

from collections.abc import Callable, Mapping, Sequence

from django.conf import settings

from imaging.providers.base import ImageProvider
from imaging.providers.canvas import CanvasProvider
from imaging.providers.fallback import Chain
from imaging.providers.gate import Gate
from imaging.providers.gemini import GeminiProvider
from imaging.providers.imagen import ImagenProvider
from imaging.providers.openai import OpenAIProvider
from imaging.providers.route import Route, route
from imaging.providers.types import ImageRequest, Quality


def _gemini(key: str) -> ImageProvider:
    return GeminiProvider(
        api_key=key,
        base_url=settings.GEMINI_BASE_URL,
        models=settings.GEMINI_IMAGE_MODELS,
        timeout_s=settings.GEMINI_TIMEOUT_S,
    )


def _imagen(key: str) -> ImageProvider:
    return ImagenProvider(
        api_key=key if settings.IMAGEN_FALLBACK_ENABLED else "",
        base_url=settings.IMAGEN_BASE_URL or settings.GEMINI_BASE_URL,
        model=settings.IMAGEN_MODEL,
        quality=Quality(settings.IMAGEN_QUALITY),
        max_images=settings.IMAGEN_MAX_IMAGES,
        timeout_s=settings.GEMINI_TIMEOUT_S,
    )


def _openai(key: str) -> ImageProvider:
    return OpenAIProvider(
        api_key=key,
        base_url=settings.OPENAI_BASE_URL,
        model=settings.OPENAI_IMAGE_MODEL,
        timeout_s=settings.GEMINI_TIMEOUT_S,
    )


def _canvas(_: str) -> ImageProvider:
    return CanvasProvider()


# Each made with its key, "" for none.
FACTORIES: dict[str, Callable[[str], ImageProvider]] = {
    "gemini": _gemini,
    "imagen": _imagen,
    "openai": _openai,
    "canvas": _canvas,
}
# Those that go by another provider's key.
KEY_NAMES = {"imagen": "gemini"}


def key_name(alias: str) -> str:
    """Under which name the provider's key is kept."""
    return KEY_NAMES.get(alias, alias)


def is_enabled(alias: str) -> bool:
    """Whether the settings want the provider in the chain, with a key or without."""
    switched_off = alias == "imagen" and not settings.IMAGEN_FALLBACK_ENABLED
    return alias in settings.IMAGE_PROVIDERS and not switched_off


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


def text_models(alias: str, key: str) -> tuple[str, ...]:
    """The provider's models for texts, in the order to try them; none where `key` does not do."""
    match alias:
        case "gemini" if key:
            return tuple(settings.GEMINI_TEXT_MODELS)
        # A server at an address of one's own may need no key.
        case "openai" if settings.OPENAI_TEXT_MODEL and (key or settings.OPENAI_BASE_URL):
            return (settings.OPENAI_TEXT_MODEL,)
        case _:
            return ()


def build_route(
    keys: Mapping[str, str], request: ImageRequest, *, start_at: str = "", pinned: bool = False
) -> Route:
    """The providers for a request; who pins a step has chosen it, so it is not held back."""
    ask_first = () if pinned or settings.IMAGEN_AUTO_FALLBACK else ("imagen",)
    return route(build_providers(keys), request, start_at=start_at, ask_first=ask_first)


def build_chain(providers: Sequence[ImageProvider], gate: Gate | None = None) -> Chain:
    """Cheap: clients are shared by key, so a chain may be built for every job."""
    return Chain(providers, max_retries=settings.GEMINI_MAX_RETRIES, gate=gate)


def provider_label(alias: str) -> str:
    """The name people know a provider by."""
    return build_provider(alias, "").label if alias in FACTORIES else alias.capitalize()
