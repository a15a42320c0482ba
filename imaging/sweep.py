"""Brings back what a dead worker left behind; run again and again by every worker."""

import structlog
from django.utils import timezone

from imaging import carousel_transitions, errand_transitions, storage, tasks, transitions
from imaging.models import Errand, GenerationJob, Look, Rewording
from imaging.problems import WORKERS_DIED

log = structlog.get_logger(__name__)

ERRANDS: dict[type[Errand], str] = {
    Look: "Gemini did not come to look in time.",
    Rewording: "Nobody came to reword it in time.",
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
    """End those whose worker died, or never heard of them."""
    for kind, sentence in ERRANDS.items():
        for errand in errand_transitions.abandoned(kind, timezone.now()):
            if errand_transitions.lose(errand, sentence):
                log.warning("errand lost", kind=kind.__name__, errand_id=str(errand.pk))


def sweep_carousels() -> None:
    """End the making of PDFs whose worker died, or never heard of them."""
    for carousel in carousel_transitions.abandoned(timezone.now()):
        if carousel_transitions.fail(carousel, "It was not made in time. Try again."):
            log.warning("carousel lost", carousel_id=str(carousel.pk))


def sweep_files() -> None:
    if deleted := storage.sweep():
        log.info("unused files deleted", files=deleted)


def release_claims() -> None:
    """Give back what this process still holds, as it stops."""
    for job in GenerationJob.objects.filter(claim__in=tasks.LANE.claims):
        transitions.release(job)
