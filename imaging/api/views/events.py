"""A job's changes as server-sent events."""

import json
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound, Throttled
from rest_framework.request import Request
from rest_framework.utils.encoders import JSONEncoder
from rest_framework.views import APIView

from imaging.api.negotiation import TakeItAsItIs
from imaging.api.schema import problems
from imaging.api.serializers.jobs import JobSerializer
from imaging.compiled_queries import compiled
from imaging.connections import release_connection
from imaging.events import follower, in_reader
from imaging.models import GenerationJob
from imaging.selectors import position_in_queue, positions_in_queue, with_what_they_can_have
from imaging.sse import event, event_stream, last_event_id
from imaging.streams import LOOK_S, held, may_open
from imaging.together import Together

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
        job = next(iter(_standing_of(request.user.pk, pk)), None)
        if job is None:
            raise NotFound
        since = last_event_id(request.headers.get("Last-Event-ID")) or 0
        if job.is_final and since == job.version:
            return HttpResponse(status=204)
        if not may_open(request.user):
            raise Throttled(wait=RETRY_AFTER_S, detail="Too many event streams are open.")
        # Held open, the connection would be one for each stream.
        release_connection()
        frames = _frames(request, pk, since if since <= job.version else 0)
        return event_stream(held(request.user, frames))


@compiled
def _standing_of(owner: Any, pk: UUID) -> QuerySet[GenerationJob]:
    """The one job, or none; how far it has come, and nothing else of it."""
    return GenerationJob.objects.filter(owner=owner, pk=pk).only("status", "version")


@compiled
def _jobs(pks: tuple[UUID, ...]) -> QuerySet[GenerationJob]:
    return GenerationJob.objects.filter(pk__in=pks).order_by()


async def _frames(request: Request, pk: UUID, since: int) -> AsyncGenerator[str]:
    yield ": connected\n\n"
    position = await in_reader(_position, pk) if since else None
    # One for the whole stream: making its fields takes longer than writing a job with them.
    serializer = JobSerializer(context={"request": request, "positions": {}})
    async for version in follower.follow(GenerationJob, pk, heartbeat_s=LOOK_S):
        # The queue moves without a change of the job's row.
        moved = version is None and position and await in_reader(_position, pk) != position
        if moved or (version is not None and version > since):
            told = await _told.get((serializer, pk))
            if told is None:
                return
            since, position = told.version, told.position
            yield event("job", told.data, id=since)
            if told.is_final:
                return
        yield ""


@dataclass(frozen=True, slots=True)
class Told:
    """A job as its followers are told of it; `data` is its JSON."""

    version: int
    position: int | None
    is_final: bool
    data: str


def _tell(asked: Sequence[tuple[JobSerializer, UUID]]) -> list[Told | None]:
    """Each job as it stands, in JSON by its follower's serializer; None for one that is gone."""
    jobs = _jobs(tuple({pk for _, pk in asked}))
    with_what_they_can_have(jobs)
    positions = positions_in_queue(jobs)
    theirs = {(job.owner_id, job.pk): job for job in jobs}
    return [
        _told_of(job, serializer, positions)
        if (job := theirs.get((serializer.context["request"].user.pk, pk)))
        else None
        for serializer, pk in asked
    ]


def _told_of(job: GenerationJob, serializer: JobSerializer, positions: Mapping[UUID, int]) -> Told:
    data = serializer.to_representation(job) | {"position": positions.get(job.pk)}
    return Told(job.version, data["position"], job.is_final, json.dumps(data, cls=JSONEncoder))


_told = Together(_tell)


def _position(pk: UUID) -> int | None:
    job = GenerationJob.objects.filter(pk=pk).first()
    return position_in_queue(job) if job else None
