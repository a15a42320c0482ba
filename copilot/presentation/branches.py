"""The place of a message among those that were written in its stead."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from copilot.models import Message
from copilot.selectors import Thread


@dataclass(frozen=True, slots=True)
class Versions:
    """`place` stays the same whichever is shown; an address is "" at either end."""

    place: str
    position: int
    count: int
    previous_url: str
    next_url: str


def versions_of(message: Message, thread: Thread) -> Versions | None:
    """None where nothing else was ever written in its place."""
    place = (message.parent_id, message.author)
    siblings = thread.siblings.get(place, [])
    if message.pk not in siblings:
        return None
    at = siblings.index(message.pk)
    return Versions(
        place=f"{message.parent_id or 'first'}-{message.author}",
        position=at + 1,
        count=len(siblings),
        previous_url=_show_url(siblings[:at][-1:]),
        next_url=_show_url(siblings[at + 1 :][:1]),
    )


def _show_url(sibling: list[UUID]) -> str:
    return reverse("copilot:message-show", args=sibling) if sibling else ""
