"""What a person does about a prompt that was blocked: send another one, or have it reworded."""

import uuid

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from copilot import services
from copilot.forms import PromptForm
from copilot.models import IdeaJob
from copilot.views._http import EaselRequest, done, told
from copilot.views._limits import too_often
from copilot.views.images import idea_job_of
from imaging.keys import keys_for
from imaging.rewording import writer_for
from imaging.services import BudgetExceeded, KeyReused, NotRetryable, job_reword


@require_POST
def reprompt(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    """Make the picture with the prompt that the person has read, and perhaps changed."""
    idea_job = idea_job_of(request, pk)
    conversation = idea_job.message.conversation
    if refusal := too_often(request):
        return told(request, conversation, refusal, status=429)
    form = PromptForm(request.POST)
    if not form.is_valid():
        return told(request, conversation, form.first_error(), status=422)
    key = form.cleaned_data["key"]
    try:
        services.idea_job_reprompt(
            idea_job,
            prompt=form.cleaned_data["prompt"],
            key=f"offer-{key}" if key else "",
        )
    except (BudgetExceeded, NotRetryable) as error:
        return told(request, conversation, str(error) or "Nothing to try again.")
    except KeyReused:
        return told(request, conversation, "This was sent before with another prompt.")
    return done(request, conversation)


@require_POST
def reword(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    """Have a text model write another prompt, for the person to read."""
    idea_job: IdeaJob = idea_job_of(request, pk)
    conversation = idea_job.message.conversation
    if refusal := too_often(request):
        return told(request, conversation, refusal, status=429)
    if not writer_for(keys_for(request.user)):
        return told(request, conversation, "No text model is set up that could reword it.")
    try:
        job_reword(idea_job.job)
    except NotRetryable:
        return told(request, conversation, "There is nothing to reword.")
    return done(request, conversation)
