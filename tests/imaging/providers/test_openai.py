"""OpenAI's Images API through the real SDK, over HTTP on loopback."""

import gc
from collections import OrderedDict
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial

import pytest

from imaging.providers import openai_api
from imaging.providers.errors import (
    AuthenticationFailed,
    ContentBlocked,
    InvalidImage,
    ModelRetired,
    NoImage,
    ProviderError,
    ProviderTimeout,
    ProviderUnavailable,
    QuotaExceeded,
    UnsupportedOption,
)
from imaging.providers.openai import OpenAIProvider
from imaging.providers.types import Format, ImageRequest, Operation, Quality, ReferenceImage
from tests.emulator import behaviours, pictures
from tests.emulator.behaviours import Behaviour
from tests.emulator.server import GeminiEmulator
from tests.imaging.providers.contract import REQUEST, ProviderContract, shown

MODEL = "gpt-image-2"
KEY = "sk-a-key-of-one-person-7890"
PICTURE = ReferenceImage(pictures.png((64, 48)), "image/png")


def base_url(gemini: GeminiEmulator) -> str:
    return f"{gemini.base_url}/v1"


@pytest.fixture
def provider(gemini: GeminiEmulator) -> OpenAIProvider:
    return OpenAIProvider(KEY, base_url(gemini), MODEL, timeout_s=20)


class TestContract(ProviderContract):
    @pytest.fixture
    def model(self) -> str:
        return MODEL

    @pytest.fixture
    def key(self) -> str:
        return KEY

    @pytest.fixture
    def failing(
        self, gemini: GeminiEmulator, provider: OpenAIProvider
    ) -> Sequence[Callable[[], object]]:
        quoting = f'{{"error": {{"code": "invalid_api_key", "message": "{KEY}"}}}}'
        gemini.script(
            Behaviour(status=401, body=quoting),
            behaviours.html(),
            behaviours.drop(),
            behaviours.damaged("bad_base64"),
        )
        of_nobody = [
            OpenAIProvider(KEY + "\n", base_url(gemini), MODEL, 5),
            OpenAIProvider(KEY, "http://127.0.0.1:1/v1", MODEL, 5),
        ]
        return [partial(each.generate, MODEL, REQUEST) for each in [provider] * 4 + of_nobody]


def test_asks_for_the_shape_and_size(gemini: GeminiEmulator, provider: OpenAIProvider) -> None:
    request = ImageRequest("A bridge", format=Format.PORTRAIT, quality=Quality.FOUR_K)
    result = provider.generate(MODEL, request)
    (call,) = gemini.calls
    assert call.path == "/v1/images/generations"
    assert call.key_last4 == KEY[-4:]
    assert call.body == {
        "model": MODEL, "prompt": "A bridge", "n": 1, "size": "1792x2240", "quality": "medium",
    }  # fmt: skip
    assert shown(result).height == 2240
    assert result.request_id == "req-emulated"


def test_pictures_to_work_from_go_along_as_files_in_their_order(
    gemini: GeminiEmulator, provider: OpenAIProvider
) -> None:
    other = ReferenceImage(pictures.png((48, 64)), "image/jpeg")
    request = ImageRequest("Make it night", operation=Operation.EDIT, references=(PICTURE, other))
    shown(provider.generate(MODEL, request))
    (call,) = gemini.calls
    assert call.path == "/v1/images/edits"
    assert call.prompt == "Make it night"
    assert [each["data"] for each in call.body["images"]] == [PICTURE.data, other.data]
    assert [each["type"] for each in call.body["images"]] == ["image/png", "image/jpeg"]


def test_refuses_more_pictures_than_fit_before_any_call(
    gemini: GeminiEmulator, provider: OpenAIProvider
) -> None:
    request = ImageRequest("x", references=(PICTURE,) * 15)
    assert not provider.offers(MODEL, request)
    with pytest.raises(UnsupportedOption):
        provider.generate(MODEL, request)
    assert gemini.calls == []


def test_makes_all_that_are_wanted_in_one_call(
    gemini: GeminiEmulator, provider: OpenAIProvider
) -> None:
    result = provider.generate(MODEL, ImageRequest("x", count=3))
    assert len({payload.data for payload in result.payloads}) == 3
    # 60 tokens in at $8, 3,000 image tokens out at $30, each per million.
    assert result.cost_usd == Decimal("0.090480")


