"""What a worker does for images. A message only wakes it; the claim chooses the job."""

from uuid import UUID

from django.tasks import task

from imaging import generation, listings, rewording, transitions
from imaging.lanes import Lane


def run_next() -> bool:
    """Claim the next job and see it through; False where nothing waits."""
    job = transitions.claim_next()
    if job is None or job.claim is None:
        return False
    with LANE.holding(job.claim):
        generation.run(job)
    return True


LANE = Lane(run_next)


@task
def work() -> None:
    LANE.wake()


def wake() -> None:
    work.enqueue()


@task
def reword(rewording_id: str) -> None:
    """A message that is lost leaves a row that the sweep ends."""
    rewording.run(UUID(rewording_id))


@task
def refresh_listings() -> None:
    listings.refresh_daily()


def ask_for_listings() -> None:
    """Providers may be slow to answer, which is nothing to wait for between two heartbeats."""
    refresh_listings.enqueue()
