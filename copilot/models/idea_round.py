"""That other ideas were asked for in a message, by which hint, and what came of it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from copilot.models.message import Message
from imaging.models import Errand
from imaging.prompts.steer import HINT_MAX


class IdeaRound(Errand):
    """`note` says who wrote the ideas, and what was made of the hint. One at a time is asked."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="idea_rounds")
    hint = models.CharField(max_length=HINT_MAX, blank=True)
    note = models.TextField(blank=True)

    objects: ClassVar[models.Manager["IdeaRound"]]

    class Meta(Errand.Meta):
        ordering = ("asked_at",)
        constraints = (  # type: ignore[assignment]
            *Errand.Meta.constraints,
            models.UniqueConstraint(
                fields=("message",), name="idearound_one_asked", condition=Q(status="asked")
            ),
        )

    def shown_with(self) -> uuid.UUID | None:
        """None: it is its message that tells of it."""
        return None
