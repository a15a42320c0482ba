"""Typed requests, and the two ways to answer: to a script on the page, or to a plain browser."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event
from django_htmx.middleware import HtmxDetails

from copilot.models import Conversation, User


class EaselRequest(HttpRequest):
    """A signed-in person's request; `LoginRequiredMiddleware` sees to that."""

    user: User
    htmx: HtmxDetails


def done(request: EaselRequest, conversation: Conversation) -> HttpResponse:
    """The page's stream shows what has changed; a browser without scripts loads it anew."""
    if request.htmx:
        return HttpResponse(status=204)
    return redirect(conversation)


def sent(request: EaselRequest, conversation: Conversation) -> HttpResponse:
    """A message came to the end: a page that does not follow there is led to it."""
    page = urlsplit(request.htmx.current_url or "")
    follows = page.path == conversation.get_absolute_url() and "before" not in QueryDict(page.query)
    if request.htmx and not follows:
        return HttpResponseClientRedirect(conversation.get_absolute_url())
    return done(request, conversation)


def told(
    request: EaselRequest, conversation: Conversation | None, sentence: str, *, status: int = 409
) -> HttpResponse:
    """A sentence to the person, as a toast, and nothing else on the page changes."""
    if request.htmx:
        toast = {"text": sentence, "tone": "error"}
        return trigger_client_event(HttpResponse(status=status), "toast", toast)
    messages.error(request, sentence)
    return redirect(conversation or "copilot:new")
