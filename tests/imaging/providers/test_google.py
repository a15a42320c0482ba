"""The shared client and the table of errors, with the real SDK over HTTP on loopback."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from imaging.providers import errors, google
from imaging.providers.gemini import GeminiProvider
from imaging.providers.types import ImageRequest
from tests.emulator import behaviours
from tests.emulator.behaviours import Behaviour
from tests.emulator.server import GeminiEmulator

MODEL = "gemini-nano-banana-2.1"
INVALID = "INVALID_ARGUMENT"

TABLE: list[tuple[str, Behaviour, type[errors.ProviderError], int | None, float | None]] = [
    ("429 by the minute", behaviours.quota(), errors.QuotaExceeded, 429, None),
    ("429 with a short delay", behaviours.quota(1.5), errors.QuotaExceeded, 429, 1.5),
    ("429 with a long delay", behaviours.quota(17), errors.QuotaExceeded, 429, 17),
    ("429 with a header", behaviours.retry_after(3), errors.QuotaExceeded, 429, 3),
    ("429 by the day", behaviours.daily_quota(), errors.QuotaExceeded, 429, None),
    ("429 with no quota", behaviours.zero_quota(), errors.QuotaExceeded, 429, None),
    ("429 of a proxy", behaviours.html(429), errors.QuotaExceeded, 429, None),
    ("403", behaviours.error(403, "PERMISSION_DENIED"), errors.AuthenticationFailed, 403, None),
    ("401", behaviours.error(401, "UNAUTHENTICATED"), errors.AuthenticationFailed, 401, None),
    ("400 bad key", behaviours.bad_key(), errors.AuthenticationFailed, 400, None),
    ("400 other", behaviours.error(400, INVALID), errors.UnsupportedOption, 400, None),
    ("413", behaviours.error(413, INVALID), errors.UnsupportedOption, 413, None),
    ("404", behaviours.not_found(), errors.ModelRetired, 404, None),
    ("404 of a proxy", behaviours.html(404), errors.ProviderUnavailable, 404, None),
    ("500", behaviours.unavailable(500), errors.ProviderUnavailable, 500, None),
    ("502", behaviours.unavailable(502), errors.ProviderUnavailable, 502, None),
    ("503", behaviours.unavailable(503), errors.ProviderUnavailable, 503, None),
    ("504", behaviours.unavailable(504), errors.ProviderUnavailable, 504, None),
    ("502 HTML", behaviours.html(502), errors.ProviderUnavailable, 502, None),
    ("200 HTML", behaviours.html(200), errors.ProviderUnavailable, 200, None),
    ("dropped", behaviours.drop(), errors.ProviderUnavailable, None, None),
    ("slow", behaviours.ok(delay_s=0.6), errors.ProviderTimeout, None, None),
    ("no base64", behaviours.damaged("bad_base64"), errors.InvalidImage, None, None),
    ("text only", behaviours.text("No."), errors.NoImage, 200, None),
    ("empty image", behaviours.damaged("empty"), errors.NoImage, 200, None),
    ("blocked", behaviours.blocked(), errors.ContentBlocked, 200, None),
]


@pytest.fixture
def ask(gemini: GeminiEmulator) -> Callable[[], object]:
    provider = GeminiProvider("a-key-1234", gemini.base_url, [MODEL], timeout_s=20)
    provider.generate(MODEL, ImageRequest("warm"))  # connections and pictures made
    gemini.reset()
    return lambda: provider.generate(MODEL, ImageRequest("x", timeout_s=0.3))


@pytest.mark.parametrize(
    ("behaviour", "kind", "http_status", "retry_after_s"),
    [row[1:] for row in TABLE],
    ids=[row[0] for row in TABLE],
)
def test_each_fault_has_its_type(
    gemini: GeminiEmulator,
    ask: Callable[[], object],
    behaviour: Behaviour,
    kind: type[errors.ProviderError],
    http_status: int | None,
    retry_after_s: float | None,
) -> None:
    gemini.script(behaviour)
    with pytest.raises(errors.ProviderError) as raised:
        ask()
    error = raised.value
    assert type(error) is kind
    assert (error.http_status, error.retry_after_s) == (http_status, retry_after_s)
    assert error.__cause__ is None
    assert len(gemini.calls) == 1, "the SDK must not retry by itself"


def test_prose_decides_nothing(gemini: GeminiEmulator, ask: Callable[[], object]) -> None:
    body = '{"error": {"code": 500, "status": "INTERNAL", "message": "429 quota API_KEY_INVALID"}}'
    gemini.script(Behaviour(status=500, body=body))
    with pytest.raises(errors.ProviderUnavailable):
        ask()


def test_an_unknown_shape_of_details_is_survived(
    gemini: GeminiEmulator, ask: Callable[[], object]
) -> None:
    for body in ("[]", "null", '{"error": "no"}', '{"error": {"details": {"a": 1}}}', '"x"', "7"):
        gemini.script(Behaviour(status=429, body=body), Behaviour(status=500, body=body))
        for _ in range(2):
            with pytest.raises(errors.ProviderError) as raised:
                ask()
            assert raised.value.code in {"quota_exceeded", "provider_unavailable"}, body


@pytest.mark.parametrize("delay", ["soon", "", None, [], "-3s"])
def test_an_unreadable_delay_is_none_or_now(
    gemini: GeminiEmulator, ask: Callable[[], object], delay: object
) -> None:
    info = {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": delay}
    gemini.script(behaviours.error(429, "RESOURCE_EXHAUSTED", [info]))
    with pytest.raises(errors.QuotaExceeded) as raised:
        ask()
    assert not raised.value.retry_after_s


def test_retry_after_may_be_a_date(gemini: GeminiEmulator, ask: Callable[[], object]) -> None:
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    gemini.script(behaviours.error(503, "UNAVAILABLE", headers={"Retry-After": moment}))
    with pytest.raises(errors.ProviderUnavailable) as raised:
        ask()
    assert 20 < (raised.value.retry_after_s or 0) <= 30


def test_a_requests_own_timeout_bounds_its_call(
    gemini: GeminiEmulator, ask: Callable[[], object]
) -> None:
    gemini.script(behaviours.ok(delay_s=2))
    began = time.monotonic()
    with pytest.raises(errors.ProviderTimeout):
        ask()
    assert time.monotonic() - began < 1


def test_a_dead_address_is_unavailable() -> None:
    provider = GeminiProvider("a-key-1234", "http://127.0.0.1:1", [MODEL], timeout_s=2)
    with pytest.raises(errors.ProviderUnavailable):
        provider.generate(MODEL, ImageRequest("x"))


def test_there_is_one_client_a_key_for_all_threads(gemini: GeminiEmulator) -> None:
    with ThreadPoolExecutor(max_workers=16) as pool:
        made = list(pool.map(lambda _: google.client("key-of-one", gemini.base_url, 5), range(32)))
    assert len({id(client) for client in made}) == 1
    assert google.client("key-of-another", gemini.base_url, 5) is not made[0]


def test_two_keys_at_once_never_mix(gemini: GeminiEmulator) -> None:
    def call(number: int) -> None:
        provider = GeminiProvider(f"tenant-{number % 2:04}", gemini.base_url, [MODEL], 20)
        provider.generate(MODEL, ImageRequest(f"for {number % 2:04}"))

    with ThreadPoolExecutor(max_workers=16) as pool:
        list(pool.map(call, range(40)))
    assert len(gemini.calls) == 40
    assert all(call.prompt == f"for {call.key_last4}" for call in gemini.calls)


def test_a_missing_key_makes_no_client() -> None:
    with pytest.raises(errors.NotConfigured):
        google.client("")


def test_a_bug_of_ours_is_internal_and_keeps_its_cause() -> None:
    with pytest.raises(errors.InternalError) as raised, google.translated():
        raise KeyError("x")
    assert isinstance(raised.value.__cause__, KeyError)


def test_sixteen_calls_run_side_by_side(gemini: GeminiEmulator) -> None:
    provider = GeminiProvider("a-key-1234", gemini.base_url, [MODEL], timeout_s=20)
    provider.generate(MODEL, ImageRequest("warm"))
    gemini.reset()
    gemini.state.latency_s = 0.3
    with ThreadPoolExecutor(max_workers=16) as pool:
        list(pool.map(lambda _: provider.generate(MODEL, ImageRequest("x")), range(16)))
    assert gemini.peak == 16
