"""The post of a conversation: read it, edit it, go back and forth, choose its image."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.serializers import Serializer

from copilot import drafts
from copilot.api.draft_serializers import (
    ChoiceSerializer,
    DraftSerializer,
    EditSerializer,
    PostImageSerializer,
    StepSerializer,
    VersionDetailSerializer,
    VersionSerializer,
)
from copilot.models import Conversation, Draft, DraftVersion
from copilot.showing import NotPossible, draft_use_image
from imaging.api.pagination import NewestFirst
from imaging.api.problems import Conflict
from imaging.api.schema import problems
from imaging.models import GeneratedImage


@contextmanager
def _conflicts() -> Iterator[None]:
    """What the services refuse, as 409."""
    try:
        yield
    except drafts.VersionMoved as error:
        raise Conflict(str(error), code="version_moved") from error
    except NotPossible as error:
        raise Conflict(str(error), code="not_possible") from error


class DraftView(GenericAPIView[Draft]):
    """The post of a person's own conversation; 404 before there is one."""

    serializer_class = DraftSerializer

    def conversation(self) -> Conversation:
        own = Conversation.objects.owned_by(self.request.user)
        return get_object_or_404(own, pk=self.kwargs["pk"])

    def post_of(self, conversation: Conversation) -> Response:
        found = Draft.objects.filter(conversation=conversation, current__isnull=False)
        draft = found.select_related(
            "conversation", "image__original", "current__base", "current__message__parent"
        ).first()
        if draft is None:
            raise Http404
        return Response(DraftSerializer(draft, context=self.get_serializer_context()).data)

    def asked(self, shape: type[Serializer[Any]]) -> dict[str, Any]:
        given = shape(data=self.request.data)
        given.is_valid(raise_exception=True)
        return dict(given.validated_data)


class DraftDetail(DraftView):
    @extend_schema(operation_id="draft_read", responses={200: DraftSerializer, **problems(404)})
    def get(self, request: Request, pk: UUID) -> Response:
        """The post as it stands: its text, version, image and counts."""
        return self.post_of(self.conversation())


class DraftUndo(DraftView):
    @extend_schema(
        operation_id="draft_undo",
        request=StepSerializer,
        responses={200: DraftSerializer, **problems(400, 404, 409, 413, 415)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Go back to the version that the one in the post was made from."""
        conversation = self.conversation()
        with _conflicts():
            drafts.draft_undo(conversation=conversation, **self.asked(StepSerializer))
        return self.post_of(conversation)


class DraftRedo(DraftView):
    @extend_schema(
        operation_id="draft_redo",
        request=StepSerializer,
        responses={200: DraftSerializer, **problems(400, 404, 409, 413, 415)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Go on to the latest version made from the one in the post."""
        conversation = self.conversation()
        with _conflicts():
            drafts.draft_redo(conversation=conversation, **self.asked(StepSerializer))
        return self.post_of(conversation)


class DraftChoose(DraftView):
    @extend_schema(
        operation_id="draft_choose",
        request=ChoiceSerializer,
        responses={200: DraftSerializer, **problems(400, 404, 409, 413, 415)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Put any version into the post."""
        conversation = self.conversation()
        asked = self.asked(ChoiceSerializer)
        versions = DraftVersion.objects.filter(draft__conversation=conversation)
        version = get_object_or_404(versions, pk=asked["version"])
        with _conflicts():
            drafts.draft_choose(conversation=conversation, version=version, seen=asked["seen"])
        return self.post_of(conversation)


class DraftImage(DraftView):
    @extend_schema(
        operation_id="draft_image",
        request=PostImageSerializer,
        responses={200: DraftSerializer, **problems(400, 404, 409, 413, 415)},
    )
    def put(self, request: Request, pk: UUID) -> Response:
        """Choose one of your images for the post, or take it out. The text stays as it is."""
        conversation = self.conversation()
        chosen = self.asked(PostImageSerializer)["image"]
        if chosen is None:
            drafts.draft_remove_image(conversation=conversation)
        else:
            own = GeneratedImage.objects.owned_by(request.user).kept()
            with _conflicts():
                draft_use_image(conversation=conversation, image=get_object_or_404(own, pk=chosen))
        return self.post_of(conversation)


class LatestVersionFirst(NewestFirst):
    ordering = ("-number", "-pk")


class VersionView(DraftView):
    pagination_class = LatestVersionFirst

    def get_queryset(self) -> QuerySet[Any]:
        versions = DraftVersion.objects.filter(draft__conversation=self.conversation())
        return versions.ended().select_related("message__parent", "base")


class VersionList(VersionView):
    @extend_schema(
        operation_id="draft_versions_list",
        responses={200: VersionSerializer(many=True), **problems(404)},
    )
    def get(self, request: Request, pk: UUID) -> Response:
        """Every version of the post, the latest first; none is ever lost."""
        page = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(VersionSerializer(page, many=True).data)

    @extend_schema(
        operation_id="draft_versions_create",
        request=EditSerializer,
        responses={201: VersionDetailSerializer, **problems(400, 404, 409, 413, 415)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Put your own text into the post. 409 where another version stands there than `base`.

        Text that the post has already makes no version: the answer is the one that has it.
        """
        conversation = self.conversation()
        with _conflicts():
            made = drafts.draft_edit(conversation=conversation, **self.asked(EditSerializer))
        location = reverse("copilot-api:draft-version", args=[pk, made.number], request=request)
        version = self.get_queryset().get(pk=made.pk)
        return Response(
            VersionDetailSerializer(version).data, status=201, headers={"Location": location}
        )


class VersionDetail(VersionView):
    @extend_schema(
        operation_id="draft_versions_read",
        responses={200: VersionDetailSerializer, **problems(404)},
    )
    def get(self, request: Request, pk: UUID, number: int) -> Response:
        """A version, with its difference to the one it was made from, word by word."""
        version = get_object_or_404(self.get_queryset(), number=number)
        return Response(VersionDetailSerializer(version).data)
