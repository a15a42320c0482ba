"""What all calls to Google share: one client a key, and the SDK's errors made typed.

The SDK takes seconds to import, so nothing here imports it before it is needed; `warm_up` does so
ahead of the first call.
"""

import json
import math
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from imaging.providers.errors import (
    AuthenticationFailed,
    InternalError,
    InvalidImage,
    ModelRetired,
    NotConfigured,
    ProviderError,
    ProviderTimeout,
    ProviderUnavailable,
    QuotaExceeded,
    UnsupportedOption,
)
from imaging.providers.waiting import header_delay_s

if TYPE_CHECKING:
    from google import genai

# Each holds a TLS context and connections; a process with more keys than this drops the oldest.
MAX_CLIENTS = 64
LISTING_TIMEOUT_S = 10.0
# A person reads for a while before they answer, and a new connection would take a round trip or
# three of what they then wait for. Routers forget a silent one after some minutes.
KEEPALIVE_S = 60.0

_clients: "OrderedDict[tuple[str, str, float], genai.Client]" = OrderedDict()
_lock = threading.Lock()


def warm_up() -> None:
    """Import the SDK; seconds the first time. Call it in a thread when a worker starts."""
    from google.genai import errors, types  # noqa: F401


def check_key(api_key: str) -> None:
    """Raise `NotConfigured` for no key, `AuthenticationFailed` for one that no header can carry.

    The HTTP libraries would quote the latter in their complaint.
    """
    if not api_key:
        raise NotConfigured
    if not (api_key.isascii() and api_key.isprintable()) or " " in api_key:
        raise AuthenticationFailed("the key has characters that no key has")


def client(api_key: str, base_url: str = "", timeout_s: float = 60.0) -> "genai.Client":
    """The process's client for this key, safe in many threads; `base_url` "" is Google's own.

    Raises as `check_key` does.
    """
    check_key(api_key)
    import httpx2
    from google import genai
    from google.genai import types

    with _lock:
        if (found := _clients.get((api_key, base_url, timeout_s))) is not None:
            _clients.move_to_end((api_key, base_url, timeout_s))
            return found
        made = genai.Client(
            api_key=api_key,
            vertexai=False,
            http_options=types.HttpOptions(
                base_url=base_url or None,
                api_version="v1beta",
                timeout=milliseconds(timeout_s),
                # Retrying has one owner, and it is the chain.
                retry_options=types.HttpRetryOptions(attempts=1),
                client_args={"limits": httpx2.Limits(keepalive_expiry=KEEPALIVE_S)},
            ),
        )
        _clients[api_key, base_url, timeout_s] = made
        if len(_clients) > MAX_CLIENTS:
            # Not closed here: a call may be using it, and it closes when the last user lets go.
            _clients.popitem(last=False)
        return made


def listing(api_key: str, base_url: str = "") -> frozenset[str]:
    """The ids of the models this key may see; free. Raises `ProviderError`."""
    with translated():
        from google.genai import types

        pager = client(api_key, base_url, LISTING_TIMEOUT_S).models.list(
            config=types.ListModelsConfig(page_size=1000)
        )
        return frozenset((model.name or "").removeprefix("models/") for model in pager)


def close_clients() -> None:
    """Close every connection, once no call is running any more."""
    with _lock:
        while _clients:
            _clients.popitem()[1].close()


def milliseconds(seconds: float) -> int:
    """As the SDK wants a timeout; never 0, which would mean none."""
    return max(1, math.ceil(seconds * 1000))


@contextmanager
def translated() -> Iterator[None]:
    """Every error inside leaves as a `ProviderError`.

    The SDK's own errors are not chained: they quote Google's prose, which can name the key.
    """
    try:
        yield
    except ProviderError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever the SDK raises is typed here
        failure = translate(error)
        raise failure from (error if isinstance(failure, InternalError) else None)


