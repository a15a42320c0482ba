"""What all calls to OpenAI-compatible servers share: one client a key, and typed errors.

The SDK takes long to import, so nothing here imports it before it is needed.
"""

import threading
import weakref
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from imaging.providers.errors import (
    AuthenticationFailed,
    ContentBlocked,
    InternalError,
    ModelRetired,
    NotConfigured,
    ProviderError,
    ProviderTimeout,
    ProviderUnavailable,
    QuotaExceeded,
    UnsupportedOption,
)
from imaging.providers.google import KEEPALIVE_S, check_key
from imaging.providers.waiting import header_delay_s

if TYPE_CHECKING:
    from openai import OpenAI

OPENAI = "https://api.openai.com/v1"
# Servers in one's own house ask for no key, but the SDK sends one.
NO_KEY = "none"
MAX_CLIENTS = 64
LISTING_TIMEOUT_S = 10.0

BLOCKED = frozenset(
    {
        "moderation_blocked",
        "content_policy_violation",
        "content_filter",
        "responsibleaipolicyviolation",
    }
)
# Nothing that passes within minutes: money or a plan is missing.
EXHAUSTED = frozenset({"insufficient_quota", "billing_hard_limit_reached"})
NO_MODEL = frozenset({"model_not_found", "deploymentnotfound"})

_clients: "OrderedDict[tuple[str, str], OpenAI]" = OrderedDict()
_lock = threading.Lock()


def client(api_key: str, base_url: str = "") -> "OpenAI":
    """The process's client for this key, safe in many threads; `base_url` "" is OpenAI's own.

    Each call gives its own timeout. Raises `NotConfigured` where neither is given, and
    `AuthenticationFailed` for a key that no header can carry.
    """
    if not api_key and not base_url:
        raise NotConfigured
    check_key(api_key or NO_KEY)
    import httpx2
    import openai

    with _lock:
        if (found := _clients.get((api_key, base_url))) is not None:
            _clients.move_to_end((api_key, base_url))
            return found
        limits = httpx2.Limits(keepalive_expiry=KEEPALIVE_S)
        http = openai.DefaultHttpxClient(limits=limits)
        made = openai.OpenAI(
            api_key=api_key or NO_KEY,
            base_url=base_url or OPENAI,
            # Retrying has one owner, and it is the chain.
            max_retries=0,
            http_client=http,
        )
        # The SDK does so with a client of its own making, never with one that it is given.
        weakref.finalize(made, http.close)
        _clients[api_key, base_url] = made
        if len(_clients) > MAX_CLIENTS:
            # Not closed here: a call may be using it, and it closes when the last user lets go.
            _clients.popitem(last=False)
        return made


def listing(api_key: str, base_url: str = "") -> frozenset[str]:
    """The ids of the models this key may see; free. Raises `ProviderError`."""
    with translated():
        models = client(api_key, base_url).models.list(timeout=LISTING_TIMEOUT_S)
        return frozenset(model.id for model in models)


def close_clients() -> None:
    """Close every connection, once no call is running any more."""
    with _lock:
        while _clients:
            _clients.popitem()[1].close()


@contextmanager
def translated() -> Iterator[None]:
    """Every error inside leaves as a `ProviderError`.

    The SDK's own errors are not chained: they quote the server's prose, which can name the key.
    """
    try:
        yield
    except ProviderError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever the SDK raises is typed here
        failure = translate(error)
        raise failure from (error if isinstance(failure, InternalError) else None)


def translate(error: Exception) -> ProviderError:
    """The typed error for whatever the SDK raised, by status and code."""
    import httpx2
    import openai

    name = type(error).__name__
    match error:
        case openai.APITimeoutError() | httpx2.TimeoutException():
            return ProviderTimeout(name)
        case openai.APIResponseValidationError() | ValueError():
            return ProviderUnavailable(f"unreadable answer: {name}", http_status=200)
        case openai.APIStatusError():
            return error_of_answer(error.status_code, error.body, error.response.headers)
        case openai.APIConnectionError() | httpx2.HTTPError() | httpx2.StreamError():
            return ProviderUnavailable(name)
        case openai.APIError():
            # An error in the middle of a stream, which has no status of its own.
            return error_of_answer(200, error.body, {})
        case _:
            return InternalError(name)


def error_of_answer(status: int, body: object, headers: Mapping[str, str]) -> ProviderError:
    """The table of statuses and codes; a body that is no JSON object is a proxy's page."""
    error: Mapping[str, Any] = body if isinstance(body, dict) else {}
    code = str(error.get("code") or error.get("type") or "").lower()
    kind: type[ProviderError]
    match status:
        case _ if code in BLOCKED:
            kind = ContentBlocked
        case _ if status == 429 or code in EXHAUSTED:
            kind = QuotaExceeded
        case 401 | 403:
            kind = AuthenticationFailed
        case 404 if error:
            kind = ModelRetired
        case _ if code in NO_MODEL:
            kind = ModelRetired
        case 408:
            kind = ProviderTimeout
        case _ if 400 <= status < 500 and error:
            kind = UnsupportedOption
        case _:
            kind = ProviderUnavailable
    waits = kind in {QuotaExceeded, ProviderUnavailable} and code not in EXHAUSTED
    return kind(
        f"{status} {code}".strip(),
        http_status=status,
        retry_after_s=header_delay_s(headers) if waits else None,
        request_id=headers.get("x-request-id", ""),
    )
