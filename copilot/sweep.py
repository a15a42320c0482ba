"""Finds replies that a dead worker left behind; run again and again by every worker."""

import structlog
from django.utils import timezone

from copilot import tasks, transitions
from copilot.models import Message

log = structlog.get_logger(__name__)


def sweep_replies() -> None:
    """Mark replies whose worker has died, and wake a worker for those that wait."""
    for reply in Message.objects.abandoned(timezone.now()):
        log.warning("reply interrupted", reply_id=str(reply.pk))
        transitions.interrupt(reply)
    if Message.objects.ready().exists():
        tasks.wake()


def interrupt_claims() -> None:
    """Mark what this process is still answering, as it stops."""
    for reply in Message.objects.unfinished().filter(claim__in=tasks.LANE.claims):
        transitions.interrupt(reply)
