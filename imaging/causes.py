"""Why steps of the chain brought no picture, in a person's words."""

from collections.abc import Sequence

from imaging.providers.errors import ModelRetired, StepFailure
from imaging.providers.registry import provider_label


def causes(failures: Sequence[StepFailure]) -> str:
    """The last failure of each provider: "Gemini failed: the quota for this model is used up."."""
    # That a model went long ago is nobody's news, unless there is no other reason.
    news = [f for f in failures if f.tried or not isinstance(f.error, ModelRetired)] or failures
    last = {failure.provider: failure.error.sentence for failure in news}
    return " ".join(
        f"{provider_label(provider)} failed: {sentence[0].lower()}{sentence[1:]}"
        for provider, sentence in last.items()
    )
