"""The ordered chain: steps of (provider, model), tried until one delivers a usable picture."""

import math
import random
import time
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal

from imaging.providers.base import ImageProvider
from imaging.providers.calls import MAX_COST_EXCEEDED, AttemptLog, Step, recorded_call
from imaging.providers.errors import (
    AllProvidersFailed,
    NotConfigured,
    PriceTooHigh,
    ProviderError,
    StepFailure,
    TooManyPictures,
    UnsupportedOption,
)
from imaging.providers.gate import Gate, OpenGate
from imaging.providers.retries import Retries
from imaging.providers.skipping import too_dear, too_many_pictures
from imaging.providers.types import ImagePayload, ImageRequest, ImageResult


@dataclass(frozen=True, slots=True)
class Delivered[T]:
    """Verified pictures, the best last; `failures` are the steps before, to explain a fallback.

    Not `sees_pictures` where the references that were sent have not been looked at.
    """

    provider: str
    model: str
    uses_ai: bool
    pictures: tuple[T, ...]
    cost_usd: Decimal | None
    failures: tuple[StepFailure, ...]
    sees_pictures: bool = True

    @property
    def picture(self) -> T:
        return self.pictures[-1]


@dataclass(frozen=True, slots=True)
class _Run[H]:
    """One way through the steps; `refused` are the capabilities that a provider turned down."""

    request: ImageRequest
    log: AttemptLog[H]
    ends_at: float
    max_price_usd: Decimal | None
    failures: list[StepFailure] = field(default_factory=list)
    refused: set[Hashable] = field(default_factory=set)


