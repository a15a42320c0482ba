"""Ideas for the image of a post."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from imaging.api.schema import problems
from imaging.api.serializers.prompts import PostSerializer, SuggestionsSerializer
from imaging.api.throttling import JobThrottle
from imaging.suggestions import suggest


class Prompts(APIView):
    def get_throttles(self) -> list[BaseThrottle]:
        return [*super().get_throttles(), JobThrottle()]

    @extend_schema(
        operation_id="prompts_create",
        request=PostSerializer,
        responses={200: SuggestionsSerializer, **problems(400, 413, 415)},
    )
    def post(self, request: Request) -> Response:
        """Four different ideas for the image of a post, with what the post was read to be about.

        Gemini reads it where there is a key for it, within ten seconds; else it is read locally,
        for free. Gemini's is one text call, whose price is known from its tokens afterwards, and
        not at all where the model's price is not; `usage/` counts those.
        """
        asked = PostSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        return Response(SuggestionsSerializer.of(suggest(request.user, **asked.validated_data)))
