"""The pictures that come along with a prompt: which, what for, and how many may."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from imaging.chains import way_for
from imaging.inputs import JobInput, blank_pictures, request_of, said_roles
from imaging.models import GeneratedImage
from imaging.providers import catalogue
from imaging.providers.base import ImageProvider
from imaging.providers.catalogue import REFERENCES_MAX
from imaging.providers.types import ImageRequest, ReferenceImage, ReferenceRole

_BLANK = ReferenceImage(b"", "")


@dataclass(frozen=True, slots=True)
class Reference:
    image: GeneratedImage
    role: ReferenceRole = ReferenceRole.STYLE


@dataclass(frozen=True, slots=True)
class ReferenceLimit:
    """The most references a request may bring, and whose limit that is, in a sentence.

    At 0 the sentence says why there can be none.
    """

    most: int
    sentence: str


def with_references(asked: JobInput, references: Sequence[Reference]) -> JobInput:
    """What is asked, with these references."""
    return replace(
        asked,
        reference_ids=tuple(str(each.image.pk) for each in references),
        reference_roles=said_roles([each.role for each in references]),
    )


def reference_limit(
    asked: JobInput, owner: Any, *, source: GeneratedImage | None = None
) -> ReferenceLimit:
    """How many references may come with what is asked, by the first model that sees any.

    By the catalogue alone, without a call. Later models of the chain may take fewer: they are
    passed over then.
    """
    bare = blank_pictures(asked)
    request = request_of(asked, source=source, pictures=(*bare, _BLANK))
    pinned = bool(asked.provider or asked.model)
    way = way_for(owner, request, start_at=asked.start_at, pinned=pinned)
    for step in way.chain.able(request, pin_provider=asked.provider, pin_model=asked.model):
        if step.provider.sees_pictures:
            most = _most(step.provider, step.model, request) - len(bare)
            beside = " beside this one" if source else ""
            label = _label(step.alias, step.model)
            return ReferenceLimit(most, f"{label} takes up to {most}{beside}.")
    if pinned:
        label = _label(asked.provider, asked.model) or "The model you chose"
        return ReferenceLimit(0, f"{label} takes no pictures. Choose another model for them.")
    return ReferenceLimit(
        0,
        "Working after other pictures needs a model that understands them, and none that is set up "
        "here does. Add a provider key in the settings.",
    )


def _most(provider: ImageProvider, model: str, request: ImageRequest) -> int:
    """The most pictures in one request, the source among them."""
    return max(
        count
        for count in range(1, REFERENCES_MAX + 1)
        if provider.offers(model, replace(request, references=(_BLANK,) * count))
    )


def _label(provider: str, model: str) -> str:
    with suppress(KeyError):  # a provider whose models nobody has listed
        return catalogue.card(provider, model).label
    return model
