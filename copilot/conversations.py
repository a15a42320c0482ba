"""What a person may do with a whole conversation."""

from collections.abc import Iterable
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
    # Nobody would see what they bring, and somebody would pay for it. Not while the conversation
    # is locked: a worker holds its job when it comes to tell the conversation of it.
    _cancel(jobs)
    with transaction.atomic():
        # Whoever writes in it has it locked, so nothing comes to what is being collected.
        Conversation.objects.select_for_update().filter(pk=conversation.pk).first()
        begun_since = list(jobs.all())
        conversation.delete()
    _cancel(begun_since)


def _cancel(jobs: Iterable[GenerationJob]) -> None:
    for job in jobs:
        job_cancel(job)
