"""A person's presets over HTTP."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from imaging.api.problems import Conflict
from imaging.api.schema import problems
from imaging.api.serializers.presets import PresetSerializer
from imaging.models import Preset
from imaging.presets import (
    NameTaken,
    TooManyPresets,
    pictures_of,
    preset_change,
    preset_create,
)


class PresetList(GenericAPIView[Preset]):
    serializer_class = PresetSerializer

    def get_queryset(self) -> QuerySet[Preset]:
        return Preset.objects.owned_by(self.request.user)

    @extend_schema(
        operation_id="presets_list",
        responses={200: PresetSerializer(many=True), **problems()},
    )
    def get(self, request: Request) -> Response:
        """Your presets, newest first."""
        page: list[Preset] = self.paginate_queryset(self.get_queryset()) or []
        context = {**self.get_serializer_context(), "pictures": pictures_of(request.user, page)}
        return self.get_paginated_response(PresetSerializer(page, many=True, context=context).data)

    @extend_schema(
        operation_id="presets_create",
        responses={201: PresetSerializer, **problems(400, 409, 413, 415)},
    )
    def post(self, request: Request) -> Response:
        """Keep a prompt and the options of a job under a name that none of yours has."""
        asked = self.get_serializer(data=request.data)
        asked.is_valid(raise_exception=True)
        with refusing():
            preset = preset_create(owner=request.user, **asked.validated_data)
        location = reverse("imaging:preset", args=[preset.pk], request=request)
        return Response(self.get_serializer(preset).data, 201, headers={"Location": location})


class PresetDetail(GenericAPIView[Preset]):
    serializer_class = PresetSerializer
    lookup_field = "pk"

    def get_queryset(self) -> QuerySet[Preset]:
        return Preset.objects.owned_by(self.request.user)

    @extend_schema(operation_id="presets_read", responses={200: PresetSerializer, **problems(404)})
    def get(self, request: Request, pk: UUID) -> Response:
        """A preset."""
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(
        operation_id="presets_change",
        responses={200: PresetSerializer, **problems(400, 404, 413, 415)},
    )
    def patch(self, request: Request, pk: UUID) -> Response:
        """Rename a preset, or change what it holds."""
        preset = self.get_object()
        asked = self.get_serializer(preset, data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        with refusing():
            preset_change(preset, **asked.validated_data)
        return Response(self.get_serializer(preset).data)

    @extend_schema(operation_id="presets_delete", responses={204: None, **problems(404)})
    def delete(self, request: Request, pk: UUID) -> Response:
        """Delete the preset; images made with it stay."""
        self.get_object().delete()
        return Response(status=204)


@contextmanager
def refusing() -> Iterator[None]:
    """A preset that cannot be kept as asked, as an error of the API."""
    try:
        yield
    except NameTaken as error:
        raise ValidationError({"name": [str(error)]}) from error
    except TooManyPresets as error:
        raise Conflict(str(error), code="too_many_presets") from error
