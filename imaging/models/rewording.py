"""A blocked prompt that a person has a text model reword."""

import uuid
from typing import ClassVar

from django.db import models

from imaging.limits import PROMPT_MAX
from imaging.models.errand import Errand
from imaging.models.job import GenerationJob


class Rewording(Errand):
    """`prompt` is the model's once it is done; it goes nowhere unless the person sends it."""

    job = models.OneToOneField(GenerationJob, on_delete=models.CASCADE, related_name="rewording")
    prompt = models.TextField(max_length=PROMPT_MAX, blank=True)

    objects: ClassVar[models.Manager["Rewording"]]

    def shown_with(self) -> uuid.UUID:
        return self.job_id
