"""The post, edited by hand, and its versions."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import trigger_client_event

from copilot import drafts, selectors
from copilot.forms import PostForm, VersionForm
from copilot.models import Conversation, DraftVersion
from copilot.presentation.post import asked_for, changes_of, post_panel
from copilot.showing import NotPossible
from copilot.views._http import EaselRequest, done, told

MOVED = "The post has changed in the meantime. Look at it, then try again."


@require_POST
def edit(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    conversation = _conversation(request, pk)
    form = PostForm(request.POST)
    if not form.is_valid():
        return told(request, conversation, _first_error(form))
    version = drafts.draft_edit(
        conversation=conversation,
        text=form.cleaned_data["text"],
        base=form.cleaned_data["base"],
        burst=form.cleaned_data["burst"],
        beside=True,
    )
    response = _panel(request, conversation)
    # The page goes on typing in this version, whatever else the panel says by now.
    return trigger_client_event(response, "post-saved", {"version": str(version.pk)})


@require_POST
def move(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    """A step back, a step on, or the version that was chosen."""
    conversation = _conversation(request, pk)
    form = VersionForm(request.POST)
    if not form.is_valid():
        return told(request, conversation, MOVED)
    seen, chosen = form.cleaned_data["seen"], form.cleaned_data["version"]
    try:
        if chosen:
            versions = DraftVersion.objects.filter(draft__conversation=conversation)
            version = get_object_or_404(versions, pk=chosen)
            drafts.draft_choose(conversation=conversation, version=version, seen=seen)
        elif form.cleaned_data["step"] == "redo":
            drafts.draft_redo(conversation=conversation, seen=seen)
        else:
            drafts.draft_undo(conversation=conversation, seen=seen)
    except NotPossible as error:
        return told(request, conversation, str(error))
    except drafts.VersionMoved:
        return told(request, conversation, MOVED)
    return _panel(request, conversation)


@require_POST
def remove_image(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    conversation = _conversation(request, pk)
    drafts.draft_remove_image(conversation=conversation)
    return done(request, conversation)


@require_GET
def changes(request: EaselRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """What a version changed: a piece of the panel, or a page of its own."""
    versions = DraftVersion.objects.filter(
        draft=pk, draft__conversation__owner=request.user
    ).select_related("base", "draft__conversation", "message__parent")
    version = get_object_or_404(versions, number=number)
    found = changes_of(version)
    if found is None:
        raise Http404
    context = {
        "changes": found,
        "what": asked_for(version),
        "conversation": version.draft.conversation,
    }
    template = "copilot/_difference.html" if request.htmx else "copilot/draft_changes.html"
    return render(request, template, context)


def _conversation(request: EaselRequest, pk: uuid.UUID) -> Conversation:
    return get_object_or_404(Conversation.objects.owned_by(request.user), pk=pk)


def _panel(request: EaselRequest, conversation: Conversation) -> HttpResponse:
    """The panel as it stands by now; a browser without scripts loads the page at it."""
    if not request.htmx:
        return redirect(f"{conversation.get_absolute_url()}#post")
    thread = selectors.thread(selectors.conversation_of(request.user, conversation.pk))
    context = {"post": post_panel(thread), "conversation": thread.conversation}
    return render(request, "copilot/_post_panel.html", context)


def _first_error(form: PostForm) -> str:
    return next((str(error) for errors in form.errors.values() for error in errors), MOVED)
