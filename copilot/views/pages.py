"""The chat page."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from copilot import paging, selectors
from copilot.forms import MessageForm
from copilot.models import Conversation
from copilot.presentation.gemini_status import gemini_status
from copilot.presentation.messages import idea_job_card, message_card
from copilot.presentation.options import options_of
from copilot.presentation.post import post_panel
from copilot.presentation.usage import usage_line
from copilot.views._http import EaselRequest
from imaging.keys import Keys, keys_for
from imaging.provider_status import recent_warnings


# Words of many kilobytes. Django keeps the length from telling of the token in them (BREACH).
@require_GET
@gzip_page
def new(request: EaselRequest) -> HttpResponse:
    """An empty conversation. It has its id already, so that sending twice makes one of it."""
    pk = uuid.uuid4()
    context = _context(request, composer=composer(), send_to=pk, keys=keys_for(request.user))
    context["options"] = options_of(Conversation(owner=request.user))
    return render(request, "copilot/conversation.html", context)


@require_GET
@gzip_page
def conversation(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    try:
        found = selectors.conversation_of(request.user, pk)
    except Conversation.DoesNotExist:
        raise Http404 from None
    before = _born(request.GET.get("before", ""))
    if request.htmx and before is not None:
        earlier = paging.latest_page(found, before=before)
        response = render(
            request, "copilot/conversation.html#thread", _thread(selectors.thread(found), earlier)
        )
        patch_vary_headers(response, ["HX-Request"])
        return response
    return render(request, "copilot/conversation.html", page(request, found, composer(), before))


def page(
    request: EaselRequest, found: Conversation, form: MessageForm, before: int | None = None
) -> dict[str, Any]:
    """All the page shows: the latest messages, or those around some earlier place."""
    # Read before the rows: what changes in between is sent again by the stream, never missed.
    stream_url = reverse("copilot:stream", args=[found.pk])
    shown = paging.latest_page(found) if before is None else paging.page_around(found, before)
    thread = selectors.thread(found)
    elsewhere = paging.jobs_elsewhere(found, shown)
    return (
        _context(request, composer=form, send_to=found.pk, keys=thread.keys)
        | _thread(thread, shown)
        | {
            "elsewhere": [idea_job_card(each, thread) for each in elsewhere],
            "stream_url": f"{stream_url}?since={found.version}",
        }
    )


def _thread(thread: selectors.Thread, shown: paging.Page) -> dict[str, Any]:
    return {
        "conversation": thread.conversation,
        "options": options_of(thread.conversation),
        "thread": [message_card(each, thread) for each in shown.messages],
        "shown": shown,
        "post": post_panel(thread),
    }


def _born(given: str) -> int | None:
    """A message's place as the page's own links give it; anything else is as none."""
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else None


def composer() -> MessageForm:
    return MessageForm(initial={"key": uuid.uuid4()})


def _context(
    request: EaselRequest, *, composer: MessageForm, send_to: uuid.UUID, keys: Keys
) -> dict[str, Any]:
    # Who may act on them, and nobody else, hears of models that have gone.
    warnings = recent_warnings() if request.user.is_staff else []
    return {
        "conversations": selectors.conversations_by_age(request.user),
        "composer": composer,
        "send_url": reverse("copilot:message-send", args=[send_to]),
        "usage": usage_line(request.user),
        "status": gemini_status(keys["gemini"]),
        "provider_warnings": warnings,
        # Names what is typed into the post on this very page.
        "burst": uuid.uuid4(),
        "provider_banner": [each for each in warnings if each.is_urgent],
    }
