"""Images from OpenAI's Images API, or from any server that speaks it."""

import base64
import binascii
from collections.abc import Hashable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from imaging.providers import catalogue, openai_api
from imaging.providers.base import ImageProvider
from imaging.providers.branding import with_style_reference
from imaging.providers.catalogue import ModelCard
from imaging.providers.errors import (
    InvalidImage,
    NoImage,
    ProviderUnavailable,
    UnsupportedOption,
)
from imaging.providers.types import ImagePayload, ImageRequest, ImageResult, Quality

if TYPE_CHECKING:
    from openai.types import ImagesResponse

# Sides are multiples of 16, as the models want them.
_SIZES = {
    Quality.ONE_K: {
        "1:1": "1024x1024",
        "3:2": "1536x1024",
        "2:3": "1024x1536",
        "16:9": "1536x864",
        "4:5": "1024x1280",
    },
    Quality.TWO_K: {"1:1": "2048x2048", "16:9": "2560x1440", "4:5": "1792x2240"},
}
# OpenAI's own models always send bytes and refuse to be asked for them; others must be asked.
_OWN_MODELS = ("gpt-image", "chatgpt-image")


class OpenAIProvider(ImageProvider):
    alias = "openai"
    label = "OpenAI"

    def __init__(self, api_key: str, base_url: str, model: str, timeout_s: float) -> None:
        """`base_url` "" is OpenAI's own; another server may go without a key."""
        self._api_key = api_key
        self._base_url = base_url
        self._model = model
        self._timeout_s = timeout_s

    def __repr__(self) -> str:
        return f"OpenAIProvider(models={self.models!r})"

    @property
    def models(self) -> tuple[str, ...]:
        return (self._model,) if self._model and (self._api_key or self._base_url) else ()

    def offers(self, model: str, request: ImageRequest) -> bool:
        return catalogue.card(self.alias, model).takes(request)

    def listing(self) -> frozenset[str]:
        return openai_api.listing(self._api_key, self._base_url)

    def capability(self, model: str) -> Hashable:
        known = catalogue.card(self.alias, model)
        return (known.ratios, known.qualities, known.operations, known.references)

    def price_usd(self, model: str, request: ImageRequest) -> Decimal | None:
        known = catalogue.card(self.alias, model)
        return known.price_usd.get(known.best_quality(request.quality))

    def generate(self, model: str, request: ImageRequest) -> ImageResult:
        """As many pictures as are wanted, in one call; pictures to work from go along as files."""
        if not self.offers(model, request):
            raise UnsupportedOption(f"{model} does not {request.operation} with these pictures")
        known = catalogue.card(self.alias, model)
        request = with_style_reference(request, known.references)
        with openai_api.translated():
            images = openai_api.client(self._api_key, self._base_url).images
            options = _options(model, request, known, self._timeout_s)
            if request.references:
                answer = _readable(images.edit(image=_files(request), **options))
            else:
                answer = _readable(images.generate(**options))
            payloads = _payloads(answer)
        cost_usd = _cost_usd(answer, known)
        if cost_usd is None and (price := self.price_usd(model, request)) is not None:
            cost_usd = price * len(payloads)
        return ImageResult(payloads, cost_usd=cost_usd, request_id=answer._request_id or "")


def _options(
    model: str, request: ImageRequest, known: ModelCard, timeout_s: float
) -> dict[str, Any]:
    quality = known.best_quality(request.quality)
    ratio = known.nearest_ratio(request.format.aspect_ratio)
    own = model.startswith(_OWN_MODELS)
    return {
        "model": model,
        "prompt": request.prompt,
        "n": request.count,
        "size": _SIZES[quality][ratio],
        "timeout": min(timeout_s, request.timeout_s),
        # The price shown is that of medium; what a server chooses by itself may be far dearer.
        **({"quality": "medium"} if own else {"response_format": "b64_json"}),
    }


def _files(request: ImageRequest) -> list[tuple[str, bytes, str]]:
    return [
        (f"{number}.{each.mime_type.partition('/')[2]}", each.data, each.mime_type)
        for number, each in enumerate(request.references, 1)
    ]


def _readable(answer: object) -> "ImagesResponse":
    """The SDK hands on as text what does not call itself JSON."""
    from openai.types import ImagesResponse

    if not isinstance(answer, ImagesResponse):
        raise ProviderUnavailable("unreadable answer", http_status=200)
    return answer


def _payloads(answer: "ImagesResponse") -> tuple[ImagePayload, ...]:
    """Every picture that can be read, as each was paid for; an error only where none can."""
    entries = answer.data or []
    sent = [each.b64_json for each in entries if each.b64_json]
    payloads = tuple(payload for each in sent if (payload := _payload(each)))
    if payloads:
        return payloads
    if sent:
        raise InvalidImage("the image is not valid base64", http_status=200)
    if any(each.url for each in entries):
        # An address may lead anywhere, also into the network that Easel runs in.
        raise UnsupportedOption("an address came instead of the image", http_status=200)
    raise NoImage(f"{len(entries)} entries without bytes", http_status=200)


def _payload(encoded: str) -> ImagePayload | None:
    try:
        return ImagePayload(base64.b64decode(encoded, validate=True), "image/png")
    except (binascii.Error, ValueError):
        return None


def _cost_usd(answer: "ImagesResponse", known: ModelCard) -> Decimal | None:
    """What the answer's own token counts come to; None without counts or rates."""
    if answer.usage is None or known.rates is None:
        return None
    return known.rates.cost_usd(
        input_tokens=answer.usage.input_tokens,
        text_tokens=0,
        image_tokens=answer.usage.output_tokens,
    )
