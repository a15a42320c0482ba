"""Images from Gemini's image models through google-genai: one call, one attempt."""

from collections.abc import Hashable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from imaging.providers import catalogue, google
from imaging.providers.base import ImageProvider
from imaging.providers.branding import with_style_reference
from imaging.providers.catalogue import ModelCard
from imaging.providers.errors import ContentBlocked, NoImage, UnsupportedOption
from imaging.providers.types import ImagePayload, ImageRequest, ImageResult

if TYPE_CHECKING:
    from google.genai import types

BLOCKED = frozenset(
    {
        "SAFETY",
        "IMAGE_SAFETY",
        "PROHIBITED_CONTENT",
        "IMAGE_PROHIBITED_CONTENT",
        "BLOCKLIST",
        "SPII",
    }
)


class GeminiProvider(ImageProvider):
    alias = "gemini"
    label = "Gemini"

    def __init__(
        self, api_key: str, base_url: str, models: Sequence[str], timeout_s: float
    ) -> None:
        """`base_url` "" is Google's own; `timeout_s` bounds every call, a request's may be less."""
        self._api_key = api_key
        self._base_url = base_url
        self._models = tuple(models)
        self._timeout_s = timeout_s

    def __repr__(self) -> str:
        return f"GeminiProvider(models={self.models!r})"

    @property
    def models(self) -> tuple[str, ...]:
        return self._models if self._api_key else ()

    def offers(self, model: str, request: ImageRequest) -> bool:
        return catalogue.card(self.alias, model).takes(request)

    def listing(self) -> frozenset[str]:
        return google.listing(self._api_key, self._base_url)

    def capability(self, model: str) -> Hashable:
        known = catalogue.card(self.alias, model)
        return (known.ratios, known.qualities, known.operations, known.references)

    def price_usd(self, model: str, request: ImageRequest) -> Decimal | None:
        known = catalogue.card(self.alias, model)
        return known.price_usd.get(known.best_quality(request.quality))

    def generate(self, model: str, request: ImageRequest) -> ImageResult:
        known = catalogue.card(self.alias, model)
        request = with_style_reference(request, known.references)
        with google.translated():
            client = google.client(self._api_key, self._base_url, self._timeout_s)
            response = client.models.generate_content(
                model=model,
                contents=_contents(request, known),
                config=_config(request, known, min(self._timeout_s, request.timeout_s)),
            )
            cost_usd = _cost_usd(response, known)
            _refuse_blocked(response, cost_usd)
            payloads = _payloads(response)
        if not payloads:
            raise NoImage(_reasons(response), http_status=200, cost_usd=cost_usd)
        if cost_usd is None:
            cost_usd = self.price_usd(model, request)
        return ImageResult(payloads, cost_usd=cost_usd, request_id=response.response_id or "")


def _contents(request: ImageRequest, known: ModelCard) -> "list[types.PartUnionDict]":
    from google.genai import types

    if len(request.references) > known.references:
        raise UnsupportedOption(f"at most {known.references} reference images")
    pictures = [
        types.Part.from_bytes(data=reference.data, mime_type=reference.mime_type)
        for reference in request.references
    ]
    return [*pictures, types.Part.from_text(text=request.prompt)]


def _config(
    request: ImageRequest, known: ModelCard, timeout_s: float
) -> "types.GenerateContentConfig":
    from google.genai import types

    return types.GenerateContentConfig(
        response_modalities=["IMAGE"],
        image_config=types.ImageConfig(
            aspect_ratio=known.nearest_ratio(request.format.aspect_ratio),
            image_size=known.best_quality(request.quality).value,
        ),
        http_options=types.HttpOptions(timeout=google.milliseconds(timeout_s)),
    )


def _refuse_blocked(response: "types.GenerateContentResponse", cost_usd: Decimal | None) -> None:
    """A blocked answer stays blocked even if a draft of it slipped into a thought."""
    feedback = response.prompt_feedback
    blocked = feedback is not None and feedback.block_reason is not None
    if blocked or BLOCKED & set(_finish_reasons(response)):
        raise ContentBlocked(_reasons(response), http_status=200, cost_usd=cost_usd)


def _payloads(response: "types.GenerateContentResponse") -> tuple[ImagePayload, ...]:
    """Every image of the answer: thoughts first, then the rest in order, the last one final."""
    found = [
        (not part.thought, part.inline_data)
        for candidate in response.candidates or []
        for part in (candidate.content and candidate.content.parts) or []
        if part.inline_data and part.inline_data.data
    ]
    found.sort(key=lambda item: item[0])
    return tuple(
        ImagePayload(blob.data or b"", blob.mime_type or "", draft=number < len(found))
        for number, (_, blob) in enumerate(found, 1)
    )


def _cost_usd(response: "types.GenerateContentResponse", known: ModelCard) -> Decimal | None:
    """What the answer's own token counts come to; None without counts or rates."""
    usage = response.usage_metadata
    if usage is None or known.rates is None:
        return None
    output = usage.candidates_token_count or 0
    image = sum(
        entry.token_count or 0
        for entry in usage.candidates_tokens_details or []
        if entry.modality == "IMAGE"
    )
    if output and not usage.candidates_tokens_details and _payloads(response):
        image = output
    return known.rates.cost_usd(
        input_tokens=usage.prompt_token_count or 0,
        text_tokens=max(0, output - image) + (usage.thoughts_token_count or 0),
        image_tokens=image,
    )


def _finish_reasons(response: "types.GenerateContentResponse") -> list[str]:
    return [
        candidate.finish_reason.value
        for candidate in response.candidates or []
        if candidate.finish_reason
    ]


def _reasons(response: "types.GenerateContentResponse") -> str:
    feedback = response.prompt_feedback
    reason = feedback.block_reason if feedback else None
    facts = [f"finish_reason={each}" for each in _finish_reasons(response)]
    return " ".join(facts + ([f"block_reason={reason.value}"] if reason else []))