def test_another_servers_model_is_asked_for_bytes_and_costs_nobody_knows_what(
    gemini: GeminiEmulator, provider: OpenAIProvider
) -> None:
    gemini.state.models["flux-schnell"] = "images"
    result = provider.generate("flux-schnell", REQUEST)
    body = gemini.calls[0].body
    assert (body["response_format"], body["size"]) == ("b64_json", "1536x1024")
    assert "quality" not in body
    assert result.cost_usd is None


def test_another_server_needs_no_key(gemini: GeminiEmulator) -> None:
    local = OpenAIProvider("", base_url(gemini), MODEL, 20)
    assert local.models == (MODEL,)
    shown(local.generate(MODEL, REQUEST))
    assert OpenAIProvider("", "", MODEL, 20).models == ()
    assert OpenAIProvider(KEY, "", "", 20).models == ()


def test_lists_its_models(gemini: GeminiEmulator, provider: OpenAIProvider) -> None:
    assert MODEL in provider.listing()
    gemini.script(behaviours.refusal(401, "invalid_api_key"), target="models")
    with pytest.raises(AuthenticationFailed):
        provider.listing()


FAULTS: dict[str, tuple[Behaviour, type[ProviderError]]] = {
    "429": (behaviours.refusal(429, "rate_limit_exceeded"), QuotaExceeded),
    "429 no money": (behaviours.refusal(429, "insufficient_quota"), QuotaExceeded),
    "400 no money": (behaviours.refusal(400, "billing_hard_limit_reached"), QuotaExceeded),
    "401": (behaviours.refusal(401, "invalid_api_key"), AuthenticationFailed),
    "403": (behaviours.refusal(403), AuthenticationFailed),
    "400": (behaviours.refusal(400, "invalid_value"), UnsupportedOption),
    "400 blocked": (behaviours.refusal(400, "moderation_blocked"), ContentBlocked),
    "400 Azure": (behaviours.refusal(400, "content_filter"), ContentBlocked),
    "404": (behaviours.refusal(404, "model_not_found"), ModelRetired),
    "404 page": (behaviours.html(404), ProviderUnavailable),
    "500": (behaviours.refusal(500), ProviderUnavailable),
    "503": (behaviours.refusal(503), ProviderUnavailable),
    "HTML": (behaviours.html(), ProviderUnavailable),
    "HTML as 200": (behaviours.html(200), ProviderUnavailable),
    "no JSON": (Behaviour(body="{"), ProviderUnavailable),
    "dropped": (behaviours.drop(), ProviderUnavailable),
    "slow": (behaviours.ok(delay_s=5), ProviderTimeout),
    "nothing": (Behaviour(body='{"created": 1, "data": []}'), NoImage),
    "an address": (behaviours.url_only(), UnsupportedOption),
    "no base64": (behaviours.damaged("bad_base64"), InvalidImage),
}


@pytest.mark.parametrize(("fault", "kind"), list(FAULTS.values()), ids=list(FAULTS))
def test_each_fault_has_its_type_and_is_called_once(
    gemini: GeminiEmulator,
    provider: OpenAIProvider,
    fault: Behaviour,
    kind: type[ProviderError],
) -> None:
    gemini.script(fault)
    with pytest.raises(kind) as raised:
        provider.generate(MODEL, ImageRequest("x", timeout_s=0.5 if fault.delay_s else 20))
    assert type(raised.value) is kind
    assert len(gemini.calls) == 1


@pytest.mark.parametrize(
    ("code", "waits"), [("rate_limit_exceeded", 7.0), ("insufficient_quota", None)]
)
def test_waits_as_told_unless_money_is_missing(
    gemini: GeminiEmulator, provider: OpenAIProvider, code: str, waits: float | None
) -> None:
    gemini.script(behaviours.refusal(429, code, {"Retry-After": "7"}))
    with pytest.raises(QuotaExceeded) as raised:
        provider.generate(MODEL, REQUEST)
    assert raised.value.retry_after_s == waits


def test_the_connections_of_a_client_close_with_its_last_user(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(openai_api, "_clients", OrderedDict())
    monkeypatch.setattr(openai_api, "MAX_CLIENTS", 1)
    user = openai_api.client("first")
    connections = user._client
    openai_api.client("second")
    assert not connections.is_closed
    del user
    gc.collect()
    assert connections.is_closed
