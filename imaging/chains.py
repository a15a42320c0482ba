"""The chain of one person: their keys, and what is remembered of the steps made with them."""

from typing import Any

from imaging import breaker
from imaging.gate import StepGate
from imaging.keys import keys_for
from imaging.providers.fallback import Chain
from imaging.providers.registry import FACTORIES, build_chain, key_name


def chain_for(owner: Any) -> Chain:
    """The chain that works for `owner`; None for the site itself. Cheap enough for every job."""
    keys = keys_for(owner)
    fingerprints = {
        alias: breaker.fingerprint(keys.get(key_name(alias), "")) for alias in FACTORIES
    }
    return build_chain(keys, gate=StepGate(fingerprints))
