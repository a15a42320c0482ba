"""What copilot does when something happens elsewhere."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.signals import post_save
from django.dispatch import receiver

from copilot import action_transitions, transitions
from copilot.models import Conversation, Draft, IdeaJob, Profile, User
from imaging.compiled_queries import compiled
from imaging.signals import job_changed


@receiver(post_save, sender=User)
def make_profile(instance: User, created: bool, raw: bool, **_: Any) -> None:
    if created and not raw:
        Profile.objects.create(user=instance)


@receiver(job_changed)
def stamp_idea_job(job_id: UUID, **_: Any) -> None:
    """Whoever looks at the conversation is told that one of its jobs has moved."""
    if not (found := _shown_as(job_id)):
        return
    [(conversation, action)] = found
    # Deleted in the meantime: then nobody looks at it any more.
    with suppress(Conversation.DoesNotExist):
        version = transitions.touch(conversation)
        IdeaJob.objects.filter(job=job_id).update(version=version)
        Draft.objects.filter(conversation=conversation, image__job=job_id).update(version=version)
        if action is not None:
            action_transitions.follow(action, version)


@compiled
def _shown_as(job_id: UUID) -> QuerySet[IdeaJob, tuple[UUID, UUID | None]]:
    # Asked with every change of every job, of which most are no conversation's.
    return IdeaJob.objects.filter(job=job_id).values_list("message__conversation", "action")
