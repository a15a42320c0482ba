"""A person's word on what the copilot proposes."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from copilot.actions.deciding import action_confirm, action_decline
from copilot.models import Action
from copilot.presentation.brand import BRAND_USED
from copilot.showing import NotPossible
from copilot.views._http import EaselRequest, done, told
from copilot.views._limits import too_often
from imaging.services import BudgetExceeded


@require_POST
def confirm(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    action = _action(request, pk)
    conversation = action.message.conversation
    if refusal := too_often(request):
        return told(request, conversation, refusal, status=429)
    try:
        # A card without the switch says nothing of it.
        action_confirm(action, brand=request.POST.get("brand", BRAND_USED) == BRAND_USED)
    except NotPossible as error:
        return told(request, conversation, str(error))
    except BudgetExceeded as error:
        return told(request, conversation, f"{error} The count begins anew at midnight UTC.")
    return done(request, conversation)


@require_POST
def decline(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    action = _action(request, pk)
    action_decline(action)
    return done(request, action.message.conversation)


def _action(request: EaselRequest, pk: uuid.UUID) -> Action:
    actions = Action.objects.owned_by(request.user)
    return get_object_or_404(
        actions.select_related("message__conversation__owner", "image__owner"), pk=pk
    )
