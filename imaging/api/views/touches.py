"""Finishing touches: a logo or a line of words on an image, as a version of its own."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from imaging.api.schema import problems
from imaging.api.serializers.images import ImageSerializer
from imaging.api.serializers.touches import TouchInputSerializer
from imaging.api.throttling import JobThrottle
from imaging.models import GeneratedImage
from imaging.touches import CannotTouch, image_touch


class Touches(APIView):
    def get_throttles(self) -> list[BaseThrottle]:
        return [*super().get_throttles(), JobThrottle()]

    @extend_schema(
        operation_id="images_touch",
        request=TouchInputSerializer,
        responses={201: ImageSerializer, **problems(400, 404, 413, 415, 503)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Put your logo or a line of words on a copy of your image: a new version, drawn at once.

        Free, and never by a model. Its contrast is measured against the pixels under it.
        """
        own = GeneratedImage.objects.owned_by(request.user).kept().with_files()
        image = get_object_or_404(own, pk=pk)
        asked = TouchInputSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        try:
            version = image_touch(image, asked.touch_input())
        except CannotTouch as error:
            raise ValidationError({error.field: [str(error)]}) from error
        location = reverse("imaging:image", args=[version.pk], request=request)
        body = ImageSerializer(version, context={"request": request}).data
        return Response(body, 201, headers={"Location": location})
