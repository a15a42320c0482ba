"""What the emulator can be told to do, each by a name that also works over HTTP.

A behaviour is data: `serve` in app.py turns it into an answer. Pictures inside parts are written
as `{"_picture": kind}` and are made when the request's size is known.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

Part = dict[str, Any]

TYPE = "type.googleapis.com/google.rpc."
HTML = "<html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>"


@dataclass(frozen=True, slots=True)
class Behaviour:
    """`chunks` None means the default answer to the request; each chunk is a list of parts.

    `body` replaces the whole answer. `drop` ends the connection: before the answer, or after the
    chunks where there are any.
    """

    name: str = "ok"
    delay_s: float = 0.0
    chunk_delay_s: float | None = None
    status: int = 200
    body: str | None = None
    content_type: str = "application/json; charset=UTF-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    chunks: Sequence[Sequence[Part]] | None = None
    finish_reason: str = "STOP"
    block_reason: str = ""
    predictions: Sequence[Mapping[str, str]] | None = None
    drop: bool = False


def ok(delay_s: float = 0.0, chunk_delay_s: float | None = None) -> Behaviour:
    """The default answer, perhaps later."""
    return Behaviour("ok", delay_s=delay_s, chunk_delay_s=chunk_delay_s)


def error(
    code: int,
    status: str = "",
    details: Sequence[Mapping[str, Any]] = (),
    headers: Mapping[str, str] | None = None,
) -> Behaviour:
    """An error as Google's APIs word it: code, status and structured details."""
    payload: dict[str, Any] = {
        "code": code,
        "message": "As scripted.",
        "status": status,
    }
    if details:
        payload["details"] = list(details)
    body = json.dumps({"error": payload})
    return Behaviour("error", status=code, body=body, headers=headers or {})


def refusal(status: int, code: str = "", headers: Mapping[str, str] | None = None) -> Behaviour:
    """An error as OpenAI's API words it."""
    error = {"message": "As scripted.", "type": "scripted", "param": None, "code": code or None}
    return Behaviour(
        "refusal", status=status, body=json.dumps({"error": error}), headers=headers or {}
    )


def url_only() -> Behaviour:
    """OpenAI's images as addresses, which some servers send whatever they are asked for."""
    return Behaviour("url_only", body=json.dumps({"created": 1, "data": [{"url": "http://x/y"}]}))


def quota(retry_after_s: float | None = None) -> Behaviour:
    """429 by the minute; with RetryInfo where `retry_after_s` is given."""
    return _quota("GenerateRequestsPerMinutePerProjectPerModel", "10", retry_after_s)


def daily_quota() -> Behaviour:
    """429 by the day; RetryInfo is there, as with the real one, and misleads."""
    return _quota("GenerateRequestsPerDayPerProjectPerModel", "250", 17)


def zero_quota() -> Behaviour:
    """429 for a model that this key's plan does not include at all."""
    return _quota("GenerateRequestsPerMinutePerProjectPerModel-FreeTier", "0", 17)


def _quota(quota_id: str, value: str, retry_after_s: float | None) -> Behaviour:
    violation = {"quotaId": quota_id, "quotaValue": value, "quotaMetric": "requests"}
    details: list[dict[str, Any]] = [
        {
            "@type": TYPE + "Help",
            "links": [{"description": "Quotas", "url": "https://ai.google"}],
        },
        {"@type": TYPE + "QuotaFailure", "violations": [violation]},
    ]
    if retry_after_s is not None:
        details.append({"@type": TYPE + "RetryInfo", "retryDelay": f"{retry_after_s:g}s"})
    return error(429, "RESOURCE_EXHAUSTED", details)


def retry_after(seconds: int) -> Behaviour:
    """429 without details: only the header tells."""
    return error(429, "RESOURCE_EXHAUSTED", headers={"Retry-After": str(seconds)})


def bad_key() -> Behaviour:
    """400 API_KEY_INVALID, which is how Gemini refuses a key."""
    info = {
        "@type": TYPE + "ErrorInfo",
        "reason": "API_KEY_INVALID",
        "domain": "googleapis.com",
    }
    return error(400, "INVALID_ARGUMENT", [info])


