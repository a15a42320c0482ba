"""The ideas of a message together: several made images at once, and others found."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from copilot import services, showing
from copilot.idea_forms import ChosenForm, HintForm, IdeaSetForm
from copilot.models import Message
from copilot.views._http import EaselRequest, done, told
from copilot.views._limits import too_often
from imaging.inputs import JobInput
from imaging.services import BudgetExceeded, KeyReused


@require_POST
def generate(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    """Make an image of each idea that was chosen, as it stands: all of them, or none."""
    message = own_reply(request, pk)
    conversation = message.conversation
    form = ChosenForm(request.POST, ideas=message.ideas.all())
    if not form.is_valid():
        return told(request, conversation, form.first_error(), status=400)
    ideas = list(form.cleaned_data["ideas"])
    # Each is a job, and counts as one.
    for _ in ideas:
        if refusal := too_often(request):
            return told(request, conversation, refusal, status=429)
    content = showing.draft_text(conversation)
    asked = [(each, JobInput(each.prompt, content, style=each.style)) for each in ideas]
    key = form.cleaned_data["key"]
    try:
        services.ideas_generate(asked=asked, owner=request.user, key=f"chosen-{key}" if key else "")
    except BudgetExceeded as error:
        return told(request, conversation, f"{error} The count begins anew at midnight UTC.")
    except KeyReused:
        return told(request, conversation, "This was sent before. Choose again.")
    return done(request, conversation)


@require_POST
def again(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    """Have other ideas found, by what the person says of them."""
    message = own_reply(request, pk)
    if refusal := too_often(request):
        return told(request, message.conversation, refusal, status=429)
    form = HintForm(request.POST)
    if not form.is_valid():
        return told(request, message.conversation, form.first_error(), status=400)
    try:
        services.ideas_reimagine(message, hint=form.cleaned_data["hint"])
    except showing.NotPossible as error:
        return told(request, message.conversation, str(error))
    return done(request, message.conversation)


@require_POST
def show(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    """Show the ideas of before or after others were asked for."""
    message = own_reply(request, pk)
    form = IdeaSetForm(request.POST)
    try:
        services.ideas_show(message, place=form.cleaned_data["place"] if form.is_valid() else -1)
    except showing.NotPossible as error:
        return told(request, message.conversation, str(error))
    return done(request, message.conversation)


def own_reply(request: EaselRequest, pk: uuid.UUID) -> Message:
    """A message of the person's own; else 404."""
    messages = Message.objects.filter(conversation__owner=request.user)
    found = messages.select_related("conversation", "draft_version")
    return get_object_or_404(found, pk=pk)
