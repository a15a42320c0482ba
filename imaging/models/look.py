"""An image that a person has a model look at."""

import uuid
from typing import ClassVar

from django.db import models

from imaging.limits import ALT_TEXT_MAX
from imaging.models.errand import Errand
from imaging.models.image import GeneratedImage


class Look(Errand):
    """What it saw: `suggestions` are objects of title, instruction and reason, `alt_text` a line.

    The image keeps its own alternative text until the person takes this one.
    """

    image = models.OneToOneField(GeneratedImage, on_delete=models.CASCADE, related_name="look")
    suggestions = models.JSONField(default=list, blank=True)
    alt_text = models.TextField(max_length=ALT_TEXT_MAX, blank=True)
    error_code = models.CharField(max_length=40, blank=True)

    objects: ClassVar[models.Manager["Look"]]

    def shown_with(self) -> uuid.UUID | None:
        return self.image.job_id