def not_found() -> Behaviour:
    return error(404, "NOT_FOUND")


def unavailable(code: int = 503) -> Behaviour:
    return error(code, {500: "INTERNAL", 504: "DEADLINE_EXCEEDED"}.get(code, "UNAVAILABLE"))


def html(code: int = 502) -> Behaviour:
    """A proxy's page instead of JSON; also possible with 200."""
    return Behaviour("html", status=code, body=HTML, content_type="text/html")


def drop(delay_s: float = 0.0) -> Behaviour:
    """The connection ends without an answer."""
    return Behaviour("drop", drop=True, delay_s=delay_s)


def blocked(reason: str = "SAFETY") -> Behaviour:
    """The prompt is blocked: no candidates at all."""
    return Behaviour("blocked", block_reason=reason)


def finish(reason: str) -> Behaviour:
    """A candidate without content."""
    return Behaviour("finish", chunks=[[]], finish_reason=reason)


def text(
    *chunks: str, chunk_delay_s: float | None = None, finish_reason: str = "STOP"
) -> Behaviour:
    """These chunks of text; from an image model, an answer with no image."""
    parts = [[{"text": chunk}] for chunk in chunks]
    return Behaviour("text", chunks=parts, chunk_delay_s=chunk_delay_s, finish_reason=finish_reason)


def chunks(
    *groups: Sequence[Part],
    chunk_delay_s: float | None = None,
    finish_reason: str = "STOP",
) -> Behaviour:
    """Exact parts, chunk by chunk: text, functionCall, `{"_picture": "png"}`, thoughts."""
    return Behaviour(
        "chunks",
        chunks=groups,
        chunk_delay_s=chunk_delay_s,
        finish_reason=finish_reason,
    )


def function_call(name: str, args: Mapping[str, Any], before: str = "") -> Behaviour:
    """A call of one of the declared functions, after some text if `before` is given."""
    return function_calls((name, args), before=before)


def function_calls(*calls: tuple[str, Mapping[str, Any]], before: str = "") -> Behaviour:
    """Several calls in one answer."""
    parts = [{"functionCall": {"name": name, "args": dict(args)}} for name, args in calls]
    first = [[{"text": before}]] if before else []
    return chunks(*first, parts)


def cut_off(*sent: str) -> Behaviour:
    """The stream breaks after these chunks."""
    return replace(text(*sent), name="cut_off", drop=True)


def picture(kind: str = "png", *, thought: bool = False) -> Part:
    """An image part. Kinds: png, truncated, not_an_image, bomb, bad_base64, empty."""
    return {"_picture": kind, **({"thought": True} if thought else {})}


def damaged(kind: str) -> Behaviour:
    """One image part of a kind from `picture`."""
    return replace(chunks([picture(kind)]), name=kind)


def thought_only() -> Behaviour:
    """The only image sits in a thought part."""
    return replace(chunks([picture(thought=True), {"text": "Done."}]), name="thought_only")


def several(count: int = 2) -> Behaviour:
    """A draft in a thought part, then `count` images; the last is the final one."""
    parts = [
        picture(thought=True),
        {"text": "Here."},
        *(picture() for _ in range(count)),
    ]
    return replace(chunks(parts), name="several")


def filtered(reason: str = "Filtered by policy.") -> Behaviour:
    """Imagen's way to refuse: a prediction without bytes."""
    return Behaviour("filtered", predictions=[{"raiFilteredReason": reason}])


NAMED: dict[str, Callable[..., Behaviour]] = {
    maker.__name__: maker
    for maker in (
        ok, error, quota, daily_quota, zero_quota, retry_after, bad_key, not_found, unavailable,
        html, drop, blocked, finish, text, chunks, function_call, function_calls,
        cut_off, damaged, thought_only,
        several, filtered, refusal, url_only,
    )
}  # fmt: skip


def from_json(data: Mapping[str, Any]) -> Behaviour:
    """`{"name": "quota", "args": [], "kwargs": {"retry_after_s": 17}}` as a behaviour."""
    return NAMED[data["name"]](*data.get("args", ()), **data.get("kwargs", {}))
