"""What is remembered of steps between runs, as the chain sees it."""

from typing import Protocol

from imaging.providers.errors import ProviderError


class Gate(Protocol):
    """Asked before each step that calls out and told how it ended; shared state is behind it."""

    def refusal(self, provider: str, model: str) -> ProviderError | None:
        """Why the step is not worth a call now; None lets it through, perhaps as the one probe."""

    def ended(self, provider: str, model: str, error: ProviderError | None) -> None:
        """The step that was let through ended, after its retries; None is success."""

    def dropped(self, provider: str, model: str) -> None:
        """The step was let through, and the run ended before it did."""


class OpenGate:
    """Remembers nothing and lets everything through."""

    def refusal(self, provider: str, model: str) -> ProviderError | None:
        return None

    def ended(self, provider: str, model: str, error: ProviderError | None) -> None:
        return None

    def dropped(self, provider: str, model: str) -> None:
        return None
