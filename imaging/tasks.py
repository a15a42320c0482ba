"""What a worker does for images. A message only wakes it; the claim chooses the job."""

from collections.abc import Callable, Iterable
from functools import partial
from queue import Empty, SimpleQueue
from uuid import UUID

from django.tasks import task

from imaging import (
    carousels,
    generation,
    listings,
    looking,
    renditions,
    rewording,
    transitions,
)
from imaging.lanes import Lane
from imaging.providers.types import Format
from imaging.shapes import fits


def run_next() -> bool:
    """Claim the next job and see it through; False where nothing waits."""
    job = transitions.claim_next()
    if job is None:
        return False
    if job.claim is None:
        # Cancelled since; there may be others.
        return True
    with LANE.holding(job.claim):
        images = generation.run(job)
    for image in images:
        # A picture in another shape than was asked for is shown in that shape from the first.
        if not fits(image.width, image.height, Format(image.format)):
            prepare_renditions.enqueue(str(image.pk), [image.format])
    return True


LANE = Lane(run_next)


@task
def work() -> None:
    LANE.wake()


def wake() -> None:
    work.enqueue()


# What takes its time and is nobody's job: its messages are read, and wait here for a thread.
_errands: SimpleQueue[Callable[[], None]] = SimpleQueue()


def run_errand() -> bool:
    """Run what has waited longest; False where nothing does."""
    try:
        errand = _errands.get_nowait()
    except Empty:
        return False
    errand()
    return True


ERRANDS = Lane(run_errand)


@task
def reword(rewording_id: str) -> None:
    """For a message that is lost, or an errand, the sweep makes up."""
    send_on(partial(rewording.run, UUID(rewording_id)))


@task
def look(look_id: str) -> None:
    """As `reword`."""
    send_on(partial(looking.run, UUID(look_id)))


@task
def refresh_listings() -> None:
    send_on(listings.refresh_daily)


@task
def prepare_renditions(image_id: str, formats: list[str]) -> None:
    """One that is lost costs nothing but the wait of whoever asks first."""
    send_on(partial(renditions.prepare, UUID(image_id), [Format(each) for each in formats]))


@task
def make_carousel(carousel_id: str) -> None:
    """As `reword`."""
    send_on(partial(carousels.make_pdf, UUID(carousel_id)))


def send_on(errand: Callable[[], None]) -> None:
    """Have a thread see to it; what is sent on in vain must be found by a sweep."""
    _errands.put(errand)
    ERRANDS.wake()


def make_up_for(run: Callable[[UUID], None], unheard: Iterable[UUID]) -> None:
    """Have threads see to what no message came for; those that wait for a thread go first."""
    if _errands.empty():
        for pk in unheard:
            send_on(partial(run, pk))


def ask_for_listings() -> None:
    """Providers may be slow to answer, which is nothing to wait for between two heartbeats."""
    refresh_listings.enqueue()
