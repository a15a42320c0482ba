"""What might be changed in an image."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from imaging.api.schema import problems
from imaging.edit_suggestions import edit_suggestions
from imaging.prompts.edits import EditSuggestion
from imaging.selectors import images_visible_to


class EditSuggestionSerializer(serializers.Serializer[EditSuggestion]):
    title = serializers.CharField()
    instruction = serializers.CharField(help_text="the prompt of an edit, as it stands")
    reason = serializers.CharField(help_text="what was measured of the image, or its post says")


class EditSuggestionsSerializer(serializers.Serializer[Any]):
    results = EditSuggestionSerializer(many=True)


class EditSuggestions(APIView):
    @extend_schema(
        operation_id="images_edit_suggestions",
        responses={200: EditSuggestionsSerializer, **problems(404)},
    )
    def get(self, request: Request, pk: UUID) -> Response:
        """Up to five edits that would help this image, from measures of it; at once and free."""
        images = images_visible_to(request.user).select_related("job")
        image = get_object_or_404(images, pk=pk)
        found = {"results": edit_suggestions(image)}
        return Response(EditSuggestionsSerializer(found).data)
