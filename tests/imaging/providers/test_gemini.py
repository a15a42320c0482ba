"""Gemini's images through the real SDK, over HTTP on loopback."""

import base64
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial

import pytest

from imaging.pictures.verify import verify
from imaging.providers.errors import ContentBlocked, NoImage, UnsupportedOption
from imaging.providers.gemini import GeminiProvider
from imaging.providers.types import (
    Format,
    ImageRequest,
    Operation,
    Quality,
    ReferenceImage,
)
from tests.emulator import behaviours, pictures
from tests.emulator.server import GeminiEmulator
from tests.imaging.providers.contract import ProviderContract, shown

MODEL = "gemini-nano-banana-2.1"
LITE = "gemini-3.1-flash-lite-image"
PRO = "gemini-3-pro-image"
KEY = "AIzaSy-a-key-of-one-person-7890"
REQUEST = ImageRequest("A lighthouse in fog")


@pytest.fixture
def provider(gemini: GeminiEmulator) -> GeminiProvider:
    return GeminiProvider(KEY, gemini.base_url, [MODEL, LITE], timeout_s=20)


class TestContract(ProviderContract):
    @pytest.fixture
    def model(self) -> str:
        return MODEL

    @pytest.fixture
    def key(self) -> str:
        return KEY

    @pytest.fixture
    def failing(
        self, gemini: GeminiEmulator, provider: GeminiProvider
    ) -> Sequence[Callable[[], object]]:
        quoting = f'{{"error": {{"code": 403, "status": "PERMISSION_DENIED", "message": "{KEY}"}}}}'
        gemini.script(
            behaviours.Behaviour(status=403, body=quoting),
            behaviours.html(),
            behaviours.drop(),
            behaviours.damaged("bad_base64"),
        )
        of_nobody = [
            GeminiProvider(KEY + "\n", gemini.base_url, [MODEL], 5),
            GeminiProvider(KEY + "ключ", gemini.base_url, [MODEL], 5),
            GeminiProvider(KEY, "http://127.0.0.1:1", [MODEL], 5),
        ]
        return [partial(each.generate, MODEL, REQUEST) for each in [provider] * 4 + of_nobody]


def test_asks_for_one_image_of_the_shape_and_size(
    gemini: GeminiEmulator, provider: GeminiProvider
) -> None:
    request = ImageRequest("A bridge", format=Format.PORTRAIT, quality=Quality.TWO_K)
    picture = shown(provider.generate(MODEL, request))
    (call,) = gemini.calls
    assert call.path == f"/v1beta/models/{MODEL}:generateContent"
    assert call.key_last4 == KEY[-4:]
    assert call.body["generationConfig"] == {
        "responseModalities": ["IMAGE"],
        "imageConfig": {"aspectRatio": "4:5", "imageSize": "2K"},
    }
    assert call.prompt == "A bridge"
    assert (picture.width, picture.height) == (1856, 2304)


@pytest.mark.parametrize(
    ("shape", "size"),
    [("landscape", (1376, 768)), ("square", (1024, 1024)), ("portrait", (928, 1152))],
)
def test_takes_the_size_the_model_makes(
    provider: GeminiProvider, shape: str, size: tuple[int, int]
) -> None:
    picture = shown(provider.generate(MODEL, ImageRequest("x", format=Format(shape))))
    assert (picture.width, picture.height) == size


def test_gives_the_best_quality_of_a_model_that_lacks_the_one_asked_for(
    gemini: GeminiEmulator, provider: GeminiProvider
) -> None:
    provider.generate(LITE, ImageRequest("x", quality=Quality.FOUR_K))
    assert gemini.calls[0].body["generationConfig"]["imageConfig"]["imageSize"] == "1K"


def test_any_model_id_works(gemini: GeminiEmulator, provider: GeminiProvider) -> None:
    gemini.state.models["gemini-of-next-year"] = "generateContent"
    result = provider.generate("gemini-of-next-year", REQUEST)
    assert shown(result).width == 1376
    assert result.cost_usd is None


def test_sends_references_before_the_prompt(
    gemini: GeminiEmulator, provider: GeminiProvider
) -> None:
    reference = ReferenceImage(pictures.png((64, 48)), "image/png")
    request = ImageRequest("Make it night", operation=Operation.EDIT, references=(reference,))
    provider.generate(MODEL, request)
    first, second = gemini.calls[0].body["contents"][0]["parts"]
    assert base64.urlsafe_b64decode(first["inlineData"]["data"]) == reference.data
    assert second["text"] == "Make it night"


def test_refuses_more_references_than_the_model_takes_before_any_call(
    gemini: GeminiEmulator, provider: GeminiProvider
) -> None:
    reference = ReferenceImage(pictures.png((64, 48)), "image/png")
    with pytest.raises(UnsupportedOption):
        provider.generate(MODEL, ImageRequest("x", references=(reference,) * 15))
    assert gemini.calls == []


