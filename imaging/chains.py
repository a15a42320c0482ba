"""The chain of one person: their keys, and what is remembered of the steps made with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from imaging import breaker
from imaging.gate import StepGate
from imaging.keys import Keys, keys_for
from imaging.providers.fallback import Chain
from imaging.providers.registry import FACTORIES, build_chain, build_route, key_name
from imaging.providers.types import ImageRequest


@dataclass(frozen=True, slots=True)
class Way:
    """`held_back` is the provider before which the chain ends until somebody asks for it, or ""."""

    chain: Chain
    held_back: str


def way_for(
    owner: Any,
    request: ImageRequest,
    *,
    start_at: str = "",
    pinned: bool = False,
    keys: Keys | None = None,
) -> Way:
    """The chain that works for `owner`; None for the site itself. Cheap enough for every job."""
    keys = keys_for(owner) if keys is None else keys
    route = build_route(keys, request, start_at=start_at, pinned=pinned)
    return Way(build_chain(route.providers, gate=gate_for(keys)), route.held_back)


def gate_for(keys: Mapping[str, str]) -> StepGate:
    """The gate for calls with these keys, for images and texts alike."""
    return StepGate(
        {alias: breaker.fingerprint(keys.get(key_name(alias), "")) for alias in FACTORIES}
    )
