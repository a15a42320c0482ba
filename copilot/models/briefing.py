"""What an assistant was given for a reply, kept so that a person can see it."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from copilot.models.message import Message


class Briefing(models.Model):
    """Written before the call. Of a reply for which several were asked, the last one's.

    `messages` are the ids of those that went along, oldest first; `left_out` counts the older ones
    for which there was no room. `settings` are pairs of a label and a value. No key is in it.
    """

    reply = models.OneToOneField(
        Message, on_delete=models.CASCADE, primary_key=True, related_name="briefing"
    )
    # Nobody's where no model was asked.
    model = models.CharField(max_length=120, blank=True)
    instruction = models.TextField(blank=True)
    settings = models.JSONField(default=list)
    messages = models.JSONField(default=list)
    left_out = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager["Briefing"]]

    def __str__(self) -> str:
        return f"Briefing of {self.reply_id}"
