"""Whether a failed call is made again on the same step, and after how long; decided here alone."""

from collections import Counter
from collections.abc import Callable

from imaging.providers.errors import (
    InvalidImage,
    NoImage,
    ProviderError,
    ProviderTimeout,
    ProviderUnavailable,
    QuotaExceeded,
)

SHORT_WAIT_S = 2.0
BACKOFF_BASE_S = 0.5
BACKOFF_CAP_S = 8.0


class Retries:
    """The retries of one step in one run.

    `max_retries` counts for an unavailable or silent provider; `jitter` draws a delay between two
    bounds, in seconds.
    """

    def __init__(self, max_retries: int, jitter: Callable[[float, float], float]) -> None:
        self._max_retries = max_retries
        self._jitter = jitter
        self._made: Counter[str] = Counter()

    def delay_s(self, error: ProviderError, *, is_last: bool, left_s: float) -> float | None:
        """Seconds to wait before the next call of this step; None to leave it.

        `is_last`: no step follows, so a long wait is better than giving up. `left_s`: seconds to
        the deadline, which no wait may reach.
        """
        kind, delay = self._wanted(error, is_last=is_last)
        if delay is None or delay >= left_s:
            return None
        self._made[kind] += 1
        return delay

    def _wanted(self, error: ProviderError, *, is_last: bool) -> tuple[str, float | None]:
        match error:
            case QuotaExceeded():
                return "quota", self._quota_delay_s(error.retry_after_s, is_last=is_last)
            case ProviderUnavailable() | ProviderTimeout():
                return "outage", self._outage_delay_s(error.retry_after_s or 0.0, is_last=is_last)
            case NoImage() | InvalidImage():
                return "answer", 0.0 if not self._made["answer"] else None
            case _:
                return "", None

    def _quota_delay_s(self, asked_s: float | None, *, is_last: bool) -> float | None:
        if asked_s is None:
            return None
        if asked_s <= SHORT_WAIT_S:
            return asked_s if not self._made["quota"] else None
        worth_it = is_last and self._made["quota"] < max(1, self._max_retries)
        return asked_s if worth_it else None

    def _outage_delay_s(self, asked_s: float, *, is_last: bool) -> float | None:
        made = self._made["outage"]
        if made >= self._max_retries or (asked_s > SHORT_WAIT_S and not is_last):
            return None
        # Full jitter: workers that failed together must not come back together.
        return max(asked_s, self._jitter(0.0, min(BACKOFF_CAP_S, BACKOFF_BASE_S * 2**made)))
