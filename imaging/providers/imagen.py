"""Images from Imagen over its REST form, which the SDK no longer speaks: one call, one attempt."""

import base64
import binascii
import json
from collections.abc import Hashable, Mapping
from decimal import Decimal
from typing import Any

import httpx

from imaging.prompts.imagen import imagen_prompt
from imaging.providers import catalogue, google
from imaging.providers.base import ImageProvider
from imaging.providers.errors import (
    ContentBlocked,
    InvalidImage,
    NoImage,
    ProviderTimeout,
    ProviderUnavailable,
    UnsupportedOption,
)
from imaging.providers.types import ImagePayload, ImageRequest, ImageResult, Quality

GOOGLE = "https://generativelanguage.googleapis.com"


class ImagenProvider(ImageProvider):
    alias = "imagen"
    label = "Imagen"

    def __init__(
        self,
        api_key: str,
        base_url: str,
        model: str,
        *,
        quality: Quality = Quality.ONE_K,
        max_images: int = 1,
        timeout_s: float = 60.0,
    ) -> None:
        """`base_url` "" is Google's own. `max_images` is the most pictures of one call, 1 to 4.

        `quality` is that of every call: Imagen's price and speed hang on it.
        """
        self._api_key = api_key
        self._base_url = base_url or GOOGLE
        self._model = model
        self._quality = quality
        self._max_images = max_images
        self._timeout_s = timeout_s

    def __repr__(self) -> str:
        return f"ImagenProvider(models={self.models!r})"

    @property
    def models(self) -> tuple[str, ...]:
        return (self._model,) if self._api_key and self._model else ()

    def offers(self, model: str, request: ImageRequest) -> bool:
        return catalogue.card(self.alias, model).takes(request)

    def listing(self) -> frozenset[str]:
        return google.listing(self._api_key, self._base_url)

    def capability(self, model: str) -> Hashable:
        known = catalogue.card(self.alias, model)
        return (known.ratios, known.qualities, known.operations, known.references)

    def qualities(self, model: str) -> tuple[Quality, ...]:
        return (self._quality,)

    def price_usd(self, model: str, request: ImageRequest) -> Decimal | None:
        return catalogue.card(self.alias, model).price_usd.get(self._quality)

    def generate(self, model: str, request: ImageRequest) -> ImageResult:
        """As many pictures as are wanted, up to `max_images`; all that came are returned."""
        if not self.offers(model, request):
            raise UnsupportedOption(f"{model} does not {request.operation}")
        body = {
            "instances": [{"prompt": imagen_prompt(request.prompt, request.content)}],
            "parameters": {
                "sampleCount": max(1, min(request.count, self._max_images)),
                "aspectRatio": catalogue.card(self.alias, model).nearest_ratio(
                    request.format.aspect_ratio
                ),
                "sampleImageSize": self._quality.value,
            },
        }
        answer = self._predict(model, body, min(self._timeout_s, request.timeout_s))
        payloads = _payloads(answer)
        price = self.price_usd(model, request)
        return ImageResult(payloads, cost_usd=None if price is None else price * len(payloads))

    def _predict(self, model: str, body: Mapping[str, Any], timeout_s: float) -> object:
        google.check_key(self._api_key)
        try:
            response = httpx.post(
                f"{self._base_url}/v1beta/models/{model}:predict",
                headers={"x-goog-api-key": self._api_key},
                json=body,
                timeout=timeout_s,
            )
        except httpx.TimeoutException as error:
            raise ProviderTimeout(type(error).__name__) from None
        except httpx.HTTPError as error:
            raise ProviderUnavailable(type(error).__name__) from None
        answer = _json(response)
        if response.status_code != httpx.codes.OK:
            raise google.error_of_answer(response.status_code, answer, response.headers)
        if not isinstance(answer, dict):
            raise ProviderUnavailable("unreadable answer", http_status=response.status_code)
        return answer


def _json(response: httpx.Response) -> object:
    try:
        return response.json()
    except (json.JSONDecodeError, UnicodeDecodeError):
        return None


def _payloads(answer: object) -> tuple[ImagePayload, ...]:
    """Every picture that can be read, as each was paid for; an error only where none can."""
    predictions = answer.get("predictions") if isinstance(answer, dict) else None
    entries = [each for each in predictions or [] if isinstance(each, dict)]
    sent = [each for each in entries if each.get("bytesBase64Encoded")]
    payloads = tuple(payload for each in sent if (payload := _payload(each)))
    if payloads:
        return payloads
    if sent:
        raise InvalidImage("the image is not valid base64", http_status=200)
    if any("raiFilteredReason" in each for each in entries):
        raise ContentBlocked("every picture was filtered", http_status=200)
    raise NoImage(f"{len(entries)} predictions without bytes", http_status=200)


def _payload(entry: Mapping[str, Any]) -> ImagePayload | None:
    try:
        data = base64.b64decode(str(entry["bytesBase64Encoded"]), validate=True)
    except (binascii.Error, ValueError):
        return None
    return ImagePayload(data, str(entry.get("mimeType") or ""))
