"""What a person may do with a whole conversation."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from copilot import transitions
from copilot.models import Conversation
from imaging.models import GenerationJob
from imaging.services import job_cancel


def conversation_create(*, owner: Any, title: str = "") -> Conversation:
    """Begin a conversation without a message; a title given here stays."""
    return Conversation.objects.create(owner=owner, title=title, titled_by_hand=bool(title))


def conversation_rename(conversation: Conversation, title: str) -> None:
    """Give a name that no draft replaces any more."""
    with transaction.atomic():
        count = transitions.touch(conversation.pk)
        Conversation.objects.filter(pk=conversation.pk).update(
            title=title, titled_by_hand=True, renamed=count
        )


def conversation_archive(conversation: Conversation, *, archived: bool) -> None:
    """Put a conversation away, or bring it back; nothing in it changes."""
    with transaction.atomic():
        transitions.touch(conversation.pk)
        Conversation.objects.archived(not archived).filter(pk=conversation.pk).update(
            archived_at=timezone.now() if archived else None
        )


def conversation_delete(conversation: Conversation) -> None:
    """Delete for good what was said and its post. Images stay; those not made yet are cancelled."""
    jobs = GenerationJob.objects.unfinished().filter(idea_job__message__conversation=conversation)
    with transaction.atomic():
        # Nobody would see what they bring, and somebody would pay for it.
        for job in jobs:
            job_cancel(job)
        conversation.delete()
