"""Decisions on images, for reviewers."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import PermissionDenied
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from imaging.api.schema import problems
from imaging.api.serializers.images import (
    DecisionInputSerializer,
    DecisionSerializer,
    ImageSerializer,
)
from imaging.models import GeneratedImage, ReviewDecision
from imaging.review import image_review, is_reviewer
from imaging.selectors import images_visible_to


class ImageReview(GenericAPIView[ReviewDecision]):
    serializer_class = DecisionSerializer

    def get_image(self, pk: UUID) -> GeneratedImage:
        """A stranger's image is not there; one's own is, but it takes a reviewer to decide."""
        image = get_object_or_404(images_visible_to(self.request.user), pk=pk)
        if not is_reviewer(self.request.user):
            raise PermissionDenied("Only reviewers decide on images.", code="reviewers_only")
        return image

    @extend_schema(
        operation_id="images_review_history",
        responses={200: DecisionSerializer(many=True), **problems(403, 404)},
    )
    def get(self, request: Request, pk: UUID) -> Response:
        """Who decided what, when and why; newest first."""
        decisions = self.get_image(pk).decisions.select_related("reviewer")
        page = self.paginate_queryset(decisions)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(
        operation_id="images_review",
        request=DecisionInputSerializer,
        responses={200: ImageSerializer, **problems(400, 403, 404, 409, 413, 415)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Approve, reject or reopen. A rejection needs a category or a reason.

        With `seen`, 409 `already_decided` where another reviewer has decided since.
        """
        image = self.get_image(pk)
        decision = DecisionInputSerializer(data=request.data)
        decision.is_valid(raise_exception=True)
        reviewed = image_review(image=image, reviewer=request.user, **decision.validated_data)
        return Response(ImageSerializer(reviewed, context=self.get_serializer_context()).data)
