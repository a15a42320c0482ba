"""A person's word on what the copilot proposes."""

from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from copilot.actions.deciding import action_confirm, action_decline
from copilot.api.serializers import ActionConfirmSerializer, CopilotActionSerializer
from copilot.models import Action
from copilot.showing import NotPossible
from imaging.api.problems import Conflict
from imaging.api.schema import problems
from imaging.api.throttling import JobThrottle


class ActionView(GenericAPIView[Action]):
    serializer_class = CopilotActionSerializer

    def get_queryset(self) -> QuerySet[Action]:
        actions = Action.objects.owned_by(self.request.user)
        return actions.select_related("message__conversation__owner", "image__owner")

    def as_it_stands(self, action: Action) -> Response:
        actions = Action.objects.prefetch_related("idea_jobs")
        return Response(self.get_serializer(actions.get(pk=action.pk)).data)


class ActionConfirm(ActionView):
    def get_throttles(self) -> list[BaseThrottle]:
        return [*super().get_throttles(), JobThrottle()]

    @extend_schema(
        operation_id="actions_confirm",
        request=ActionConfirmSerializer,
        responses={200: CopilotActionSerializer, **problems(400, 404, 409)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Do what was proposed, at the price that it shows. What was decided on before stays."""
        action = self.get_object()
        wanted = ActionConfirmSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        try:
            action_confirm(action, brand=wanted.validated_data["brand"])
        except NotPossible as error:
            raise Conflict(str(error), code="not_possible") from error
        return self.as_it_stands(action)


class ActionDecline(ActionView):
    @extend_schema(
        operation_id="actions_decline",
        request=None,
        responses={200: CopilotActionSerializer, **problems(404)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Drop what was proposed. What was decided on before stays."""
        action = self.get_object()
        action_decline(action)
        return self.as_it_stands(action)
