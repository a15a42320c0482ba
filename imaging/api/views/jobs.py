"""Jobs: ask, look, cancel, try again."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.throttling import BaseThrottle

from imaging import services
from imaging.api.schema import IDEMPOTENCY_KEY, problems
from imaging.api.serializers.jobs import (
    JobFilterSerializer,
    JobInputSerializer,
    JobSerializer,
    RetryInputSerializer,
)
from imaging.api.throttling import JobThrottle
from imaging.models import GenerationJob, IdempotencyKey
from imaging.selectors import job_as_it_stands, jobs_of, positions_in_queue

KEY_MAX = IdempotencyKey._meta.get_field("key").max_length or 0


class JobView(GenericAPIView[GenerationJob]):
    """A person's own jobs; everybody else's do not exist."""

    serializer_class = JobSerializer
    lookup_field = "pk"
    makes_jobs = False

    def get_queryset(self) -> QuerySet[GenerationJob]:
        return jobs_of(self.request.user)

    def get_throttles(self) -> list[BaseThrottle]:
        return [*super().get_throttles(), *([JobThrottle()] if self._makes_a_job() else [])]

    def _makes_a_job(self) -> bool:
        return self.makes_jobs and self.request.method == "POST"

    def accepted(self, job: GenerationJob) -> Response:
        """202, and where to ask for the job's progress."""
        location = reverse("imaging:job", args=[job.pk], request=self.request)
        # A new one is as it was written; the same key may give one that has gone on.
        data = self.as_json(job) if job.has_begun else self.get_serializer(job).data
        return Response(data, status=202, headers={"Location": location})

    def as_json(self, job: GenerationJob) -> Any:
        return self.get_serializer(job_as_it_stands(self.request.user, job.pk)).data


class JobList(JobView):
    makes_jobs = True

    @extend_schema(
        operation_id="jobs_list",
        parameters=[JobFilterSerializer],
        responses={200: JobSerializer(many=True), **problems(400)},
    )
    def get(self, request: Request) -> Response:
        """Your jobs, newest first."""
        given = {name: value for name, value in request.query_params.items() if value}
        wanted = JobFilterSerializer(data=given)
        wanted.is_valid(raise_exception=True)
        jobs = self.get_queryset().filter(**wanted.validated_data)
        page: Sequence[GenerationJob] = self.paginate_queryset(jobs) or []
        context = {**self.get_serializer_context(), "positions": positions_in_queue(page)}
        return self.get_paginated_response(JobSerializer(page, many=True, context=context).data)

    @extend_schema(
        operation_id="jobs_create",
        parameters=[IDEMPOTENCY_KEY],
        request=JobInputSerializer,
        responses={202: JobSerializer, **problems(400, 409, 413, 415)},
    )
    def post(self, request: Request) -> Response:
        """Ask for images. The answer is the job, which is worked on apart from this request."""
        asked = JobInputSerializer(data=request.data, context=self.get_serializer_context())
        asked.is_valid(raise_exception=True)
        return self.accepted(
            services.job_create(
                owner=request.user,
                job_input=asked.job_input(),
                key=idempotency_key(request),
                keys=asked.keys,
            )
        )


class JobDetail(JobView):
    @extend_schema(operation_id="jobs_read", responses={200: JobSerializer, **problems(404)})
    def get(self, request: Request, pk: UUID) -> Response:
        """A job as it stands."""
        return Response(self.get_serializer(self.get_object()).data)


class JobCancel(JobView):
    @extend_schema(
        operation_id="jobs_cancel",
        request=None,
        responses={200: JobSerializer, **problems(404)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Cancel a job. One that has ended by then stays as it ended."""
        job = self.get_object()
        services.job_cancel(job)
        return Response(self.as_json(job))


class JobRetry(JobView):
    makes_jobs = True

    @extend_schema(
        operation_id="jobs_retry",
        parameters=[IDEMPOTENCY_KEY],
        request=RetryInputSerializer,
        responses={202: JobSerializer, **problems(400, 404, 409, 413, 415)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Ask for the same once more, in a new job whose `retry_of` is this one."""
        job = self.get_object()
        asked = RetryInputSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        retry = services.job_retry(
            job, start_at=asked.validated_data["start_at"], key=idempotency_key(request)
        )
        return self.accepted(retry)


def idempotency_key(request: Request) -> str:
    key = request.headers.get("Idempotency-Key", "").strip()
    if len(key) > KEY_MAX:
        raise ValidationError({"Idempotency-Key": f"At most {KEY_MAX} characters."})
    return key
