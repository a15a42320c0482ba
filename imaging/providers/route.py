"""Which providers of the order a request goes through: from where on, and where it ends."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from imaging.providers.base import ImageProvider
from imaging.providers.types import ImageRequest, Operation


@dataclass(frozen=True, slots=True)
class Route:
    """`held_back` is the alias of the provider before which the way ends; "" where it does not."""

    providers: tuple[ImageProvider, ...]
    held_back: str = ""


def route(
    providers: Sequence[ImageProvider],
    request: ImageRequest,
    *,
    start_at: str = "",
    ask_first: Collection[str] = (),
) -> Route:
    """The providers from `start_at` on, up to the first of `ask_first` that would be a fallback.

    A provider that could not make the picture ends nothing, and one that nothing comes before is
    no fallback. An unknown `start_at` is the start. Who drew the source itself edits it first: that
    changes what is asked for and nothing else, where a model would paint all of it anew. Not so
    with references that it would not look at.
    """
    providers = sorted(providers, key=lambda each: not (start_at == "" and _drew(each, request)))
    aliases = [each.alias for each in providers]
    kept = providers[aliases.index(start_at) :] if start_at in aliases else providers
    able = [each for each in kept if _is_able(each, request)]
    for each in able[1:]:
        if each.alias in ask_first:
            return Route(tuple(kept[: kept.index(each)]), each.alias)
    return Route(tuple(kept))


def _drew(provider: ImageProvider, request: ImageRequest) -> bool:
    own = request.source_drawing is not None and request.source_provider == provider.alias
    blind = bool(request.references[1:]) and not provider.sees_pictures
    edits = request.operation is Operation.EDIT and _is_able(provider, request)
    return own and edits and not blind


def _is_able(provider: ImageProvider, request: ImageRequest) -> bool:
    return any(provider.offers(model, request) for model in provider.models)
