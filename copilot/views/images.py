"""Images in the chat: made from an idea, cancelled, tried again, chosen for the post."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from copilot import services, showing
from copilot.forms import IdeaForm, RetryForm
from copilot.models import Conversation, Idea, IdeaJob
from copilot.presentation.messages import idea_card
from copilot.presentation.money import money
from copilot.views._http import EaselRequest, done, told
from copilot.views._limits import too_often
from imaging.inputs import JobInput
from imaging.models import GeneratedImage
from imaging.providers.types import Format
from imaging.services import BudgetExceeded, KeyReused, NotRetryable, estimate_usd, job_cancel


@require_POST
def generate(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    ideas = Idea.objects.filter(message__conversation__owner=request.user)
    idea = get_object_or_404(ideas.select_related("message__conversation"), pk=pk)
    conversation = idea.message.conversation
    if refusal := too_often(request):
        return told(request, conversation, refusal, status=429)
    form = IdeaForm({"format": Format.LANDSCAPE, "style": idea.style} | request.POST.dict())
    if not form.is_valid():
        return _refused(request, idea, form.first_error())
    job_input = JobInput(
        prompt=form.cleaned_data["prompt"],
        content=showing.draft_text(conversation),
        format=Format(form.cleaned_data["format"]),
        style=form.cleaned_data["style"],
    )
    key = form.cleaned_data["key"]
    try:
        services.idea_generate(
            idea=idea,
            owner=request.user,
            job_input=job_input,
            key=f"idea-{key}" if key else "",
        )
    except BudgetExceeded as error:
        return _refused(request, idea, f"{error} The count begins anew at midnight UTC.")
    except KeyReused:
        return _refused(
            request, idea, "This was sent before with another prompt. Press Generate again."
        )
    return done(request, conversation)


@require_POST
def cancel(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    idea_job = idea_job_of(request, pk)
    job_cancel(idea_job.job)
    return done(request, idea_job.message.conversation)


@require_POST
def retry(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    idea_job = idea_job_of(request, pk)
    if refusal := too_often(request):
        return told(request, idea_job.message.conversation, refusal, status=429)
    form = RetryForm(request.POST)
    if not form.is_valid():
        return told(request, idea_job.message.conversation, "That provider is not in use any more.")
    try:
        services.idea_job_retry(idea_job, start_at=form.cleaned_data["start_at"])
    except (BudgetExceeded, NotRetryable) as error:
        return told(request, idea_job.message.conversation, str(error) or "Nothing to try again.")
    except KeyReused:
        return told(request, idea_job.message.conversation, "This was tried again otherwise.")
    return done(request, idea_job.message.conversation)


@require_POST
def use_in_post(request: EaselRequest, pk: uuid.UUID, image: uuid.UUID) -> HttpResponse:
    conversation = get_object_or_404(Conversation.objects.owned_by(request.user), pk=pk)
    chosen = get_object_or_404(GeneratedImage.objects.owned_by(request.user).kept(), pk=image)
    try:
        showing.draft_use_image(conversation=conversation, image=chosen)
    except showing.NotPossible as error:
        return told(request, conversation, str(error))
    return done(request, conversation)


def idea_job_of(request: EaselRequest, pk: uuid.UUID) -> IdeaJob:
    """A job of the person's own with where it is shown; else 404."""
    idea_jobs = IdeaJob.objects.filter(message__conversation__owner=request.user)
    return get_object_or_404(
        idea_jobs.select_related("message__conversation", "job", "idea"), job=pk
    )


def _refused(request: EaselRequest, idea: Idea, error: str) -> HttpResponse:
    """The idea's form again, with the reason and all that was typed."""
    if not request.htmx:
        return told(request, idea.message.conversation, error)
    entered = {
        name: request.POST[name] for name in ("prompt", "style", "format") if name in request.POST
    }
    price = money(estimate_usd(JobInput(prompt=idea.prompt), request.user))
    context = {
        "idea": idea_card(idea, price=price, error=error, **entered),
        "message": idea.message,
    }
    return render(request, "copilot/_ideas.html#form", context, status=422)
