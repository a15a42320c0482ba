"""A conversation's changes as server-sent events, rendered as the fragments of the page."""

import uuid
from collections.abc import AsyncGenerator

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from copilot import streaming
from copilot.models import Conversation
from copilot.views._http import EaselRequest
from imaging.connections import release_connection
from imaging.events import follower
from imaging.sse import event_stream, last_event_id
from imaging.streams import LOOK_S, held, may_open


@require_GET
def conversation(request: EaselRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Starts after Last-Event-ID, else after `since`, which the page was rendered with."""
    found = get_object_or_404(Conversation.objects.owned_by(request.user), pk=pk)
    if not may_open(request.user):
        return HttpResponse(status=429)
    # The stream stays open for minutes; what it reads, it reads on connections of its own.
    release_connection()
    since = last_event_id(request.headers.get("Last-Event-ID"), request.GET.get("since"))
    frames = _frames(pk, found.version if since is None else since)
    return event_stream(held(request.user, frames))


async def _frames(pk: uuid.UUID, since: int) -> AsyncGenerator[str]:
    yield ": connected\n\n"
    waits = streaming.WaitWatch(pk)
    async for version in follower.follow(Conversation, pk, heartbeat_s=LOOK_S):
        if version is not None and version > since:
            since, frame = await streaming.frame(pk, since)
            waits.conversation_changed()
            yield frame
        yield await waits.news()