def test_keeps_every_image_and_the_last_is_the_final_one(
    gemini: GeminiEmulator, provider: GeminiProvider
) -> None:
    gemini.script(behaviours.several(3))
    result = provider.generate(MODEL, REQUEST)
    assert [payload.draft for payload in result.payloads] == [True, True, True, False]
    serials = [pictures.serial_of(payload.data) for payload in result.payloads]
    assert serials == sorted(serials)


def test_uses_an_image_that_sits_in_a_thought(
    gemini: GeminiEmulator, provider: GeminiProvider
) -> None:
    gemini.script(behaviours.thought_only())
    (payload,) = provider.generate(MODEL, REQUEST).payloads
    assert not payload.draft
    assert verify(payload.data).width == 1376


def test_an_image_outside_a_thought_wins_over_a_later_thought(
    gemini: GeminiEmulator, provider: GeminiProvider
) -> None:
    gemini.script(
        behaviours.chunks([behaviours.picture(), behaviours.picture("truncated", thought=True)])
    )
    result = provider.generate(MODEL, REQUEST)
    assert [payload.draft for payload in result.payloads] == [True, False]
    assert shown(result).width == 1376


@pytest.mark.parametrize(
    "reason", ["SAFETY", "OTHER", "BLOCKLIST", "PROHIBITED_CONTENT", "IMAGE_SAFETY"]
)
def test_a_blocked_prompt_is_content_blocked(
    gemini: GeminiEmulator, provider: GeminiProvider, reason: str
) -> None:
    gemini.script(behaviours.blocked(reason))
    with pytest.raises(ContentBlocked) as raised:
        provider.generate(MODEL, REQUEST)
    assert raised.value.detail == f"block_reason={reason}"


@pytest.mark.parametrize(
    "reason",
    [
        "SAFETY",
        "IMAGE_SAFETY",
        "PROHIBITED_CONTENT",
        "IMAGE_PROHIBITED_CONTENT",
        "BLOCKLIST",
        "SPII",
    ],
)
def test_a_blocked_picture_is_content_blocked(
    gemini: GeminiEmulator, provider: GeminiProvider, reason: str
) -> None:
    gemini.script(behaviours.finish(reason))
    with pytest.raises(ContentBlocked):
        provider.generate(MODEL, REQUEST)


def test_a_draft_of_a_blocked_picture_is_not_delivered(
    gemini: GeminiEmulator, provider: GeminiProvider
) -> None:
    gemini.script(
        behaviours.chunks([behaviours.picture(thought=True)], finish_reason="IMAGE_SAFETY")
    )
    with pytest.raises(ContentBlocked):
        provider.generate(MODEL, REQUEST)


@pytest.mark.parametrize(
    "reason",
    [
        "NO_IMAGE",
        "IMAGE_OTHER",
        "OTHER",
        "RECITATION",
        "IMAGE_RECITATION",
        "STOP",
        "MAX_TOKENS",
        "A_REASON_OF_NEXT_YEAR",
    ],
)
@pytest.mark.filterwarnings("ignore:.* is not a valid FinishReason")
def test_an_answer_without_an_image_is_no_image(
    gemini: GeminiEmulator, provider: GeminiProvider, reason: str
) -> None:
    gemini.script(behaviours.finish(reason), behaviours.text("I would rather not."))
    with pytest.raises(NoImage, match=reason):
        provider.generate(MODEL, REQUEST)
    with pytest.raises(NoImage):
        provider.generate(MODEL, REQUEST)


def test_settles_the_cost_from_the_answers_own_token_counts(provider: GeminiProvider) -> None:
    # 60 tokens in at $1.50, 1,120 image tokens out at $30, each per million.
    assert provider.generate(MODEL, REQUEST).cost_usd == Decimal("0.033690")


def test_an_answer_without_counts_costs_the_listed_price(
    gemini: GeminiEmulator, provider: GeminiProvider
) -> None:
    gemini.state.usage = False
    assert provider.generate(MODEL, REQUEST).cost_usd == Decimal("0.034")


def test_a_failure_that_was_paid_for_says_what_it_cost(
    gemini: GeminiEmulator, provider: GeminiProvider
) -> None:
    gemini.script(behaviours.text("No picture."))
    with pytest.raises(NoImage) as raised:
        provider.generate(MODEL, REQUEST)
    # 60 tokens in at $1.50 and 25 text tokens out at $7.50, each per million.
    assert raised.value.cost_usd == Decimal("0.000278")


@pytest.mark.parametrize(
    ("model", "quality", "price"),
    [
        (MODEL, "1K", "0.034"),
        (PRO, "2K", "0.134"),
        (PRO, "4K", "0.24"),
        (LITE, "4K", "0.034"),
        ("gemini-of-next-year", "1K", None),
    ],
)
def test_shows_the_price_before_the_call(
    provider: GeminiProvider, model: str, quality: str, price: str | None
) -> None:
    shown_price = provider.price_usd(model, ImageRequest("x", quality=Quality(quality)))
    assert shown_price == (Decimal(price) if price else None)


def test_without_a_key_it_has_no_models(gemini: GeminiEmulator) -> None:
    assert GeminiProvider("", gemini.base_url, [MODEL], 5).models == ()
