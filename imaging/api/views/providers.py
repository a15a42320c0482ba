"""The providers of images and how they stand."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from imaging.api.schema import problems
from imaging.api.serializers.providers import ProviderSerializer
from imaging.provider_status import statuses_for


class Providers(APIView):
    @extend_schema(
        operation_id="providers_list",
        responses={200: ProviderSerializer(many=True), **problems()},
    )
    def get(self, request: Request) -> Response:
        """The providers in the order they are tried, as they stand for you and your keys."""
        return Response(ProviderSerializer(statuses_for(request.user), many=True).data)
