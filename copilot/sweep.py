"""Finds replies and ideas that a dead worker left behind; run again and again by every worker."""

import structlog
from django.utils import timezone

from copilot import idea_rounds, tasks, transitions
from copilot.models import IdeaRound, Message
from imaging import errand_transitions
from imaging.attempts import close_lost_texts
from imaging.tasks import make_up_for

log = structlog.get_logger(__name__)


def sweep_replies() -> None:
    """Mark replies whose worker has died, and wake a thread for each that waits."""
    now = timezone.now()
    for reply in Message.objects.abandoned(now):
        if transitions.interrupt(reply, lapsed_at=now):
            log.warning("reply interrupted", reply_id=str(reply.pk))
    if lost := close_lost_texts():
        log.warning("calls for texts lost", calls=lost)
    for asked in errand_transitions.abandoned(IdeaRound, now):
        idea_rounds.fail(asked, idea_rounds.LOST)
        log.warning("ideas lost", round_id=str(asked.pk))
    make_up_for(idea_rounds.run, errand_transitions.unheard(IdeaRound, now))
    for _ in Message.objects.ready().values("pk")[: tasks.LANE.free]:
        tasks.wake()


def interrupt_claims() -> None:
    """Mark what this process is still answering, as it stops."""
    for reply in Message.objects.unfinished().filter(claim__in=tasks.LANE.claims):
        transitions.interrupt(reply)
