"""How your pictures should look, and how they did before."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from imaging.api.schema import problems
from imaging.api.serializers.brand import BrandInputSerializer, BrandSerializer
from imaging.brands import brand_save, brand_versions
from imaging.models import Brand

NONE_YET: Any = {
    "number": 0, "colours": [], "logo_id": None, "tagline": "", "style_reference_id": None,
    "created_at": None,
}  # fmt: skip


class BrandDetail(APIView):
    @extend_schema(operation_id="brand_read", responses={200: BrandSerializer, **problems()})
    def get(self, request: Request) -> Response:
        """Your brand; an empty one with the number 0 before there is any."""
        return _answer(brand_versions(request.user).first())

    @extend_schema(
        operation_id="brand_save",
        request=BrandInputSerializer,
        responses={200: BrandSerializer, **problems(400, 409, 413, 415)},
    )
    def put(self, request: Request) -> Response:
        """Keep a new version where anything differs; images keep the one they were made with."""
        wanted = BrandInputSerializer(data=request.data, context={"request": request})
        wanted.is_valid(raise_exception=True)
        base = wanted.validated_data["base"]
        return _answer(brand_save(owner=request.user, wanted=wanted.brand_input(), base=base))


class BrandVersions(GenericAPIView[Brand]):
    serializer_class = BrandSerializer

    def get_queryset(self) -> QuerySet[Brand]:
        return brand_versions(self.request.user)

    @extend_schema(
        operation_id="brand_versions", responses={200: BrandSerializer(many=True), **problems()}
    )
    def get(self, request: Request) -> Response:
        """Every version, latest first."""
        page = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(self.get_serializer(page, many=True).data)


def _answer(brand: Brand | None) -> Response:
    return Response(BrandSerializer(brand or NONE_YET).data)
