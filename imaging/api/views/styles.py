"""The styles to choose from."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from imaging.api.schema import problems
from imaging.prompts.styles import STYLES


class StyleSerializer(serializers.Serializer[Any]):
    slug = serializers.CharField()
    name = serializers.CharField()
    description = serializers.CharField()


class Styles(APIView):
    @extend_schema(
        operation_id="styles_list", responses={200: StyleSerializer(many=True), **problems()}
    )
    def get(self, request: Request) -> Response:
        """The styles an image can be made in."""
        return Response(StyleSerializer(STYLES, many=True).data)
