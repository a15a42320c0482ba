"""One-click changes of the draft, what is to be checked in it, and what the copilot knew."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_POST

from copilot import briefings, drafting, services
from copilot.assistants.edits import EDITS
from copilot.forms import EditForm
from copilot.models import Briefing, Conversation, DraftCheck
from copilot.presentation.briefings import briefing_card
from copilot.views._http import EaselRequest, done, sent, told
from copilot.views._limits import too_often


@require_POST
def revise(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    conversation = get_object_or_404(Conversation.objects.owned_by(request.user), pk=pk)
    form = EditForm(request.POST)
    if not form.is_valid():
        return told(request, conversation, "That change is not offered any more. Reload the page.")
    if refusal := too_often(request):
        return told(request, conversation, refusal, status=429)
    edit = form.cleaned_data["edit"]
    services.message_send(
        conversation=conversation,
        text=EDITS[edit].label,
        key=form.cleaned_data["key"],
        edit=edit,
    )
    return sent(request, conversation)


@require_POST
def confirm(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    checks = DraftCheck.objects.owned_by(request.user)
    check = get_object_or_404(checks.select_related("version__draft__conversation"), pk=pk)
    drafting.check_confirm(check)
    return done(request, check.version.draft.conversation)


@require_GET
def knew(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    """What went into a reply: within its message, or as a page of its own."""
    try:
        briefing = briefings.briefing_of(request.user, pk)
    except Briefing.DoesNotExist:
        raise Http404 from None
    card = briefing_card(briefing, briefings.turns_of(briefing), briefings.calls_of(briefing))
    context = {"briefing": card}
    template = "copilot/_briefing.html" if request.htmx else "copilot/briefing.html"
    return render(request, template, context)
