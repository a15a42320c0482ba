"""A request body has a limit before anything has looked at the request."""

from collections.abc import Sequence
from typing import Any

import pytest
from asgiref.testing import ApplicationCommunicator
from django.core.handlers.asgi import ASGIHandler

from config.asgi import application
from config.bodies import BODY_MAX_BYTES, BoundedBodies

pytestmark = pytest.mark.django_db

LIMIT = 100


async def answer(
    app: Any,
    chunks: Sequence[bytes],
    *,
    method: str = "GET",
    path: str = "/healthz",
    length: int | None = None,
) -> tuple[int, dict[bytes, bytes], bytes]:
    """The status, headers and body with which `app` answers to a request of `chunks`."""
    headers = [(b"host", b"127.0.0.1")]
    if length is not None:
        headers.append((b"content-length", str(length).encode()))
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "headers": headers,
        "scheme": "http",
        "http_version": "1.1",
    }
    make: Any = ApplicationCommunicator
    told = make(app, scope)
    for number, chunk in enumerate(chunks, start=1):
        await told.send_input(
            {"type": "http.request", "body": chunk, "more_body": number < len(chunks)}
        )
    start = await told.receive_output(timeout=60)
    body = await told.receive_output(timeout=60)
    await told.send_input({"type": "http.disconnect"})
    await told.wait(60)
    return start["status"], dict(start["headers"]), body["body"]


async def test_a_body_at_the_limit_reaches_django() -> None:
    bounded = BoundedBodies(ASGIHandler(), LIMIT)
    assert (await answer(bounded, [b"x" * 60, b"x" * 40]))[0] == 200
    assert (await answer(bounded, [b"x" * LIMIT], length=LIMIT))[0] == 200


async def test_a_body_beyond_it_is_refused_as_it_comes() -> None:
    status, headers, body = await answer(
        BoundedBodies(ASGIHandler(), LIMIT), [b"x" * 60, b"x" * 41, b"more"], method="POST"
    )
    assert status == 413
    assert headers[b"content-type"].startswith(b"text/plain")
    assert body == b"The body is too large."


async def test_a_length_beyond_it_is_refused_before_the_body_comes() -> None:
    status, headers, body = await answer(
        application, [], method="POST", path="/api/v1/jobs/", length=BODY_MAX_BYTES + 1
    )
    assert status == 413
    assert headers[b"content-type"] == b"application/problem+json"
    assert b'"too_large"' in body
