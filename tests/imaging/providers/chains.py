"""What tests of the chain share: time that passes only when slept, a log that remembers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from imaging.pictures.verify import PictureError, VerifiedPicture, verify
from imaging.providers.base import ImageProvider
from imaging.providers.errors import InvalidImage, ProviderError
from imaging.providers.fallback import Chain, Delivered
from imaging.providers.types import ImagePayload, ImageRequest, ImageResult
from tests.emulator import pictures

REQUEST = ImageRequest("A lighthouse in fog")


def check(payload: ImagePayload) -> VerifiedPicture:
    try:
        return verify(payload.data)
    except PictureError as error:
        raise InvalidImage(str(error.reason)) from error


@dataclass
class Time:
    """A clock that stands still but for sleeping."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def clock(self) -> float:
        return self.now


@dataclass
class Attempt:
    provider: str
    model: str
    outcome: str = "started"
    checked: bool = False
    cost_usd: Decimal | None = None


@dataclass
class Log:
    """Remembers what it was told, in order."""

    attempts: list[Attempt] = field(default_factory=list)

    def started(self, provider: str, model: str) -> Attempt:
        self.attempts.append(Attempt(provider, model))
        return self.attempts[-1]

    def checking(self, handle: Attempt, result: ImageResult) -> None:
        handle.checked = True

    def succeeded(self, handle: Attempt, result: ImageResult) -> None:
        handle.outcome, handle.cost_usd = "succeeded", result.cost_usd

    def failed(self, handle: Attempt, error: ProviderError) -> None:
        handle.outcome, handle.cost_usd = error.code, error.cost_usd

    def skipped(self, provider: str, model: str, code: str, detail: str = "") -> None:
        self.attempts.append(Attempt(provider, model, outcome=f"skipped {code}"))

    @property
    def outcomes(self) -> list[tuple[str, str]]:
        return [(attempt.model, attempt.outcome) for attempt in self.attempts]


class Fake(ImageProvider):
    """Answers what it is told, call by call; then pictures for ever."""

    alias = "fake"
    label = "Fake"

    def __init__(
        self,
        *outcomes: Exception | ImageResult,
        alias: str = "fake",
        models: Sequence[str] = ("one",),
        uses_ai: bool = True,
    ) -> None:
        self.alias = alias  # type: ignore[misc]  # one class stands for many providers
        self.uses_ai = uses_ai  # type: ignore[misc]
        self._models = tuple(models)
        self.outcomes = list(outcomes)
        self.requests: list[ImageRequest] = []

    @property
    def models(self) -> tuple[str, ...]:
        return self._models

    def generate(self, model: str, request: ImageRequest) -> ImageResult:
        self.requests.append(request)
        outcome = self.outcomes.pop(0) if self.outcomes else picture()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


def picture() -> ImageResult:
    payload = ImagePayload(pictures.unique_png((64, 48)), "image/png")
    return ImageResult((payload,), cost_usd=Decimal("0.03"))


@dataclass
class Run:
    """One run of a chain with its time and log."""

    chain: Chain
    time: Time
    log: Log = field(default_factory=Log)

    def __call__(
        self, request: ImageRequest = REQUEST, *, pin_provider: str = "", pin_model: str = ""
    ) -> Delivered[VerifiedPicture]:
        return self.chain.run(
            request, log=self.log, verify=check, pin_provider=pin_provider, pin_model=pin_model
        )


def chain_of(
    *providers: ImageProvider, max_retries: int = 2, deadline_s: float = 120, jitter: float = 1.0
) -> Run:
    """`jitter` 1 draws the longest back-off, 0 the shortest."""
    time = Time()
    chain = Chain(
        providers,
        max_retries=max_retries,
        deadline_s=deadline_s,
        sleep=time.sleep,
        clock=time.clock,
        jitter=lambda low, high: low + jitter * (high - low),
    )
    return Run(chain, time)
