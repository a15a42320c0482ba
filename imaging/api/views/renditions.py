"""What LinkedIn's formats keep of an image, and the crop by hand."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from imaging.api.schema import problems
from imaging.api.serializers.renditions import (
    CropSerializer,
    OutlookSerializer,
    RenditionsSerializer,
)
from imaging.crops import crop_forget, crop_set
from imaging.models import GeneratedImage
from imaging.outlooks import outlook
from imaging.pictures.crop import Focus
from imaging.providers.types import Format
from imaging.selectors import images_visible_to


class Renditions(APIView):
    @extend_schema(
        operation_id="images_renditions", responses={200: RenditionsSerializer, **problems(404)}
    )
    def get(self, request: Request, pk: UUID) -> Response:
        """LinkedIn's three formats: what each keeps of the image, and what to know before use."""
        image = get_object_or_404(images_visible_to(request.user), pk=pk)
        found = {"results": [outlook(image, format) for format in Format]}
        context = {"request": request, "image": image.pk}
        return Response(RenditionsSerializer(found, context=context).data)


class Crops(APIView):
    @extend_schema(
        operation_id="images_crop_read", responses={200: OutlookSerializer, **problems(404)}
    )
    def get(self, request: Request, pk: UUID, rendition: str) -> Response:
        """What the format keeps of the image."""
        image = get_object_or_404(images_visible_to(request.user), pk=pk)
        return self._outlook(request, image, _format(rendition))

    @extend_schema(
        operation_id="images_crop_set",
        request=CropSerializer,
        responses={200: OutlookSerializer, **problems(400, 404, 413, 415)},
    )
    def put(self, request: Request, pk: UUID, rendition: str) -> Response:
        """Choose what the format keeps; remembered for every later use."""
        image, wanted = self._own(request, pk), _format(rendition)
        crop = CropSerializer(data=request.data)
        crop.is_valid(raise_exception=True)
        crop_set(image, wanted, Focus(**crop.validated_data))
        return self._outlook(request, image, wanted)

    @extend_schema(operation_id="images_crop_forget", responses={204: None, **problems(404)})
    def delete(self, request: Request, pk: UUID, rendition: str) -> Response:
        """Have Easel look for the subject again."""
        crop_forget(self._own(request, pk), _format(rendition))
        return Response(status=204)

    def _own(self, request: Request, pk: UUID) -> GeneratedImage:
        return get_object_or_404(GeneratedImage.objects.owned_by(request.user).with_files(), pk=pk)

    def _outlook(self, request: Request, image: GeneratedImage, format: Format) -> Response:
        context = {"request": request, "image": image.pk}
        return Response(OutlookSerializer(outlook(image, format), context=context).data)


def _format(name: str) -> Format:
    if name not in set(Format):
        raise Http404
    return Format(name)
