"""What might be changed in an image."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from imaging.api.schema import problems
from imaging.api.serializers.edit_suggestions import EditSuggestionsSerializer, LookSerializer
from imaging.api.throttling import JobThrottle
from imaging.looking import seen_in
from imaging.models import GeneratedImage
from imaging.selectors import images_visible_to
from imaging.services import image_look


class EditSuggestions(APIView):
    @extend_schema(
        operation_id="images_edit_suggestions",
        responses={200: EditSuggestionsSerializer, **problems(404)},
    )
    def get(self, request: Request, pk: UUID) -> Response:
        """Edits that would help this image: up to five from measures of it, at once and free.

        With those that Gemini has seen in it, where its owner has let it look.
        """
        images = images_visible_to(request.user).select_related("job")
        image = get_object_or_404(images, pk=pk)
        return Response(EditSuggestionsSerializer.of(image))


class Looks(APIView):
    def get_throttles(self) -> list[BaseThrottle]:
        return [*super().get_throttles(), JobThrottle()]

    @extend_schema(
        operation_id="images_look",
        request=None,
        responses={202: LookSerializer, **problems(404, 409)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Let Gemini look at your image: edits it suggests, and an alternative text.

        One text call with your key or the site's, once an image: asked for again it changes
        nothing, unless it had failed. The edit suggestions hold what comes of it.
        """
        own = GeneratedImage.objects.owned_by(request.user).kept().select_related("owner")
        image = get_object_or_404(own, pk=pk)
        image_look(image)
        look = seen_in(image)
        found_at = reverse("imaging:edit-suggestions", args=[image.pk], request=request)
        body = LookSerializer.of(look) if look else None
        return Response(body, 202, headers={"Location": found_at})
