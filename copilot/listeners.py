"""What copilot does when something happens elsewhere."""

from typing import Any
from uuid import UUID

from django.db.models import F
from django.db.models.signals import post_save
from django.dispatch import receiver

from copilot.models import Conversation, Profile, User
from imaging.signals import job_changed


@receiver(post_save, sender=User)
def make_profile(instance: User, created: bool, raw: bool, **_: Any) -> None:
    if created and not raw:
        Profile.objects.create(user=instance)


@receiver(job_changed)
def touch_conversation(job_id: UUID, **_: Any) -> None:
    """Whoever looks at the conversation is told that one of its jobs has moved."""
    Conversation.objects.filter(messages__idea_jobs__job=job_id).update(version=F("version") + 1)
