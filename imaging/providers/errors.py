"""Everything that can go wrong in a provider, typed where it arises.

An error knows its public `code`, whether the same step may be tried again (`retryable`), whether
the next step may be tried (`falls_back`), and the one sentence a person reads. Nothing downstream
looks into a provider's prose.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar


class ProviderError(Exception):
    code: ClassVar[str] = "internal"
    retryable: ClassVar[bool] = False
    falls_back: ClassVar[bool] = True
    sentence: ClassVar[str] = "Something went wrong while making the image."

    def __init__(
        self,
        detail: str = "",
        *,
        http_status: int | None = None,
        retry_after_s: float | None = None,
        request_id: str = "",
        cost_usd: Decimal | None = None,
    ) -> None:
        """`detail` is for the log and the attempt's row: never a key, never shown as it is.

        `cost_usd` is what the failed call cost all the same, where the provider tells.
        """
        super().__init__(detail or self.sentence)
        self.detail = detail
        self.http_status = http_status
        self.retry_after_s = retry_after_s
        self.request_id = request_id
        self.cost_usd = cost_usd


class ContentBlocked(ProviderError):
    """Never shopped to a laxer provider."""

    code = "content_blocked"
    falls_back = False
    sentence = "The model declined this prompt for safety reasons."


class QuotaExceeded(ProviderError):
    """`retry_after_s` is set where the provider says when to come back; None means not soon."""

    code = "quota_exceeded"
    sentence = "The quota for this model is used up."


class AuthenticationFailed(ProviderError):
    code = "authentication"
    sentence = "The provider refused the API key."


class NotConfigured(AuthenticationFailed):
    """No call was made: there is no key or no model to make it with."""

    sentence = "No provider is set up for this."


class ModelRetired(ProviderError):
    code = "model_retired"
    sentence = "The model no longer exists."


class ProviderUnavailable(ProviderError):
    code = "provider_unavailable"
    retryable = True
    sentence = "The provider is not available at the moment."


class ProviderTimeout(ProviderError):
    code = "timeout"
    retryable = True
    sentence = "The provider did not answer in time."


class NoImage(ProviderError):
    code = "no_image"
    retryable = True
    sentence = "The model answered without an image."


class InvalidImage(ProviderError):
    code = "invalid_image"
    retryable = True
    sentence = "The model's answer was not a usable image."


class UnusableAnswer(ProviderError):
    """A text that is not what was asked for. The provider is well: no breaker counts it."""

    code = "unusable_answer"
    retryable = True
    sentence = "The model's answer could not be used."


class UnsupportedOption(ProviderError):
    code = "unsupported_option"
    sentence = "The model does not support one of the options."


class TooManyPictures(UnsupportedOption):
    """No call was made."""

    sentence = "No model that is set up here takes so many pictures. Send fewer of them."


class PriceTooHigh(UnsupportedOption):
    """No call was made."""

    sentence = "Every model that could make this image costs more than the limit set for it."


class InternalError(ProviderError):
    """Ours, not the provider's: a bug or a missing dependency at the edge."""

    code = "internal"
    sentence = "Something went wrong inside Easel."


@dataclass(frozen=True, slots=True)
class StepFailure:
    """A step of the chain, and the last error it ended with.

    One that was not `tried` failed lately, and its error is that of then.
    """

    provider: str
    model: str
    error: ProviderError
    tried: bool = True


class AllProvidersFailed(ProviderError):
    """More than one step was tried; `failures` tells each, in order."""

    code = "all_providers_failed"
    falls_back = False
    sentence = "Every model that could make this image failed."

    def __init__(self, failures: Sequence[StepFailure]) -> None:
        steps = "; ".join(f"{step.provider} {step.model}: {step.error.code}" for step in failures)
        super().__init__(steps)
        self.failures = tuple(failures)
