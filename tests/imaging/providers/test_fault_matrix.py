"""Every fault alone, first of two and last of three: real SDK, real HTTP, no real waiting."""

from dataclasses import dataclass

import pytest

from imaging.providers import google
from imaging.providers.errors import AllProvidersFailed, ProviderError
from imaging.providers.gemini import GeminiProvider
from imaging.providers.types import ImageRequest
from tests.emulator import behaviours, pictures
from tests.emulator.behaviours import Behaviour
from tests.emulator.server import GeminiEmulator
from tests.imaging.providers.chains import Run, chain_of

MODELS = ("gemini-nano-banana-2.1", "gemini-3.1-flash-lite-image", "gemini-3-pro-image")
RETRIES = 2
TIMEOUT_S = 0.4


@dataclass(frozen=True)
class Row:
    """`calls` are those to the faulty step where another follows; `calls_last` where none does."""

    fault: Behaviour
    code: str
    calls: int
    calls_last: int
    falls_back: bool = True

    @property
    def request(self) -> ImageRequest:
        return ImageRequest(
            "A lighthouse in fog", timeout_s=TIMEOUT_S if self.code == "timeout" else 20
        )


def _once(fault: Behaviour, code: str) -> Row:
    return Row(fault, code, calls=1, calls_last=1)


def _outage(fault: Behaviour, code: str = "provider_unavailable") -> Row:
    return Row(fault, code, calls=1 + RETRIES, calls_last=1 + RETRIES)


def _useless(fault: Behaviour, code: str) -> Row:
    return Row(fault, code, calls=2, calls_last=2)


def _blocked(fault: Behaviour) -> Row:
    return Row(fault, "content_blocked", calls=1, calls_last=1, falls_back=False)


ROWS = {
    "429 short": Row(behaviours.quota(1.5), "quota_exceeded", calls=2, calls_last=2),
    "429 long": Row(behaviours.quota(17), "quota_exceeded", calls=1, calls_last=1 + RETRIES),
    "429 unknown": _once(behaviours.quota(), "quota_exceeded"),
    "429 daily": _once(behaviours.daily_quota(), "quota_exceeded"),
    "429 zero": _once(behaviours.zero_quota(), "quota_exceeded"),
    "401": _once(behaviours.error(401, "UNAUTHENTICATED"), "authentication"),
    "403": _once(behaviours.error(403, "PERMISSION_DENIED"), "authentication"),
    "400 key": _once(behaviours.bad_key(), "authentication"),
    "400 other": _once(behaviours.error(400, "INVALID_ARGUMENT"), "unsupported_option"),
    "404": _once(behaviours.not_found(), "model_retired"),
    "500": _outage(behaviours.unavailable(500)),
    "502": _outage(behaviours.unavailable(502)),
    "503": _outage(behaviours.unavailable(503)),
    "504": _outage(behaviours.unavailable(504)),
    "HTML": _outage(behaviours.html()),
    "HTML as 200": _outage(behaviours.html(200)),
    "dropped": _outage(behaviours.drop()),
    "timeout": _outage(behaviours.ok(delay_s=10), "timeout"),
    "no image": _useless(behaviours.finish("NO_IMAGE"), "no_image"),
    "text only": _useless(behaviours.text("I will not."), "no_image"),
    "empty image": _useless(behaviours.damaged("empty"), "no_image"),
    "no base64": _useless(behaviours.damaged("bad_base64"), "invalid_image"),
    "truncated": _useless(behaviours.damaged("truncated"), "invalid_image"),
    "not an image": _useless(behaviours.damaged("not_an_image"), "invalid_image"),
    "bomb": _useless(behaviours.damaged("bomb"), "invalid_image"),
    "prompt blocked": _blocked(behaviours.blocked()),
    "image blocked": _blocked(behaviours.finish("IMAGE_SAFETY")),
}


every_row = pytest.mark.parametrize("row", list(ROWS.values()), ids=list(ROWS))
retried = {name: row for name, row in ROWS.items() if row.calls_last > 1}


@pytest.fixture(autouse=True, scope="module")
def warm() -> None:
    """What takes long only once must not look like a timeout."""
    google.warm_up()
    pictures.unique_png((1376, 768))


def chain(gemini: GeminiEmulator, *models: str) -> Run:
    provider = GeminiProvider("a-key-1234", gemini.base_url, models, timeout_s=20)
    return chain_of(provider, max_retries=RETRIES, jitter=0)


def asked(gemini: GeminiEmulator) -> list[str]:
    return [call.model for call in gemini.calls]


@every_row
def test_alone(gemini: GeminiEmulator, row: Row) -> None:
    gemini.script(row.fault, target=MODELS[0], standing=True)
    run = chain(gemini, MODELS[0])
    with pytest.raises(ProviderError) as raised:
        run(row.request)
    assert raised.value.code == row.code
    assert asked(gemini) == [MODELS[0]] * row.calls_last
    assert [attempt.outcome for attempt in run.log.attempts] == [row.code] * row.calls_last


@every_row
def test_first_of_two(gemini: GeminiEmulator, row: Row) -> None:
    gemini.script(row.fault, target=MODELS[0], standing=True)
    run = chain(gemini, *MODELS[:2])
    if row.falls_back:
        delivered = run(row.request)
        assert delivered.model == MODELS[1]
        assert [failure.error.code for failure in delivered.failures] == [row.code]
    else:
        with pytest.raises(ProviderError) as raised:
            run(row.request)
        assert raised.value.code == row.code
    assert asked(gemini) == [MODELS[0]] * row.calls + [MODELS[1]] * row.falls_back


@every_row
def test_last_of_three(gemini: GeminiEmulator, row: Row) -> None:
    gemini.script(behaviours.not_found(), target=MODELS[0], standing=True)
    gemini.script(behaviours.zero_quota(), target=MODELS[1], standing=True)
    gemini.script(row.fault, target=MODELS[2], standing=True)
    run = chain(gemini, *MODELS)
    with pytest.raises(ProviderError) as raised:
        run(row.request)
    if row.falls_back:
        assert isinstance(raised.value, AllProvidersFailed)
        codes = [failure.error.code for failure in raised.value.failures]
        assert codes == ["model_retired", "quota_exceeded", row.code]
    else:
        assert raised.value.code == row.code
    assert asked(gemini) == [MODELS[0], MODELS[1]] + [MODELS[2]] * row.calls_last


@pytest.mark.parametrize("row", list(retried.values()), ids=list(retried))
def test_a_passing_fault_is_healed_on_the_same_step(gemini: GeminiEmulator, row: Row) -> None:
    gemini.script(row.fault, target=MODELS[0])
    run = chain(gemini, MODELS[0])
    assert run(row.request).picture.width == 1376
    assert asked(gemini) == [MODELS[0]] * 2


def test_an_option_that_like_models_share_is_not_asked_again(gemini: GeminiEmulator) -> None:
    gemini.script(behaviours.error(400, "INVALID_ARGUMENT"), standing=True)
    run = chain(gemini, "gemini-unknown-a", "gemini-unknown-b")
    with pytest.raises(ProviderError, match="400"):
        run()
    assert asked(gemini) == ["gemini-unknown-a"]
