"""Whether there is a worker, and whether something waits for one in vain."""

from datetime import datetime, timedelta
from functools import cached_property

from django.utils import timezone

from imaging.models import WorkerHeartbeat

WORKER_SILENT_AFTER = timedelta(seconds=30)
# A worker that is only starting is given as long before anybody complains.
PATIENCE = timedelta(seconds=10)


def worker_is_alive() -> bool:
    return WorkerHeartbeat.objects.filter(
        beat_at__gte=timezone.now() - WORKER_SILENT_AFTER
    ).exists()


class Attendance:
    """As it is found when something that has waited for a while first asks."""

    @cached_property
    def _has_worker(self) -> bool:
        return worker_is_alive()

    def is_lacking(self, since: datetime) -> bool:
        """Whether what has waited since then waits for a worker that is not there."""
        return timezone.now() - since > PATIENCE and not self._has_worker
