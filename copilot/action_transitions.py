"""Every change of an action's state, each one conditional UPDATE whose row count names the winner.

The conversation is locked before its actions, here as everywhere.
"""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from copilot.models import Action, ActionStatus, IdeaJob
from copilot.transitions import touch
from imaging.models import JobStatus

OF_JOB = {
    JobStatus.QUEUED: ActionStatus.RUNNING,
    JobStatus.RUNNING: ActionStatus.RUNNING,
    JobStatus.SUCCEEDED: ActionStatus.SUCCEEDED,
    JobStatus.FAILED: ActionStatus.FAILED,
    JobStatus.CANCELLED: ActionStatus.DECLINED,
}


def confirm(action: Action) -> bool:
    """Take a proposed action as agreed to, with its arguments as they are now.

    False where it was decided on before.
    """
    return _decide(action, ActionStatus.RUNNING, arguments=action.arguments)


def decline(action: Action) -> bool:
    """Drop a proposed action; False where it was decided on before."""
    return _decide(action, ActionStatus.DECLINED)


def reprice(action: Action, price_usd: Decimal | None) -> bool:
    """Show another price on a proposed action; False where it was decided on before."""
    with transaction.atomic():
        version = touch(action.message.conversation_id)
        waiting = Action.objects.filter(pk=action.pk, status=ActionStatus.PROPOSED)
        return waiting.update(price_usd=price_usd, version=version) == 1


def run(action: Action, version: int) -> None:
    """One of its jobs waits or runs, as of the conversation's count `version`."""
    Action.objects.filter(pk=action.pk).update(status=ActionStatus.RUNNING, version=version)


def follow(action: UUID, version: int) -> None:
    """Take on the state of its last job, as of the conversation's count `version`."""
    jobs = IdeaJob.objects.filter(action=action).order_by("-born")
    status = OF_JOB[JobStatus(jobs.values_list("job__status", flat=True)[0])]
    Action.objects.filter(pk=action).exclude(status=status).update(status=status, version=version)


def _decide(action: Action, status: ActionStatus, **values: Any) -> bool:
    with transaction.atomic():
        version = touch(action.message.conversation_id)
        waiting = Action.objects.filter(pk=action.pk, status=ActionStatus.PROPOSED)
        # Why it waited is told no longer.
        values |= {"status": status, "result": "", "decided_at": timezone.now()}
        return waiting.update(version=version, **values) == 1
