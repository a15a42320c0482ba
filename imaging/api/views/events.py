"""A job's changes as server-sent events."""

import json
from collections.abc import AsyncGenerator
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import Throttled
from rest_framework.request import Request
from rest_framework.utils.encoders import JSONEncoder
from rest_framework.views import APIView

from imaging.api.negotiation import TakeItAsItIs
from imaging.api.schema import problems
from imaging.api.serializers.jobs import JobSerializer
from imaging.connections import release_connection
from imaging.events import follower, in_reader
from imaging.models import GenerationJob
from imaging.selectors import job_as_it_stands, position_in_queue
from imaging.sse import event, event_stream, last_event_id
from imaging.streams import LOOK_S, held, may_open

RETRY_AFTER_S = 10


class JobEvents(APIView):
    """Only who asks is looked at here; the stream itself runs on the event loop."""

    content_negotiation_class = TakeItAsItIs
    # A HEAD would hold the stream open and see nothing of it.
    http_method_names = ("get", "options")

    @extend_schema(
        operation_id="jobs_events",
        parameters=[
            OpenApiParameter(
                "Last-Event-ID",
                OpenApiTypes.INT,
                OpenApiParameter.HEADER,
                description="The id of the last event seen: only what came after it is sent.",
            )
        ],
        responses={
            (200, "text/event-stream"): OpenApiTypes.STR,
            204: None,
            **problems(404),
        },
    )
    def get(self, request: Request, pk: UUID) -> HttpResponseBase:
        """`job` events with the job's JSON as data, until it has ended.

        A stream is cut after some minutes: connect again with the id of the last event. 204 where
        the end was seen already, which tells a browser not to connect again.
        """
        job = get_object_or_404(GenerationJob.objects.filter(owner_id=request.user.pk), pk=pk)
        since = last_event_id(request.headers.get("Last-Event-ID")) or 0
        if job.is_final and since == job.version:
            return HttpResponse(status=204)
        if not may_open(request.user):
            raise Throttled(wait=RETRY_AFTER_S, detail="Too many event streams are open.")
        # Held open, the connection would be one for each stream.
        release_connection()
        frames = _frames(request, pk, since if since <= job.version else 0)
        return event_stream(held(request.user, frames))


async def _frames(request: Request, pk: UUID, since: int) -> AsyncGenerator[str]:
    yield ": connected\n\n"
    position = await in_reader(_position, pk) if since else None
    # One for the whole stream: making its fields takes longer than writing a job with them.
    serializer = JobSerializer(context={"request": request})
    async for version in follower.follow(GenerationJob, pk, heartbeat_s=LOOK_S):
        # The queue moves without a change of the job's row.
        moved = version is None and position and await in_reader(_position, pk) != position
        if moved or (version is not None and version > since):
            since, position, is_final, data = await in_reader(_read, serializer, pk)
            yield event("job", data, id=since)
            if is_final:
                return
        yield ""


def _read(serializer: JobSerializer, pk: UUID) -> tuple[int, int | None, bool, str]:
    job = job_as_it_stands(serializer.context["request"].user, pk)
    data: dict[str, Any] = serializer.to_representation(job)
    return job.version, data["position"], job.is_final, json.dumps(data, cls=JSONEncoder)


def _position(pk: UUID) -> int | None:
    return position_in_queue(GenerationJob.objects.get(pk=pk))
