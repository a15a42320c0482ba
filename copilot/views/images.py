"""Images in the chat: made from an idea, cancelled, tried again, chosen for the post."""

import uuid
from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from copilot import services, showing
from copilot.forms import RetryForm
from copilot.idea_forms import SelectorForm
from copilot.models import Conversation, Idea, IdeaJob
from copilot.presentation.ideas import idea_card
from copilot.presentation.money import money
from copilot.reference_forms import PicturesRefused
from copilot.views._http import EaselRequest, done, told
from copilot.views._limits import too_often
from copilot.views._pictures import pictures_for
from copilot.views.selector import own_idea, shown
from imaging.inputs import JobInput
from imaging.models import GeneratedImage
from imaging.options import model_options
from imaging.providers.types import Format, Quality
from imaging.references import with_references
from imaging.services import BudgetExceeded, KeyReused, NotRetryable, estimate_usd, job_cancel


@require_POST
def generate(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    """Make an image of the idea, as its form says or as it stands."""
    idea = own_idea(request, pk)
    conversation = idea.message.conversation
    if refusal := too_often(request):
        return told(request, conversation, refusal, status=429)
    sent = as_it_stands(idea) | request.POST.dict()
    sent["style"] = sent["style"] or idea.style
    form = SelectorForm(sent, options=model_options(request.user))
    if not form.is_valid():
        return _refused(request, idea, form.errors_by_field())
    job_input = form.job_input(showing.draft_text(conversation))
    key = form.cleaned_data["key"]
    try:
        services.idea_generate(
            idea=idea,
            owner=request.user,
            job_input=with_references(job_input, pictures_for(request, job_input)),
            key=f"idea-{key}" if key else "",
        )
    except PicturesRefused as error:
        return _refused(request, idea, {"references": str(error)})
    except BudgetExceeded as error:
        return _refused(request, idea, {"key": f"{error} The count begins anew at midnight UTC."})
    except KeyReused:
        sentence = "This was sent before with another prompt. Press Generate again."
        return _refused(request, idea, {"key": sentence})
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


def as_it_stands(idea: Idea) -> dict[str, str]:
    """What is sent for an idea that the person has changed nothing of."""
    return {
        "prompt": idea.prompt,
        "style": idea.style,
        "format": Format.LANDSCAPE,
        "quality": Quality.ONE_K,
        "count": "1",
    }


def _refused(request: EaselRequest, idea: Idea, errors: Mapping[str, str]) -> HttpResponse:
    """The form that was sent, with the reasons and all that was typed."""
    if "prompt" in request.POST:
        return shown(request, idea, errors)
    error = next(iter(errors.values()))
    if not request.htmx:
        return told(request, idea.message.conversation, error)
    price = money(estimate_usd(JobInput(prompt=idea.prompt), request.user))
    context = {"idea": idea_card(idea, price=price, error=error), "message": idea.message}
    return render(request, "copilot/_ideas.html#form", context, status=422)
