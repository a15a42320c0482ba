"""What waits in a conversation for a worker: where in the queue, and whether in vain."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Value
from django.db.models.functions import Coalesce

from copilot.models import IdeaJob, IdeaRound, Message
from copilot.selectors import queue_positions
from imaging.attendance import Attendance
from imaging.models import ErrandStatus, JobStatus


@dataclass(frozen=True, slots=True)
class Wait:
    """`position` is that of a job in the queue, else None."""

    position: int | None = None
    unattended: bool = False


def waiting_in(conversation: UUID) -> dict[UUID, Wait]:
    """By the id of the message or of the job whose card tells of it."""
    rows = _rows(conversation)
    is_queueing = any(queues for _, queues, _ in rows)
    positions = queue_positions(conversation) if is_queueing else {}
    attendance = Attendance()
    waiting: dict[UUID, Wait] = {}
    for pk, _, since in rows:
        unattended = attendance.is_lacking(since) or (pk in waiting and waiting[pk].unattended)
        waiting[pk] = Wait(positions.get(pk), unattended)
    return waiting


def _rows(conversation: UUID) -> list[tuple[UUID, bool, datetime]]:
    """In one query, as each open page asks once a second while something waits."""
    shown = {"message__conversation": conversation, "message__shown": True}
    jobs = IdeaJob.objects.filter(**shown).order_by()
    replies = Message.objects.shown_in(conversation).unfinished().order_by()
    rounds = IdeaRound.objects.filter(**shown, status=ErrandStatus.ASKED).order_by()
    queued = jobs.filter(job__status=JobStatus.QUEUED)
    running = jobs.filter(job__status=JobStatus.RUNNING)
    rewordings = jobs.filter(job__rewording__status=ErrandStatus.ASKED)
    yes, no = Value(value=True), Value(value=False)
    return list(
        replies.values_list("pk", no, Coalesce("lease_expires_at", "created_at"))
        .union(
            rounds.values_list("message", no, F("asked_at")),
            queued.values_list("job", yes, F("job__created_at")),
            running.values_list("job", no, F("job__lease_expires_at")),
            rewordings.values_list("job", no, F("job__rewording__asked_at")),
            all=True,
        )
        .order_by()
    )
