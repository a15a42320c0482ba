"""The largest request body that is received, whoever sends it and wherever it goes."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from django.http import HttpResponse

from imaging.api.problems import TooLarge, problem_response

type Scope = dict[str, Any]
type Receive = Callable[[], Awaitable[Mapping[str, Any]]]
type Send = Callable[[Mapping[str, Any]], Awaitable[None]]
type Application = Callable[[Scope, Receive, Send], Awaitable[None]]

BODY_MAX_BYTES = 25_000_000


class BoundedBodies:
    """Answers 413 where a body is larger than `limit` bytes, whether it says so before or not.

    Django writes a body to a file before any view or sign-in has looked at the request.
    """

    def __init__(self, application: Application, limit: int = BODY_MAX_BYTES) -> None:
        self._application = application
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        if _declared(scope) > self._limit:
            await _refuse(scope, send)
            return
        received = 0

        async def counted() -> Mapping[str, Any]:
            nonlocal received
            event = await receive()
            if event["type"] == "http.request":
                received += len(event.get("body", b""))
                if received > self._limit:
                    # Django throws away what it has of a body whose sender has gone.
                    return {"type": "http.disconnect"}
            return event

        await self._application(scope, counted, send)
        if received > self._limit:
            await _refuse(scope, send)


def _declared(scope: Scope) -> int:
    length = dict(scope["headers"]).get(b"content-length", b"")
    return int(length) if length.isdigit() else 0


async def _refuse(scope: Scope, send: Send) -> None:
    response = _response(scope["path"])
    await send(
        {
            "type": "http.response.start",
            "status": response.status_code,
            "headers": [
                (b"content-type", response["Content-Type"].encode()),
                (b"content-length", str(len(response.content)).encode()),
                # What is still to come of the body is not read.
                (b"connection", b"close"),
            ],
            "trailers": False,
        }
    )
    await send({"type": "http.response.body", "body": response.content, "more_body": False})


def _response(path: str) -> HttpResponse:
    status, detail = int(TooLarge.status_code), TooLarge.default_detail
    if path.startswith("/api/"):
        return problem_response(
            status=status, code=TooLarge.default_code, detail=detail, instance=path
        )
    return HttpResponse(detail, status=status, content_type="text/plain; charset=utf-8")
