"""What copilot does when something happens elsewhere."""

from typing import Any
from uuid import UUID

from django.db.models.signals import post_save
from django.dispatch import receiver

from copilot import transitions
from copilot.models import IdeaJob, Profile, User
from imaging.signals import job_changed


@receiver(post_save, sender=User)
def make_profile(instance: User, created: bool, raw: bool, **_: Any) -> None:
    if created and not raw:
        Profile.objects.create(user=instance)


@receiver(job_changed)
def stamp_idea_job(job_id: UUID, **_: Any) -> None:
    """Whoever looks at the conversation is told that one of its jobs has moved."""
    idea_job = IdeaJob.objects.filter(job=job_id).values_list("pk", "message__conversation").first()
    if idea_job is not None:
        pk, conversation = idea_job
        IdeaJob.objects.filter(pk=pk).update(version=transitions.touch(conversation))