class Chain:
    def __init__(
        self,
        providers: Sequence[ImageProvider],
        *,
        max_retries: int,
        gate: Gate | None = None,
        deadline_s: float = 120.0,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        jitter: Callable[[float, float], float] = random.uniform,
    ) -> None:
        """`deadline_s` bounds a run's calls to AI models; one that draws locally always may.

        `gate` is asked about steps of AI models alone; without one, each run begins afresh.
        """
        self._providers = tuple(providers)
        self._max_retries = max_retries
        self._gate = gate or OpenGate()
        self._deadline_s = deadline_s
        self._sleep = sleep
        self._clock = clock
        self._jitter = jitter

    def run[T, H](
        self,
        request: ImageRequest,
        *,
        log: AttemptLog[H],
        verify: Callable[[ImagePayload], T],
        pin_provider: str = "",
        pin_model: str = "",
        max_price_usd: Decimal | None = None,
    ) -> Delivered[T]:
        """The pictures of the first step whose answer `verify` lets pass; it raises `InvalidImage`.

        A pin leaves no step beyond it; a step known to cost more than `max_price_usd` a picture is
        skipped. Raises the error itself where a single step was tried or where the content was
        blocked, `AllProvidersFailed` where several were tried.
        """
        steps = self._steps(request, pin_provider, pin_model)
        run = _Run(request, log, self._clock() + self._deadline_s, max_price_usd)
        for step in self._configured(pin_provider, pin_model):
            if step not in steps:
                if detail := too_many_pictures(step.provider, step.model, request):
                    log.skipped(step.alias, step.model, UnsupportedOption.code, detail)
                continue
            if self._skips(step, run):
                continue
            try:
                with self._told_to_gate(step):
                    result, pictures = self._try(step, run, verify, is_last=step == steps[-1])
            except ProviderError as error:
                run.failures.append(StepFailure(step.alias, step.model, error))
                if not error.falls_back:
                    raise
                if isinstance(error, UnsupportedOption):
                    run.refused.add(step.provider.capability(step.model))
                continue
            return Delivered(
                provider=step.alias,
                model=step.model,
                uses_ai=step.provider.uses_ai,
                pictures=pictures,
                cost_usd=result.cost_usd,
                failures=tuple(run.failures),
                sees_pictures=step.provider.sees_pictures,
            )
        raise _outcome(run.failures)

    @contextmanager
    def _told_to_gate(self, step: Step) -> Iterator[None]:
        if not step.provider.uses_ai:
            yield
            return
        try:
            yield
        except ProviderError as error:
            self._gate.ended(step.alias, step.model, error)
            raise
        except BaseException:
            self._gate.dropped(step.alias, step.model)
            raise
        self._gate.ended(step.alias, step.model, None)

    def price_usd(
        self, request: ImageRequest, *, pin_provider: str = "", pin_model: str = ""
    ) -> Decimal | None:
        """The price of the step that would be tried first; None where it is not known."""
        prices = self.prices_usd(request, pin_provider=pin_provider, pin_model=pin_model)
        return prices[0] if prices else None

    def prices_usd(
        self, request: ImageRequest, *, pin_provider: str = "", pin_model: str = ""
    ) -> tuple[Decimal | None, ...]:
        """Those of all steps in the order they would be tried; none where no step could."""
        steps = self.able(request, pin_provider=pin_provider, pin_model=pin_model)
        return tuple(step.provider.price_usd(step.model, request) for step in steps)

    def able(
        self, request: ImageRequest, *, pin_provider: str = "", pin_model: str = ""
    ) -> Sequence[Step]:
        """The steps in the order they would be tried; none where no step could."""
        try:
            return self._steps(request, pin_provider, pin_model)
        except ProviderError:
            return ()

    def refusal(
        self, request: ImageRequest, *, pin_provider: str = "", pin_model: str = ""
    ) -> ProviderError | None:
        """Why not one step could do what is asked, known without a call; None where one could."""
        try:
            self._steps(request, pin_provider, pin_model)
        except ProviderError as error:
            return error
        return None

    def _configured(self, pin_provider: str, pin_model: str) -> list[Step]:
        """The steps that a pin leaves, in order."""
        allowed = [each for each in self._providers if pin_provider in {"", each.alias}]
        configured = [Step(each, model) for each in allowed for model in each.models]
        if pin_model:
            listed = [step for step in configured if step.model == pin_model]
            # Any model id works on a pinned provider, listed or not.
            unlisted = [Step(each, pin_model) for each in allowed if pin_provider and each.models]
            configured = listed or unlisted
        return configured

    def _steps(self, request: ImageRequest, pin_provider: str, pin_model: str) -> list[Step]:
        """The configured steps that can do what is asked, in order."""
        configured = self._configured(pin_provider, pin_model)
        if not configured:
            raise NotConfigured(" ".join(filter(None, ("no step for", pin_provider, pin_model))))
        steps = [step for step in configured if step.provider.offers(step.model, request)]
        if steps:
            return steps
        if any(too_many_pictures(each.provider, each.model, request) for each in configured):
            raise TooManyPictures(f"no model takes {len(request.references)} pictures")
        raise UnsupportedOption(f"no model offers {request.operation}")

    def _skips[H](self, step: Step, run: _Run[H]) -> bool:
        """Whether a step that could do it is passed over, which is logged."""
        log, uses_ai = run.log, step.provider.uses_ai
        if uses_ai and self._clock() >= run.ends_at:
            log.skipped(step.alias, step.model, "timeout")
        elif step.provider.capability(step.model) in run.refused:
            log.skipped(step.alias, step.model, UnsupportedOption.code)
        elif detail := too_dear(step.provider, step.model, run.request, run.max_price_usd):
            log.skipped(step.alias, step.model, MAX_COST_EXCEEDED, detail)
        elif uses_ai and (refusal := self._gate.refusal(step.alias, step.model)):
            log.skipped(step.alias, step.model, refusal.code)
            run.failures.append(StepFailure(step.alias, step.model, refusal, tried=False))
        else:
            return False
        return True

    def _try[T, H](
        self, step: Step, run: _Run[H], verify: Callable[[ImagePayload], T], *, is_last: bool
    ) -> tuple[ImageResult, tuple[T, ...]]:
        """One step with its retries."""
        retries = Retries(self._max_retries, self._jitter)
        while True:
            left_s = run.ends_at - self._clock()
            bounded = run.request
            if step.provider.uses_ai:
                bounded = replace(bounded, timeout_s=min(bounded.timeout_s, left_s))
            try:
                return recorded_call(step, bounded, run.log, verify)
            except ProviderError as error:
                left_s = run.ends_at - self._clock()
                delay_s = retries.delay_s(error, is_last=is_last, left_s=left_s)
                if delay_s is None:
                    raise
            if delay_s:
                self._sleep(delay_s)


def _outcome(failures: Sequence[StepFailure]) -> ProviderError:
    """What a run without a picture ends with."""
    if not failures:
        # Each step was skipped before a deadline could pass, so it was for its price.
        return PriceTooHigh("every step costs more than the limit")
    tried = [failure for failure in failures if failure.tried]
    if len(tried) > 1:
        return AllProvidersFailed(failures)
    # Nobody was called: what opens again first tells best what to do.
    return (tried or sorted(failures, key=_opens_after_s))[0].error


def _opens_after_s(failure: StepFailure) -> float:
    after_s = failure.error.retry_after_s
    return math.inf if after_s is None else after_s
