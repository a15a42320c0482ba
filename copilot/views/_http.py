"""Typed requests, and the two ways to answer: to a script on the page, or to a plain browser."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
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