def translate(error: Exception) -> ProviderError:
    """The typed error for whatever the SDK raised, by code, status and structured details."""
    import httpx2
    from google.genai.errors import APIError, UnknownApiResponseError
    from pydantic import ValidationError

    name = type(error).__name__
    match error:
        case ProviderError():
            return error
        case APIError():
            headers = getattr(error.response, "headers", None) or {}
            return error_of_answer(error.code, error.details, headers)
        case httpx2.TimeoutException():
            return ProviderTimeout(name)
        case httpx2.HTTPError() | httpx2.StreamError():
            return ProviderUnavailable(name)
        case ValidationError() if _is_about_bytes(error):
            return InvalidImage("the image is not valid base64")
        case ValidationError() | UnknownApiResponseError() | json.JSONDecodeError():
            return ProviderUnavailable(f"unreadable answer: {name}", http_status=200)
        case _:
            return InternalError(name)


def _is_about_bytes(error: Any) -> bool:
    places = [place for problem in error.errors() for place in problem["loc"]]
    return "inlineData" in places or "inline_data" in places


def error_of_answer(code: int, body: object, headers: Mapping[str, str]) -> ProviderError:
    """The table of statuses, for an answer other than 200.

    `body` is the answer's JSON, or anything else: one that is not Google's is a proxy's page,
    whatever its status. `headers` has names in lower case.
    """
    error = _error_object(body)
    details = _details(error)
    kind: type[ProviderError]
    retry_after_s: float | None = None
    match code:
        case 429:
            kind = QuotaExceeded
            if not _is_exhausted(details):
                retry_after_s = _retry_delay_s(details, headers)
        case 401 | 403:
            kind = AuthenticationFailed
        case 400 if _reasons(details) & {"API_KEY_INVALID", "API_KEY_EXPIRED"}:
            kind = AuthenticationFailed
        case 408:
            kind = ProviderTimeout
        case 404 if error:
            kind = ModelRetired
        case _ if code < 500 and error:
            kind = UnsupportedOption
        case _:
            kind = ProviderUnavailable
            retry_after_s = _retry_delay_s(details, headers)
    return kind(
        _summary(code, error, details),
        http_status=code,
        retry_after_s=retry_after_s,
        request_id=headers.get("x-request-id", ""),
    )


def _error_object(body: object) -> Mapping[str, Any]:
    """The `error` object of Google's JSON; empty for anything else."""
    inner = body.get("error") if isinstance(body, dict) else None
    return inner if isinstance(inner, dict) else {}


def _details(error: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = error.get("details")
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _of_type(details: Sequence[Mapping[str, Any]], name: str) -> Iterator[Mapping[str, Any]]:
    return (item for item in details if str(item.get("@type", "")).endswith(f"google.rpc.{name}"))


def _reasons(details: Sequence[Mapping[str, Any]]) -> set[str]:
    return {str(item.get("reason")) for item in _of_type(details, "ErrorInfo")}


def _violations(details: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [
        violation
        for item in _of_type(details, "QuotaFailure")
        for violation in item.get("violations") or []
    ]


def _is_exhausted(details: Sequence[Mapping[str, Any]]) -> bool:
    """No quota at all, or none before tomorrow: a RetryInfo beside it misleads."""
    return any(
        str(violation.get("quotaValue", "")) == "0"
        or "perday" in str(violation.get("quotaId", "")).lower()
        for violation in _violations(details)
    )


def _retry_delay_s(
    details: Sequence[Mapping[str, Any]], headers: Mapping[str, str]
) -> float | None:
    """Seconds to wait as RetryInfo or else Retry-After says; None where neither can be read."""
    for item in _of_type(details, "RetryInfo"):
        try:
            return max(0.0, float(str(item.get("retryDelay", "")).removesuffix("s")))
        except ValueError:
            continue
    return header_delay_s(headers)


def _summary(code: int, error: Mapping[str, Any], details: Sequence[Mapping[str, Any]]) -> str:
    """Code, status, reasons and quotas; never a message, which may quote the key or the prompt."""
    facts = [str(code), str(error.get("status") or "no JSON error")]
    facts += sorted(_reasons(details))
    facts += [f"{each.get('quotaId')}={each.get('quotaValue')}" for each in _violations(details)]
    return " ".join(facts)
