"""Every fault that a provider can show, and what the chain does about it: the table, as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from imaging.providers.base import ImageProvider
from imaging.providers.gemini import GeminiProvider
from imaging.providers.imagen import ImagenProvider
from imaging.providers.openai import OpenAIProvider
from imaging.providers.types import ImageRequest, Operation, ReferenceImage
from tests.emulator import behaviours, pictures
from tests.emulator.behaviours import Behaviour

MODELS = ("gemini-nano-banana-2.1", "gemini-3.1-flash-lite-image", "gemini-3-pro-image")
IMAGEN, OPENAI = "imagen-4.0-generate-001", "gpt-image-2"
RETRIES = 2
TIMEOUT_S = 0.4
PATIENCE_S = 20.0
KEY = "a-key-1234"
PICTURE = ReferenceImage(pictures.png((64, 48)), "image/png")


@dataclass(frozen=True)
class Row:
    """`calls` are those to the faulty step where another follows; `calls_last` where none does."""

    fault: Behaviour
    code: str
    calls: int
    calls_last: int
    falls_back: bool = True

    @property
    def timeout_s(self) -> float:
        return TIMEOUT_S if self.code == "timeout" else PATIENCE_S

    @property
    def request(self) -> ImageRequest:
        return ImageRequest("A lighthouse in fog", timeout_s=self.timeout_s)

    def request_for(self, operation: Operation) -> ImageRequest:
        given = () if operation is Operation.GENERATE else (PICTURE,)
        return replace(self.request, operation=operation, references=given)


def _once(fault: Behaviour, code: str) -> Row:
    return Row(fault, code, calls=1, calls_last=1)


def _outage(fault: Behaviour, code: str = "provider_unavailable") -> Row:
    return Row(fault, code, calls=1 + RETRIES, calls_last=1 + RETRIES)


def _useless(fault: Behaviour, code: str) -> Row:
    return Row(fault, code, calls=2, calls_last=2)


def _blocked(fault: Behaviour) -> Row:
    return Row(fault, "content_blocked", calls=1, calls_last=1, falls_back=False)


# What Google's services say in the same way, whatever they are asked for.
GOOGLE = {
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
}
NETWORK = {
    "HTML": _outage(behaviours.html()),
    "HTML as 200": _outage(behaviours.html(200)),
    "dropped": _outage(behaviours.drop()),
    "timeout": _outage(behaviours.ok(delay_s=10), "timeout"),
}
BAD_PICTURES = {
    "empty image": _useless(behaviours.damaged("empty"), "no_image"),
    "no base64": _useless(behaviours.damaged("bad_base64"), "invalid_image"),
    "truncated": _useless(behaviours.damaged("truncated"), "invalid_image"),
    "not an image": _useless(behaviours.damaged("not_an_image"), "invalid_image"),
    "bomb": _useless(behaviours.damaged("bomb"), "invalid_image"),
}
ROWS = {
    **GOOGLE,
    **NETWORK,
    "no image": _useless(behaviours.finish("NO_IMAGE"), "no_image"),
    "text only": _useless(behaviours.text("I will not."), "no_image"),
    **BAD_PICTURES,
    "prompt blocked": _blocked(behaviours.blocked()),
    "image blocked": _blocked(behaviours.finish("IMAGE_SAFETY")),
}
IMAGEN_ROWS = {
    **GOOGLE,
    **NETWORK,
    "no image": _useless(Behaviour("nothing", predictions=[]), "no_image"),
    **BAD_PICTURES,
    "image blocked": _blocked(behaviours.filtered()),
}
OPENAI_ROWS = {
    "429 short": Row(
        behaviours.refusal(429, "rate_limit_exceeded", {"Retry-After": "1"}),
        "quota_exceeded", calls=2, calls_last=2,
    ),
    "429 long": Row(
        behaviours.refusal(429, "rate_limit_exceeded", {"Retry-After": "17"}),
        "quota_exceeded", calls=1, calls_last=1 + RETRIES,
    ),
    "429 unknown": _once(behaviours.refusal(429, "rate_limit_exceeded"), "quota_exceeded"),
    "429 unpaid": _once(
        behaviours.refusal(429, "insufficient_quota", {"Retry-After": "1"}), "quota_exceeded"
    ),
    "401": _once(behaviours.refusal(401, "invalid_api_key"), "authentication"),
    "403": _once(behaviours.refusal(403), "authentication"),
    "400 other": _once(behaviours.refusal(400, "invalid_value"), "unsupported_option"),
    "404": _once(behaviours.refusal(404, "model_not_found"), "model_retired"),
    "500": _outage(behaviours.refusal(500)),
    "502": _outage(behaviours.refusal(502)),
    "503": _outage(behaviours.refusal(503)),
    "504": _outage(behaviours.refusal(504)),
    **NETWORK,
    "no image": _useless(behaviours.chunks([]), "no_image"),
    "address only": _once(behaviours.url_only(), "unsupported_option"),
    **BAD_PICTURES,
    "prompt blocked": _blocked(behaviours.refusal(400, "moderation_blocked")),
}  # fmt: skip


@dataclass(frozen=True)
class Family:
    """`step` makes the provider whose one model, `model`, shows the faults of `rows`."""

    model: str
    rows: Mapping[str, Row]
    operations: tuple[Operation, ...]
    step: Callable[[str], ImageProvider]


FAMILIES = {
    "gemini": Family(
        MODELS[0],
        ROWS,
        tuple(Operation),
        lambda url: GeminiProvider(KEY, url, MODELS[:1], PATIENCE_S),
    ),
    "imagen": Family(
        IMAGEN,
        IMAGEN_ROWS,
        (Operation.GENERATE,),
        lambda url: ImagenProvider(KEY, url, IMAGEN, timeout_s=PATIENCE_S),
    ),
    "openai": Family(
        OPENAI,
        OPENAI_ROWS,
        tuple(Operation),
        lambda url: OpenAIProvider(KEY, f"{url}/v1", OPENAI, PATIENCE_S),
    ),
}
