"""What copilot does when something happens elsewhere."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.db.models.signals import post_save
from django.dispatch import receiver

from copilot import action_transitions, transitions
from copilot.models import Conversation, Draft, IdeaJob, Profile, User
from imaging.signals import job_changed


@receiver(post_save, sender=User)
def make_profile(instance: User, created: bool, raw: bool, **_: Any) -> None:
    if created and not raw:
        Profile.objects.create(user=instance)


@receiver(job_changed)
def stamp_idea_job(job_id: UUID, **_: Any) -> None:
    """Whoever looks at the conversation is told that one of its jobs has moved."""
    shown = IdeaJob.objects.filter(job=job_id)
    found = shown.values_list("message__conversation", "action").first()
    if found is None:
        return
    conversation, action = found
    # Deleted in the meantime: then nobody looks at it any more.
    with suppress(Conversation.DoesNotExist):
        version = transitions.touch(conversation)
        shown.update(version=version)
        Draft.objects.filter(conversation=conversation, image__job=job_id).update(version=version)
        if action is not None:
            action_transitions.follow(action, version)
