"""All of a person's conversations, and what may be done with each."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from copilot import conversations, selectors
from copilot.forms import RenameForm
from copilot.models import Conversation
from copilot.presentation.usage import usage_line
from copilot.search import search
from copilot.views._http import EaselRequest


@require_GET
def listing(request: EaselRequest) -> HttpResponse:
    """What a search finds, else all there is, or the archive."""
    query = request.GET.get("q", "")
    archived = "archived" in request.GET
    found = search(request.user, query)
    if request.htmx:
        context = {"query": query.strip(), "hits": found}
        response = render(request, "copilot/_results.html", context)
    else:
        listed = selectors.conversations_listed(request.user, archived=archived)
        context = _rail(request) | {
            "query": query.strip(),
            "hits": found,
            "archived": archived,
            "listed": listed,
        }
        response = render(request, "copilot/posts.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_GET
def manage(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    """What may be done with a conversation: in a dialog, or on a page of its own."""
    return _manage(request, _conversation(request, pk))


@require_POST
def rename(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    conversation = _conversation(request, pk)
    form = RenameForm(request.POST)
    if not form.is_valid():
        return _manage(request, conversation, form)
    conversations.conversation_rename(conversation, form.cleaned_data["title"])
    return _back(request, conversation)


@require_POST
def archive(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    """Put it away, or bring it back where the button says so."""
    conversation = _conversation(request, pk)
    archived = "restore" not in request.POST
    conversations.conversation_archive(conversation, archived=archived)
    if archived:
        messages.success(request, "Archived. It is under All posts, and search finds it.")
    return _back(request, conversation)


@require_POST
def delete(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    conversation = _conversation(request, pk)
    address = conversation.get_absolute_url()
    conversations.conversation_delete(conversation)
    messages.success(request, "Deleted. Its images are still yours.")
    to = _next(request)
    gone = not to or to.startswith(address)
    return HttpResponseRedirect(reverse("copilot:new") if gone else to)


def _conversation(request: EaselRequest, pk: uuid.UUID) -> Conversation:
    return get_object_or_404(Conversation.objects.owned_by(request.user), pk=pk)


def _manage(
    request: EaselRequest, conversation: Conversation, form: RenameForm | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "managed": conversation,
        "form": form or RenameForm(initial={"title": conversation.title}),
        "contents": selectors.contents_of(conversation),
        "next": _next(request) or request.htmx.current_url_abs_path or "",
    }
    template = "copilot/_manage.html"
    if not request.htmx:
        context |= _rail(request)
        template = "copilot/manage.html"
    response = render(request, template, context, status=422 if form else 200)
    patch_vary_headers(response, ["HX-Request", "HX-Current-URL"])
    return response


def _rail(request: EaselRequest) -> dict[str, Any]:
    return {
        "conversations": selectors.conversations_by_age(request.user),
        "usage": usage_line(request.user),
    }


def _next(request: EaselRequest) -> str:
    """The page of ours to go back to, as the form says; "" for none."""
    to = request.POST.get("next", "")
    ours = to.startswith("/") and url_has_allowed_host_and_scheme(to, allowed_hosts=None)
    return to if ours else ""


def _back(request: EaselRequest, conversation: Conversation) -> HttpResponse:
    return HttpResponseRedirect(_next(request) or conversation.get_absolute_url())
