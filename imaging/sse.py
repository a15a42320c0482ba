"""The wire format of server-sent events, and the response that carries them."""

import re
from collections.abc import AsyncIterator

from django.http import StreamingHttpResponse

# Those of the format and no others: str.splitlines() would also split at U+0085 and U+2028.
LINE_END = re.compile(r"\r\n|\r|\n")
COUNT = re.compile(r"[0-9]{1,18}")


def event(name: str, data: str, *, id: int | None = None) -> str:  # noqa: A002 - the field's name
    """One event; a client that reconnects sends the last `id` back as Last-Event-ID."""
    lines = [f"event: {name}", *(f"data: {line}" for line in LINE_END.split(data))]
    if id is not None:
        lines.append(f"id: {id}")
    return "\n".join(lines) + "\n\n"


def last_event_id(*candidates: str | None) -> int | None:
    """The first candidate that is a count; what a client sends is not trusted to be one."""
    return next((int(each) for each in candidates if each and COUNT.fullmatch(each)), None)


def event_stream(frames: AsyncIterator[str]) -> StreamingHttpResponse:
    return StreamingHttpResponse(
        frames,
        content_type="text/event-stream",
        # The second keeps nginx from buffering the stream.
        headers={"Cache-Control": "no-cache", "X-Accel-Buffering": "no"},
    )
