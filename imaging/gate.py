"""The chain's gate, kept in the database: breakers and retired models."""

from collections.abc import Mapping

from imaging import breaker, model_states
from imaging.models import Breaker
from imaging.providers.errors import ModelRetired, NotConfigured, ProviderError


def try_now(provider: str, model: str) -> None:
    """Forget that the model has gone or failed, with whatever key."""
    model_states.bring_back(provider, model)
    breaker.close(provider=provider, model=model)


class StepGate:
    """A `Gate` for the calls of one chain. `fingerprints` are those of its keys, by provider."""

    def __init__(self, fingerprints: Mapping[str, str]) -> None:
        self._fingerprints = fingerprints
        # The breakers that steps went past, by step: closed when the step succeeds.
        self._passed: dict[tuple[str, str], Breaker] = {}

    def refusal(self, provider: str, model: str) -> ProviderError | None:
        if model_states.is_retired(provider, model):
            return ModelRetired("retired before")
        found = breaker.found(**self._step(provider, model))
        if found is None:
            return None
        if error := breaker.refusal(found):
            return error
        self._passed[provider, model] = found
        return None

    def ended(self, provider: str, model: str, error: ProviderError | None) -> None:
        passed = self._passed.pop((provider, model), None)
        match error:
            case ModelRetired():
                model_states.retire(provider, model)
            case NotConfigured():
                return
            case ProviderError() if error.code in breaker.OPENS_AFTER:
                breaker.record(**self._step(provider, model), error=error)
                return
            case ProviderError() if error.code == "internal":
                if passed:
                    breaker.give_back(passed)
                return
        # Whatever else it said, the provider answered, and the key was good enough for that.
        if passed:
            breaker.close(**self._step(provider, model))

    def dropped(self, provider: str, model: str) -> None:
        if passed := self._passed.pop((provider, model), None):
            breaker.give_back(passed)

    def _step(self, provider: str, model: str) -> dict[str, str]:
        return {
            "provider": provider,
            "model": model,
            "key_fingerprint": self._fingerprints.get(provider, ""),
        }
