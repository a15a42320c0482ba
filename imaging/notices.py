"""What a person is told of a job that succeeded, but not quite as asked."""

from collections.abc import Sequence

from imaging.providers.errors import ProviderError, StepFailure
from imaging.providers.fallback import Delivered
from imaging.providers.registry import provider_label


def notice_of(
    deliveries: Sequence[Delivered[object]], *, asked: int, shortfall: ProviderError | None
) -> str:
    """A sentence or two, or nothing where all is as asked."""
    sentences = []
    made = sum(len(delivered.pictures) for delivered in deliveries)
    if shortfall is not None:
        sentences.append(f"{made} of {asked} images could be made: {shortfall.sentence}")
    stand_in = next((d for d in deliveries if not d.uses_ai and d.failures), None)
    if stand_in is not None:
        sentences.append(f"Drawn locally, no AI, because {_causes(stand_in.failures)}")
    return " ".join(sentences)


def _causes(failures: Sequence[StepFailure]) -> str:
    """The last failure of each provider: "Gemini failed: the quota for this model is used up."."""
    last = {failure.provider: failure.error.sentence for failure in failures}
    return " ".join(
        f"{provider_label(provider)} failed: {sentence[0].lower()}{sentence[1:]}"
        for provider, sentence in last.items()
    )
