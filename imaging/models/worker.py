"""That a worker is alive, and when it last said so."""

from django.db import models
from django.utils import timezone


class WorkerHeartbeat(models.Model):
    name = models.CharField(max_length=120, primary_key=True)
    started_at = models.DateTimeField(default=timezone.now)
    beat_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.name
