"""What the descriptions of the calls have in common."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from imaging.api.problems import PROBLEM_JSON


class ProblemSerializer(serializers.Serializer[Any]):
    """RFC 9457. `code` is stable; `errors` holds messages by field where the input is bad."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    instance = serializers.CharField()
    code = serializers.CharField()
    errors = serializers.DictField(  # type: ignore[assignment]
        child=serializers.ListField(child=serializers.CharField()), required=False
    )


def problems(*statuses: int) -> dict[Any, Any]:
    """Responses for `extend_schema`: the statuses given, and those that every call may have."""
    return {(status, PROBLEM_JSON): ProblemSerializer for status in (401, *statuses, 429)}


IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="Your own name for the request: sent again, it gives the same job again.",
)
