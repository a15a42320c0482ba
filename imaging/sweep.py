"""Brings back what a dead worker left behind; run again and again by every worker."""

from collections.abc import Callable
from uuid import UUID

import structlog
from django.utils import timezone

from imaging import (
    carousel_transitions,
    carousels,
    errand_transitions,
    looking,
    rewording,
    storage,
    tasks,
    transitions,
)
from imaging.models import Errand, GenerationJob, Look, Rewording
from imaging.problems import WORKERS_DIED

log = structlog.get_logger(__name__)

# What sets about each, and what is said of one whose worker died.
ERRANDS: dict[type[Errand], tuple[Callable[[UUID], None], str]] = {
    Look: (looking.run, "Gemini was not done looking in time."),
    Rewording: (rewording.run, "It was not reworded in time."),
}


def sweep_jobs() -> None:
    """Requeue jobs whose lease ran out, end those that keep killing workers, wake for the rest."""
    now = timezone.now()
    for job in GenerationJob.objects.abandoned(now):
        if job.claims >= transitions.CLAIMS_MAX:
            if transitions.abandon(job, WORKERS_DIED, lapsed_at=now):
                log.error("job given up", job_id=str(job.pk), claims=job.claims)
        elif transitions.release(job, lapsed_at=now):
            log.warning("job brought back", job_id=str(job.pk), claims=job.claims)
    # Covers a message that was lost: the row is the truth, the message only a nudge.
    # One thread for each that waits: after a crash no other message comes for them.
    for _ in GenerationJob.objects.ready().values("pk")[: tasks.LANE.free]:
        tasks.wake()
    sweep_errands()
    sweep_carousels()


def sweep_errands() -> None:
    """End those whose worker died, and see to those that none has heard of."""
    now = timezone.now()
    for kind, (run, sentence) in ERRANDS.items():
        for errand in errand_transitions.abandoned(kind, now):
            if errand_transitions.lose(errand, sentence):
                log.warning("errand lost", kind=kind.__name__, errand_id=str(errand.pk))
        tasks.make_up_for(run, errand_transitions.unheard(kind, now))


def sweep_carousels() -> None:
    """As `sweep_errands`, for the making of PDFs."""
    now = timezone.now()
    for carousel in carousel_transitions.abandoned(now):
        if carousel_transitions.fail(carousel, "It was not made in time. Try again."):
            log.warning("carousel lost", carousel_id=str(carousel.pk))
    tasks.make_up_for(carousels.make_pdf, carousel_transitions.unheard(now))


def sweep_files() -> None:
    if deleted := storage.sweep():
        log.info("unused files deleted", files=deleted)


def release_claims() -> None:
    """Give back what this process still holds, as it stops."""
    for job in GenerationJob.objects.filter(claim__in=tasks.LANE.claims):
        transitions.release(job)
