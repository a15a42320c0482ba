"""Requests read and answers sent, in ASGI's messages."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

from tests.emulator.behaviours import Behaviour

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

TRANSPORT = "emulator.transport"


async def read(receive: Receive) -> bytes:
    pieces = []
    while True:
        message = await receive()
        pieces.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(pieces)


async def gone(receive: Receive, *, within_s: float) -> bool:
    """Wait as told; True at once where the caller hangs up meanwhile."""
    if within_s <= 0:
        return False
    hang_up = asyncio.ensure_future(receive())
    done, _ = await asyncio.wait({hang_up}, timeout=within_s)
    hang_up.cancel()
    return bool(done)


async def answer(send: Send, behaviour: Behaviour) -> None:
    body = (behaviour.body or "").encode()
    await respond(send, behaviour.status, behaviour.content_type, [body], dict(behaviour.headers))


async def respond(
    send: Send,
    status: int,
    content_type: str,
    pieces: Iterable[bytes],
    headers: dict[str, str] | None = None,
) -> None:
    pieces = list(pieces)
    length = {"Content-Length": str(sum(map(len, pieces)))}
    await start(send, status, content_type, length | (headers or {}))
    for piece in pieces[:-1]:
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": pieces[-1]})


async def start(
    send: Send, status: int, content_type: str, headers: dict[str, str] | None = None
) -> None:
    lines = {"Content-Type": content_type, **(headers or {})}
    encoded = [(name.lower().encode(), value.encode()) for name, value in lines.items()]
    await send({"type": "http.response.start", "status": status, "headers": encoded})
