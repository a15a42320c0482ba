"""What has changed in a conversation, as frames of a server-sent event stream."""

import time
from collections.abc import Iterable
from uuid import UUID

from django.template.loader import render_to_string

from copilot import message_contents, selectors
from copilot.changes import Changes, changes_since
from copilot.models import Conversation, IdeaJob, Message, MessageStatus
from copilot.presentation.gemini_status import gemini_status
from copilot.presentation.messages import idea_job_card, message_card, shown_action
from copilot.presentation.options import options_of
from copilot.presentation.post import post_panel
from copilot.presentation.usage import usage_line
from copilot.selectors import Thread
from copilot.waiting import Wait, waiting_in
from imaging.events import in_reader
from imaging.sse import event
from imaging.streams import LOOK_S


async def frame(conversation: UUID, since: int) -> tuple[int, str]:
    """The changes after the count `since`, and the count they lead to."""
    return await in_reader(_frame, conversation, since)


class WaitWatch:
    """Tells of what waits in a conversation what its rows know nothing of.

    Jobs move up in the queue, and whatever waits may do so in vain: workers come and go.
    """

    def __init__(self, conversation: UUID) -> None:
        self._conversation = conversation
        self._told: dict[UUID, Wait] = {}
        self._looked = 0.0
        self._worth_a_look = True

    def conversation_changed(self) -> None:
        """Something may wait by now."""
        self._worth_a_look = True

    async def news(self) -> str:
        """The cards that have something else to say, as a frame; "" for none.

        Looks once a second.
        """
        now = time.monotonic()
        if not self._worth_a_look or now - self._looked < LOOK_S:
            return ""
        self._looked = now
        before = self._told
        self._told, frame = await in_reader(_wait_news, self._conversation, before)
        self._worth_a_look = bool(self._told)
        return frame


def _wait_news(pk: UUID, told: dict[UUID, Wait]) -> tuple[dict[UUID, Wait], str]:
    waiting = waiting_in(pk)
    moved = {each for each, wait in waiting.items() if told.get(each, Wait()) != wait}
    if not moved:
        return waiting, ""
    conversation = Conversation.objects.select_related("owner__profile").get(pk=pk)
    thread = selectors.thread(conversation)
    messages = message_contents.those_of(pk, tuple(moved))
    jobs = selectors.idea_jobs_of(conversation, moved)
    return waiting, "".join(event(*each) for each in _cards(messages, jobs, thread))


def _frame(pk: UUID, since: int) -> tuple[int, str]:
    changes = changes_since(pk, since)
    thread = selectors.thread(changes.conversation)
    events = _cards(changes.messages, changes.jobs, thread)
    events += [
        (f"action-{action.pk}", _action(shown_action(action, jobs, thread)))
        for action, jobs in changes.actions
    ]
    if rest := _rest(changes, thread):
        events.append(("conversation", rest))
    # The id goes with the last event: a stream cut short before it is told everything again.
    *before, (name, data) = events or [("nothing", "")]
    frames = [event(*each) for each in before]
    return changes.version, "".join([*frames, event(name, data, id=changes.version)])


def _cards(
    messages: Iterable[Message], jobs: Iterable[IdeaJob], thread: Thread
) -> list[tuple[str, str]]:
    """The names and the data of their events."""
    return [
        *((f"message-{each.pk}", _message(message_card(each, thread))) for each in messages),
        *((f"job-{each.job_id}", _job(idea_job_card(each, thread))) for each in jobs),
    ]


def _rest(changes: Changes, thread: Thread) -> str:
    """What is new on the page or stands outside the messages, as out-of-band swaps."""
    context: dict[str, object] = {
        "conversation": thread.conversation,
        "new_messages": [message_card(message, thread) for message in changes.new_messages],
        "new_jobs": [(each.message_id, idea_job_card(each, thread)) for each in changes.new_jobs],
    }
    ended = any(
        message.status not in {MessageStatus.PENDING, MessageStatus.STREAMING}
        for message in changes.messages + changes.new_messages
    )
    if changes.new_messages:
        # A message may have asked for another kind of draft.
        context["options"] = options_of(thread.conversation)
    if changes.branch is not None:
        cards = [message_card(message, thread) for message in changes.branch.messages]
        context |= {"branch": True, "thread": cards, "shown": changes.branch}
    around = (changes.draft_changed, changes.renamed)
    if ended or any(around) or changes.new_jobs or changes.jobs or changes.actions:
        person = thread.conversation.owner
        context |= {
            "post": post_panel(thread),
            "conversations": selectors.conversations_by_age(person),
            "usage": usage_line(person),
            "surroundings": True,
        }
        if ended or changes.jobs:
            # Its latest calls may have gone otherwise than those before.
            context["status"] = gemini_status(thread.keys["gemini"])
    elif not changes.new_messages:
        return ""
    return render_to_string("copilot/_changes.html", context)


def _message(card: object) -> str:
    return render_to_string("copilot/_message.html", {"message": card})


def _action(card: object) -> str:
    return render_to_string("copilot/_action.html", {"action": card})


def _job(card: object) -> str:
    return render_to_string("copilot/_job.html", {"job": card})
