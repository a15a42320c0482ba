"""A conversation page by page, from its end or around a place in it.

A place is a message's `born`: the conversation's count when it was made.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from copilot import message_contents
from copilot.message_contents import PAGE
from copilot.models import Conversation, IdeaJob, Message
from imaging.models import FINAL_STATUSES


@dataclass(frozen=True, slots=True)
class Page:
    """Messages that follow on each other, oldest first.

    `earlier` where some come before them; `later` is the first of those that come after.
    """

    messages: list[Message]
    earlier: bool
    later: Message | None = None

    @property
    def begins(self) -> int:
        return self.messages[0].born if self.messages else 0

    @property
    def is_whole(self) -> bool:
        return not self.earlier and self.later is None


def latest_page(conversation: Conversation, *, before: int | None = None) -> Page:
    """The last messages shown, or the last of those before a place."""
    if before is None:
        latest = message_contents.latest(conversation.pk)
    else:
        latest = message_contents.latest_before(conversation.pk, before)
    return Page(latest[:PAGE][::-1], earlier=len(latest) > PAGE)


def page_around(conversation: Conversation, place: int) -> Page:
    """The page before a place, and the one from there on."""
    first = latest_page(conversation, before=place)
    rest = message_contents.onward(conversation.pk, place)
    return Page(
        [*first.messages, *rest[:PAGE]],
        earlier=first.earlier,
        later=rest[PAGE] if len(rest) > PAGE else None,
    )


def jobs_elsewhere(conversation: Conversation, page: Page) -> Iterable[IdeaJob]:
    """Jobs under way beneath messages that are shown, but not on this page."""
    if page.is_whole:
        return ()
    under_way = message_contents.idea_jobs().filter(
        message__conversation=conversation, message__shown=True
    )
    return under_way.exclude(job__status__in=FINAL_STATUSES).exclude(message__in=page.messages)
