"""A person's messages and what they may do with a reply."""

import uuid
from contextlib import suppress

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from copilot import services, showing
from copilot.forms import MessageForm, OptionsForm
from copilot.models import Conversation, Message
from copilot.presentation.options import options_of
from copilot.views._http import EaselRequest, done, sent, told
from copilot.views._limits import too_often
from copilot.views.pages import page

DELETED = "This conversation was deleted. Send again to begin a new post with these words."


@require_POST
def send(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    """Say something: only a page that is new itself begins a conversation with it."""
    form = MessageForm(request.POST)
    exists = "exists" in request.POST
    if exists and not Conversation.objects.owned_by(request.user).filter(pk=pk).exists():
        return _gone(request, form)
    if not form.is_valid():
        return _refused(request, pk, form)
    if refusal := too_often(request):
        if request.htmx:
            return told(request, None, refusal, status=429)
        form.add_error("text", refusal)
        return _refused(request, pk, form, status=429)
    try:
        conversation = services.conversation_open(owner=request.user, pk=pk)
    except Conversation.DoesNotExist:
        raise Http404 from None
    try:
        services.message_send(
            conversation=conversation,
            text=form.cleaned_data["text"],
            key=form.cleaned_data["key"],
            brief=OptionsForm(request.POST).changes(),
        )
    except Conversation.DoesNotExist:
        return _gone(request, form)
    return sent(request, conversation)


@require_POST
def stop(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    reply = _reply(request, pk)
    services.reply_stop(reply)
    return done(request, reply.conversation)


@require_POST
def retry(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    reply = _reply(request, pk)
    if refusal := too_often(request):
        return told(request, reply.conversation, refusal, status=429)
    # After a second click it is under way already.
    with suppress(showing.NotPossible):
        services.reply_retry(reply)
    return done(request, reply.conversation)


@require_POST
def edit(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    """Say something else in place of a message, which stays on a branch of its own."""
    message = get_object_or_404(
        Message.objects.owned_by(request.user).select_related("conversation"),
        pk=pk,
        author=Message.Author.PERSON,
    )
    if refusal := too_often(request):
        return told(request, message.conversation, refusal, status=429)
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _edit_refused(request, message, form)
    try:
        services.message_send(
            conversation=message.conversation,
            text=form.cleaned_data["text"],
            key=form.cleaned_data["key"],
            in_place_of=message,
        )
    except showing.NotPossible as error:
        return told(request, message.conversation, str(error))
    return done(request, message.conversation)


@require_POST
def show(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    """Show a message, and what followed on it, in place of the one beside it."""
    message = get_object_or_404(
        Message.objects.owned_by(request.user).select_related("conversation"), pk=pk
    )
    # After a second click it is shown already.
    with suppress(showing.NotPossible):
        services.branch_show(message)
    return done(request, message.conversation)


def _edit_refused(request: EaselRequest, message: Message, form: MessageForm) -> HttpResponse:
    """The words as they were typed, with what is wrong."""
    error = str(form.errors["text"][0]) if "text" in form.errors else "Reload the page."
    if not request.htmx:
        return told(request, message.conversation, error)
    url = reverse("copilot:message-edit", args=[message.pk])
    card = {"pk": message.pk, "edit_url": url, "text": request.POST.get("text", "")}
    context = {"message": card | {"key": uuid.uuid4(), "error": error}}
    return render(request, "copilot/_edit_message.html", context, status=422)


def _reply(request: EaselRequest, pk: uuid.UUID) -> Message:
    replies = Message.objects.owned_by(request.user).select_related("conversation")
    return get_object_or_404(replies, pk=pk, author=Message.Author.COPILOT)


def _gone(request: EaselRequest, form: MessageForm) -> HttpResponse:
    """The words again, in the composer of a conversation that is yet to begin."""
    form.add_error("text", DELETED)
    return _refused(request, uuid.uuid4(), form, status=410)


def _refused(
    request: EaselRequest, pk: uuid.UUID, form: MessageForm, *, status: int = 422
) -> HttpResponse:
    """The composer again, with its errors and all that was typed."""
    conversation = Conversation.objects.owned_by(request.user).filter(pk=pk).first()
    send_url = reverse("copilot:message-send", args=[pk])
    options = options_of(
        conversation or Conversation(owner=request.user), OptionsForm(request.POST).changes()
    )
    shown = {"composer": form, "send_url": send_url, "options": options}
    if request.htmx:
        context = shown | {"conversation": conversation}
        return render(request, "copilot/_composer.html", context, status=status)
    if conversation is not None:
        shown = page(request, conversation, form) | shown
    return render(request, "copilot/conversation.html", shown, status=status)
