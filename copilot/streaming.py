"""What has changed in a conversation, as frames of a server-sent event stream."""

from uuid import UUID

from django.template.loader import render_to_string

from copilot import selectors
from copilot.models import MessageStatus
from copilot.presentation.messages import idea_job_card, message_card, post_panel
from copilot.selectors import Changes, Thread
from imaging.events import in_reader
from imaging.selectors import usage_today
from imaging.sse import event


async def frame(conversation: UUID, since: int) -> tuple[int, str]:
    """The changes after the count `since`, and the count they lead to."""
    return await in_reader(_frame, conversation, since)


def _frame(pk: UUID, since: int) -> tuple[int, str]:
    changes = selectors.changes(pk, since)
    thread = selectors.thread(changes.conversation)
    events = [
        (f"message-{message.pk}", _message(message_card(message, thread)))
        for message in changes.messages
    ] + [(f"job-{each.job_id}", _job(idea_job_card(each, thread))) for each in changes.jobs]
    if rest := _rest(changes, thread):
        events.append(("conversation", rest))
    # The id goes with the last event: a stream cut short before it is told everything again.
    *before, (name, data) = events or [("nothing", "")]
    frames = [event(*each) for each in before]
    return changes.version, "".join([*frames, event(name, data, id=changes.version)])


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
    if ended or changes.draft_changed or changes.new_jobs or changes.jobs:
        person = thread.conversation.owner
        usage = usage_today(person)
        context |= {
            "post": post_panel(thread),
            "conversations": selectors.conversations_by_age(person),
            "usage": {
                "images_today": usage.images,
                "limit": usage.limit,
                "percent": usage.percent,
            },
            "surroundings": True,
        }
    elif not changes.new_messages:
        return ""
    return render_to_string("copilot/_changes.html", context)


def _message(card: object) -> str:
    return render_to_string("copilot/_message.html", {"message": card})


def _job(card: object) -> str:
    return render_to_string("copilot/_job.html", {"job": card})
