"""Conversations: begin, list, rename, archive, delete."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from copilot import conversations
from copilot.api.serializers import ConversationFilterSerializer, ConversationSerializer
from copilot.models import Conversation
from copilot.search import matching
from imaging.api.pagination import NewestFirst
from imaging.api.schema import problems


class LatestFirst(NewestFirst):
    ordering = ("-updated_at", "-pk")


class ConversationView(GenericAPIView[Conversation]):
    """A person's own conversations; everybody else's do not exist."""

    serializer_class = ConversationSerializer
    pagination_class = LatestFirst
    lookup_field = "pk"

    def get_queryset(self) -> QuerySet[Conversation]:
        return Conversation.objects.owned_by(self.request.user)

    def answer(self, conversation: Conversation, **options: Any) -> Response:
        return Response(
            self.get_serializer(self.get_queryset().get(pk=conversation.pk)).data, **options
        )


class ConversationList(ConversationView):
    @extend_schema(
        operation_id="conversations_list",
        parameters=[ConversationFilterSerializer],
        responses={200: ConversationSerializer(many=True), **problems(400)},
    )
    def get(self, request: Request) -> Response:
        """Your conversations, those first in which something was said last."""
        asked = ConversationFilterSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = Conversation.objects.owned_by(request.user)
        if asked.validated_data["archived"] is not None:
            found = found.archived(asked.validated_data["archived"])
        page = self.paginate_queryset(matching(found, asked.validated_data["q"]))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(
        operation_id="conversations_create",
        request=ConversationSerializer,
        responses={201: ConversationSerializer, **problems(400, 413, 415)},
    )
    def post(self, request: Request) -> Response:
        """Begin a conversation, which is about one post."""
        asked = self.get_serializer(data=request.data)
        asked.is_valid(raise_exception=True)
        made = conversations.conversation_create(
            owner=request.user, title=asked.validated_data.get("title", "")
        )
        location = reverse("copilot-api:conversation", args=[made.pk], request=request)
        return self.answer(made, status=201, headers={"Location": location})


class ConversationDetail(ConversationView):
    @extend_schema(
        operation_id="conversations_read",
        responses={200: ConversationSerializer, **problems(404)},
    )
    def get(self, request: Request, pk: UUID) -> Response:
        """A conversation by itself; its messages have a list of their own."""
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(
        operation_id="conversations_update",
        request=ConversationSerializer,
        responses={200: ConversationSerializer, **problems(400, 404, 413, 415)},
    )
    def patch(self, request: Request, pk: UUID) -> Response:
        """Rename a conversation, put it into the archive or bring it back."""
        conversation = self.get_object()
        asked = self.get_serializer(data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        if title := asked.validated_data.get("title"):
            conversations.conversation_rename(conversation, title)
        if (archived := asked.validated_data.get("archived")) is not None:
            conversations.conversation_archive(conversation, archived=archived)
        return self.answer(conversation)

    @extend_schema(operation_id="conversations_delete", responses={204: None, **problems(404)})
    def delete(self, request: Request, pk: UUID) -> Response:
        """Delete a conversation and its post for good. Its images stay yours."""
        conversations.conversation_delete(self.get_object())
        return Response(status=204)
