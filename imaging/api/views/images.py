"""Images: list, bring along, look, describe, throw away and take back."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from imaging.api.schema import problems
from imaging.api.serializers.images import (
    ImageFilterSerializer,
    ImageSerializer,
    UploadSerializer,
)
from imaging.library import says
from imaging.models import GeneratedImage
from imaging.pictures.verify import PictureError
from imaging.selectors import images_visible_to
from imaging.trash import image_restore, image_trash
from imaging.uploads import image_upload


class ImageList(GenericAPIView[GeneratedImage]):
    serializer_class = ImageSerializer
    parser_classes = (MultiPartParser,)

    def get_queryset(self) -> QuerySet[GeneratedImage]:
        return images_visible_to(self.request.user)

    @extend_schema(
        operation_id="images_list",
        parameters=[ImageFilterSerializer],
        responses={200: ImageSerializer(many=True), **problems(400)},
    )
    def get(self, request: Request) -> Response:
        """Your images, newest first; everybody's for a reviewer. Of the trash, your own alone."""
        given = {name: value for name, value in request.query_params.items() if value}
        wanted = ImageFilterSerializer(data=given)
        wanted.is_valid(raise_exception=True)
        conditions = dict(wanted.validated_data)
        images = _trash_of(request.user) if conditions.pop("trash") else self.get_queryset()
        page = self.paginate_queryset(images.filter(_condition(**conditions)))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(
        operation_id="images_upload",
        request={"multipart/form-data": UploadSerializer},
        responses={201: ImageSerializer, **problems(400, 413, 415, 503)},
    )
    def post(self, request: Request) -> Response:
        """Bring a picture of your own along; it is kept byte for byte."""
        upload = UploadSerializer(data=request.data)
        upload.is_valid(raise_exception=True)
        try:
            file = upload.validated_data["file"]
            image = image_upload(request.user, file.read(), file.name)
        except PictureError as error:
            raise ValidationError({"file": [str(error)]}) from error
        location = reverse("imaging:image", args=[image.pk], request=request)
        return Response(self.get_serializer(image).data, 201, headers={"Location": location})


def _condition(q: str = "", review: str = "", **equal: Any) -> Q:
    condition = Q(**equal)
    if q:
        condition &= says(q)
    if review:
        condition &= Q(review_status=review)
    return condition


def _trash_of(user: Any) -> QuerySet[GeneratedImage]:
    return GeneratedImage.objects.owned_by(user).with_files().filter(trashed_at__isnull=False)


class ImageDetail(GenericAPIView[GeneratedImage]):
    serializer_class = ImageSerializer
    lookup_field = "pk"

    def get_queryset(self) -> QuerySet[GeneratedImage]:
        """A reviewer sees everybody's images; what is said of them is their owner's."""
        images = images_visible_to(self.request.user)
        if self.request.method in SAFE_METHODS:
            return images
        return images.filter(owner_id=self.request.user.pk)

    @extend_schema(operation_id="images_read", responses={200: ImageSerializer, **problems(404)})
    def get(self, request: Request, pk: UUID) -> Response:
        """An image and its review."""
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(
        operation_id="images_describe",
        responses={200: ImageSerializer, **problems(400, 404, 413, 415)},
    )
    def patch(self, request: Request, pk: UUID) -> Response:
        """Change the alternative text."""
        changed = self.get_serializer(self.get_object(), data=request.data, partial=True)
        changed.is_valid(raise_exception=True)
        changed.save()
        return Response(changed.data)

    @extend_schema(operation_id="images_delete", responses={204: None, **problems(404)})
    def delete(self, request: Request, pk: UUID) -> Response:
        """Put the image into the trash, from which it can be restored for thirty days."""
        image_trash(self.get_object())
        return Response(status=204)


class ImageRestore(GenericAPIView[GeneratedImage]):
    serializer_class = ImageSerializer

    @extend_schema(
        operation_id="images_restore",
        request=None,
        responses={200: ImageSerializer, **problems(404)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Take the image out of the trash."""
        own = GeneratedImage.objects.owned_by(request.user).with_files()
        image = get_object_or_404(own, pk=pk)
        image_restore(image)
        image.refresh_from_db(fields=["trashed_at"])
        return Response(self.get_serializer(image).data)
