"""Imagen over HTTP on loopback."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial

import pytest

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
from imaging.providers.gemini import GeminiProvider
from imaging.providers.imagen import ImagenProvider
from imaging.providers.types import Format, ImageRequest, Operation, Quality
from tests.emulator import behaviours, pictures
from tests.emulator.behaviours import Behaviour
from tests.emulator.server import GeminiEmulator
from tests.imaging.providers.chains import chain_of
from tests.imaging.providers.contract import REQUEST, ProviderContract, shown

MODEL = "imagen-4.0-generate-001"
KEY = "AIzaSy-a-key-of-one-person-7890"


@pytest.fixture(autouse=True)
def alive(gemini: GeminiEmulator) -> None:
    gemini.state.models[MODEL] = "predict"


@pytest.fixture
def provider(gemini: GeminiEmulator) -> ImagenProvider:
    return ImagenProvider(KEY, gemini.base_url, MODEL, timeout_s=20)


class TestContract(ProviderContract):
    @pytest.fixture
    def model(self) -> str:
        return MODEL

    @pytest.fixture
    def key(self) -> str:
        return KEY

    @pytest.fixture
    def failing(
        self, gemini: GeminiEmulator, provider: ImagenProvider
    ) -> Sequence[Callable[[], object]]:
        quoting = f'{{"error": {{"code": 403, "status": "PERMISSION_DENIED", "message": "{KEY}"}}}}'
        gemini.script(Behaviour(status=403, body=quoting), behaviours.html(), behaviours.drop())
        of_nobody = [
            ImagenProvider(KEY + "\n", gemini.base_url, MODEL),
            ImagenProvider(KEY, "http://127.0.0.1:1", MODEL),
        ]
        return [partial(each.generate, MODEL, REQUEST) for each in [provider] * 3 + of_nobody]


def test_speaks_the_documented_form(gemini: GeminiEmulator) -> None:
    provider = ImagenProvider(KEY, gemini.base_url, MODEL, quality=Quality.TWO_K)
    request = ImageRequest("**Generate an image of** a bridge, 16:9", format=Format.PORTRAIT)
    picture = shown(provider.generate(MODEL, request))
    (call,) = gemini.calls
    assert call.path == f"/v1beta/models/{MODEL}:predict"
    assert call.key_last4 == KEY[-4:]
    assert call.body["parameters"] == {
        "sampleCount": 1,
        "aspectRatio": "3:4",
        "sampleImageSize": "2K",
    }
    assert call.prompt.startswith("a bridge. Professional image for a LinkedIn post")
    assert (picture.width, picture.height) == (1792, 2400)


@pytest.mark.parametrize(("wanted", "most", "asked"), [(4, 3, 3), (2, 4, 2), (4, 1, 1), (1, 4, 1)])
def test_makes_as_many_as_wanted_up_to_the_most_of_one_call(
    gemini: GeminiEmulator, wanted: int, most: int, asked: int
) -> None:
    provider = ImagenProvider(KEY, gemini.base_url, MODEL, max_images=most)
    result = provider.generate(MODEL, ImageRequest("x", count=wanted))
    assert gemini.calls[0].body["parameters"]["sampleCount"] == asked
    assert len(result.payloads) == asked
    assert result.cost_usd == asked * Decimal("0.04")
    delivered = chain_of(provider)(ImageRequest("x", count=wanted))
    assert len(delivered.pictures) == asked


def test_keeps_the_pictures_that_came_beside_a_filtered_or_broken_one(
    gemini: GeminiEmulator, provider: ImagenProvider
) -> None:
    gemini.script(behaviours.chunks([behaviours.picture("bad_base64"), behaviours.picture()]))
    (payload,) = provider.generate(MODEL, REQUEST).payloads
    assert pictures.serial_of(payload.data)


FAULTS: dict[str, tuple[Behaviour, type[ProviderError]]] = {
    "429": (behaviours.quota(17), QuotaExceeded),
    "403": (behaviours.error(403, "PERMISSION_DENIED"), AuthenticationFailed),
    "400 key": (behaviours.bad_key(), AuthenticationFailed),
    "400": (behaviours.error(400, "INVALID_ARGUMENT"), UnsupportedOption),
    "404": (behaviours.not_found(), ModelRetired),
    "503": (behaviours.unavailable(), ProviderUnavailable),
    "HTML": (behaviours.html(), ProviderUnavailable),
    "HTML as 200": (behaviours.html(200), ProviderUnavailable),
    "a list": (Behaviour(body="[]"), ProviderUnavailable),
    "dropped": (behaviours.drop(), ProviderUnavailable),
    "slow": (behaviours.ok(delay_s=5), ProviderTimeout),
    "filtered": (behaviours.filtered(), ContentBlocked),
    "nothing": (Behaviour(body="{}"), NoImage),
    "no base64": (behaviours.damaged("bad_base64"), InvalidImage),
}


@pytest.mark.parametrize(("fault", "kind"), list(FAULTS.values()), ids=list(FAULTS))
def test_each_fault_has_its_type(
    gemini: GeminiEmulator,
    provider: ImagenProvider,
    fault: Behaviour,
    kind: type[ProviderError],
) -> None:
    gemini.script(fault)
    with pytest.raises(kind) as raised:
        provider.generate(MODEL, ImageRequest("x", timeout_s=0.5 if fault.delay_s else 20))
    assert type(raised.value) is kind


def test_edits_are_left_to_others(provider: ImagenProvider) -> None:
    assert not provider.offers(MODEL, ImageRequest("x", operation=Operation.EDIT))
    assert provider.offers(MODEL, REQUEST)


def test_without_a_key_or_a_model_it_is_not_configured(gemini: GeminiEmulator) -> None:
    assert ImagenProvider("", gemini.base_url, MODEL).models == ()
    assert ImagenProvider(KEY, gemini.base_url, "").models == ()


@pytest.mark.parametrize(
    "fault",
    [
        behaviours.quota(90),
        behaviours.error(403, "PERMISSION_DENIED"),
        behaviours.finish("NO_IMAGE"),
        behaviours.unavailable(),
    ],
    ids=["quota", "403", "no image", "retries exhausted"],
)
def test_takes_over_from_gemini_with_the_same_key(
    gemini: GeminiEmulator, provider: ImagenProvider, fault: Behaviour
) -> None:
    gemini.script(fault, target="image", standing=True)
    first = GeminiProvider(KEY, gemini.base_url, ["gemini-nano-banana-2.1"], 20)
    delivered = chain_of(first, provider, jitter=0)()
    assert delivered.provider == "imagen"
    assert gemini.calls[-1].key_last4 == KEY[-4:]


def test_takes_over_where_geminis_client_cannot_be_made(
    gemini: GeminiEmulator, provider: ImagenProvider
) -> None:
    broken = GeminiProvider(KEY + "\n", gemini.base_url, ["gemini-nano-banana-2.1"], 20)
    assert chain_of(broken, provider)().provider == "imagen"


def test_never_sees_what_gemini_blocked(gemini: GeminiEmulator, provider: ImagenProvider) -> None:
    gemini.script(behaviours.blocked(), target="image")
    first = GeminiProvider(KEY, gemini.base_url, ["gemini-nano-banana-2.1"], 20)
    with pytest.raises(ContentBlocked):
        chain_of(first, provider)()
    assert gemini.calls_of("predict") == []
