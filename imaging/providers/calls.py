"""One call of a provider, told of before and after it, its error typed whatever it was."""

import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from imaging.providers.base import ImageProvider
from imaging.providers.errors import InternalError, ProviderError
from imaging.providers.payloads import usable
from imaging.providers.types import ImagePayload, ImageRequest, ImageResult

MAX_COST_EXCEEDED = "max_cost_exceeded"

logger = logging.getLogger(__name__)


class AttemptLog[H](Protocol):
    """Told of every single outside call before and after it, retries too.

    Any method may raise to end the run, with anything that is no `ProviderError`.
    """

    def started(self, provider: str, model: str) -> H: ...

    def checking(self, handle: H, result: ImageResult) -> None:
        """The answer is here, to be paid for, and its picture is being verified."""

    def succeeded(self, handle: H, result: ImageResult) -> None: ...

    def failed(self, handle: H, error: ProviderError) -> None: ...

    def skipped(self, provider: str, model: str, code: str, detail: str = "") -> None:
        """The step was not tried; `code` is the error it would have ended with.

        `MAX_COST_EXCEEDED` for one that is too dear: `detail` then says what it costs.
        """


@dataclass(frozen=True, slots=True)
class Step:
    provider: ImageProvider
    model: str

    @property
    def alias(self) -> str:
        return self.provider.alias


def recorded_call[T, H](
    step: Step, request: ImageRequest, log: AttemptLog[H], verify: Callable[[ImagePayload], T]
) -> tuple[ImageResult, tuple[T, ...]]:
    """One outside call, logged before and after."""
    handle = log.started(step.alias, step.model)
    with _recorded(step, log, handle):
        result = step.provider.generate(step.model, request)
    log.checking(handle, result)
    with _recorded(step, log, handle, cost_usd=result.cost_usd):
        pictures = usable(result, verify)
    log.succeeded(handle, result)
    return result, pictures


@contextmanager
def _recorded[H](
    step: Step, log: AttemptLog[H], handle: H, *, cost_usd: Decimal | None = None
) -> Iterator[None]:
    """Close the attempt with the error that ends it, typed; a provider's bug ends no run."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - a provider's bug is an error like the others
        failure = error if isinstance(error, ProviderError) else InternalError(type(error).__name__)
        if isinstance(failure, InternalError):
            # Where it broke, not what it said: an unexpected message may hold anything.
            trace = "".join(traceback.format_tb((failure.__cause__ or error).__traceback__))
            logger.error("%s %s broke: %s\n%s", step.alias, step.model, failure.detail, trace)  # noqa: TRY400
        if failure.cost_usd is None:
            failure.cost_usd = cost_usd
        log.failed(handle, failure)
        raise failure from failure.__cause__
