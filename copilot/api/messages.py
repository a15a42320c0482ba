"""Messages: read what was said, say something, wait for the reply."""

from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from copilot import services
from copilot.api.serializers import (
    MessageFilterSerializer,
    MessageInputSerializer,
    MessageSerializer,
    SentSerializer,
    sent,
)
from copilot.models import Conversation, Idea, Message
from imaging.api.pagination import NewestFirst
from imaging.api.schema import IDEMPOTENCY_KEY, problems
from imaging.api.throttling import JobThrottle
from imaging.api.views.jobs import idempotency_key
from imaging.services import KeyReused


class AsSaid(NewestFirst):
    """In the order they were said, or from the last one back."""

    def get_ordering(
        self, request: Request, queryset: QuerySet[Any], view: APIView
    ) -> tuple[str, ...]:
        asked = MessageFilterSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        return ("-born",) if asked.validated_data["order"] == "newest" else ("born",)


class MessageView(GenericAPIView[Message]):
    """What was said in a person's own conversations."""

    serializer_class = MessageSerializer
    pagination_class = AsSaid
    lookup_field = "pk"

    def get_queryset(self) -> QuerySet[Message]:
        messages = Message.objects.owned_by(self.request.user)
        return messages.select_related("draft_version").prefetch_related(
            Prefetch("ideas", Idea.objects.shown()), "actions__idea_jobs"
        )


class MessageList(MessageView):
    def get_throttles(self) -> list[BaseThrottle]:
        says = self.request.method == "POST"
        return [*super().get_throttles(), *([JobThrottle()] if says else [])]

    @extend_schema(
        operation_id="messages_list",
        parameters=[MessageFilterSerializer],
        responses={200: MessageSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, pk: UUID) -> Response:
        """What was said, oldest first, on the branch that the page shows."""
        conversation = self.get_conversation(pk)
        page = self.paginate_queryset(
            self.get_queryset().filter(conversation=conversation, shown=True)
        )
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(
        operation_id="messages_create",
        parameters=[IDEMPOTENCY_KEY],
        request=MessageInputSerializer,
        responses={202: SentSerializer, **problems(400, 404, 409, 413, 415)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Say something. The reply is written apart from this request; ask for it by its id."""
        conversation = self.get_conversation(pk)
        asked = MessageInputSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        text = asked.validated_data["text"].replace("\r\n", "\n")
        key = idempotency_key(request)
        reply = services.message_send(
            conversation=conversation, text=text, key=uuid5(NAMESPACE_URL, key) if key else None
        )
        if reply.parent and reply.parent.text != text:
            raise KeyReused
        location = reverse("copilot-api:message", args=[reply.pk], request=request)
        return Response(SentSerializer(sent(reply)).data, 202, headers={"Location": location})

    def get_conversation(self, pk: UUID) -> Conversation:
        return get_object_or_404(Conversation.objects.owned_by(self.request.user), pk=pk)


class MessageDetail(MessageView):
    @extend_schema(
        operation_id="messages_read", responses={200: MessageSerializer, **problems(404)}
    )
    def get(self, request: Request, pk: UUID) -> Response:
        """A message as it stands: a reply grows until it is complete, failed, stopped or
        interrupted."""
        return Response(self.get_serializer(self.get_object()).data)
