"""A provider added by the guide, docs/adding-a-provider.md: a picture service over plain HTTP."""

import base64
import binascii
from decimal import Decimal

import httpx

from imaging.providers.base import ImageProvider
from imaging.providers.errors import (
    AuthenticationFailed,
    InvalidImage,
    ModelRetired,
    NoImage,
    ProviderError,
    ProviderTimeout,
    ProviderUnavailable,
    QuotaExceeded,
    UnsupportedOption,
)
from imaging.providers.google import check_key
from imaging.providers.types import (
    Format,
    ImagePayload,
    ImageRequest,
    ImageResult,
    Operation,
)
from imaging.providers.waiting import header_delay_s

SIZES = {
    Format.LANDSCAPE: "1536x864",
    Format.SQUARE: "1024x1024",
    Format.PORTRAIT: "1024x1280",
}
BY_STATUS: dict[int, type[ProviderError]] = {
    400: UnsupportedOption,
    401: AuthenticationFailed,
    403: AuthenticationFailed,
    404: ModelRetired,
    429: QuotaExceeded,
}


class StudioProvider(ImageProvider):
    alias = "studio"
    label = "Studio"

    def __init__(self, api_key: str, base_url: str, model: str) -> None:
        self._api_key = api_key
        self._base_url = base_url
        self._model = model

    @property
    def models(self) -> tuple[str, ...]:
        return (self._model,) if self._api_key else ()

    def offers(self, model: str, request: ImageRequest) -> bool:
        return request.operation is Operation.GENERATE and not request.references

    def price_usd(self, model: str, request: ImageRequest) -> Decimal | None:
        return Decimal("0.02")

    def generate(self, model: str, request: ImageRequest) -> ImageResult:
        if not self.offers(model, request):
            raise UnsupportedOption(f"{model} makes new pictures from words only")
        check_key(self._api_key)
        try:
            response = httpx.post(
                f"{self._base_url}/v1/images/generations",
                headers={"Authorization": f"Bearer {self._api_key}"},
                json={"model": model, "prompt": request.prompt, "size": SIZES[request.format]},
                timeout=request.timeout_s,
            )
        except httpx.TimeoutException as error:
            raise ProviderTimeout(type(error).__name__) from None
        except httpx.HTTPError as error:
            raise ProviderUnavailable(type(error).__name__) from None
        if response.status_code != httpx.codes.OK:
            raise BY_STATUS.get(response.status_code, ProviderUnavailable)(
                http_status=response.status_code, retry_after_s=header_delay_s(response.headers)
            )
        return ImageResult((_payload(response),), cost_usd=self.price_usd(model, request))


def _payload(response: httpx.Response) -> ImagePayload:
    try:
        entries = response.json()["data"]
    except (ValueError, KeyError, TypeError):
        raise ProviderUnavailable("unreadable answer", http_status=200) from None
    if not entries:
        raise NoImage(http_status=200)
    try:
        data = base64.b64decode(entries[-1].get("b64_json") or "", validate=True)
    except binascii.Error:
        raise InvalidImage("no base64", http_status=200) from None
    return ImagePayload(data, "image/png")
