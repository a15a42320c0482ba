"""Carousels: make, look, change, fetch the PDF."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from imaging.api.negotiation import TakeItAsItIs
from imaging.api.schema import problems
from imaging.api.serializers.carousels import CarouselSerializer
from imaging.api.stored import stored_response
from imaging.carousel_files import pdf_wait
from imaging.carousels import (
    EXTENSION,
    MIME_TYPE,
    carousel_change,
    carousel_create,
    slides_of,
)
from imaging.models import Carousel

RETRY_AFTER_S = 2


class CarouselList(GenericAPIView[Carousel]):
    serializer_class = CarouselSerializer

    def get_queryset(self) -> QuerySet[Carousel]:
        return Carousel.objects.owned_by(self.request.user)

    @extend_schema(
        operation_id="carousels_list",
        responses={200: CarouselSerializer(many=True), **problems()},
    )
    def get(self, request: Request) -> Response:
        """Your carousels, newest first."""
        page = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(
        operation_id="carousels_create",
        responses={201: CarouselSerializer, **problems(400, 413, 415)},
    )
    def post(self, request: Request) -> Response:
        """Slides in an order, each one of your images or words; all get one size."""
        asked = self.get_serializer(data=request.data)
        asked.is_valid(raise_exception=True)
        carousel = carousel_create(owner=request.user, **asked.validated_data)
        location = reverse("imaging:carousel", args=[carousel.pk], request=request)
        return Response(self.get_serializer(carousel).data, 201, headers={"Location": location})


class CarouselDetail(GenericAPIView[Carousel]):
    serializer_class = CarouselSerializer
    lookup_field = "pk"

    def get_queryset(self) -> QuerySet[Carousel]:
        return Carousel.objects.owned_by(self.request.user)

    @extend_schema(
        operation_id="carousels_read", responses={200: CarouselSerializer, **problems(404)}
    )
    def get(self, request: Request, pk: UUID) -> Response:
        """A carousel and its slides."""
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(
        operation_id="carousels_change",
        responses={200: CarouselSerializer, **problems(400, 404, 409, 413, 415)},
    )
    def patch(self, request: Request, pk: UUID) -> Response:
        """Change the slides, which includes their order, the format or the title."""
        carousel = self.get_object()
        asked = self.get_serializer(data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        wanted: dict[str, Any] = {"slides": slides_of(carousel)} | asked.validated_data
        carousel_change(carousel, **wanted)
        return Response(self.get_serializer(carousel).data)

    @extend_schema(operation_id="carousels_delete", responses={204: None, **problems(404)})
    def delete(self, request: Request, pk: UUID) -> Response:
        """Delete the carousel; the images of its slides stay."""
        self.get_object().delete()
        return Response(status=204)


class CarouselContent(APIView):
    content_negotiation_class = TakeItAsItIs

    @extend_schema(
        operation_id="carousels_content",
        responses={
            (200, MIME_TYPE): OpenApiTypes.BINARY,
            (202, "application/json"): CarouselSerializer,
            304: None,
            **problems(403, 404, 409, 503),
        },
    )
    def get(self, request: Request, pk: UUID) -> HttpResponseBase:
        """The PDF, made where a slide has changed: as many pages as slides, all of one size.

        A worker makes it. Where that takes more than seconds the answer is 202 with the carousel,
        whose `pdf` tells how far it is; ask again after Retry-After.
        """
        own = Carousel.objects.owned_by(request.user).select_related("file")
        carousel = get_object_or_404(own, pk=pk)
        file = pdf_wait(carousel)
        if file is None:
            shown = CarouselSerializer(carousel, context={"request": request}).data
            return Response(shown, 202, headers={"Retry-After": str(RETRY_AFTER_S)})
        return stored_response(
            request,
            file,
            content_type=MIME_TYPE,
            filename=f"easel-carousel-{str(carousel.pk)[:8]}.{EXTENSION}",
            download=True,
        )
