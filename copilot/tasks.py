"""What a worker does for replies, on a lane of their own: images never delay one."""

from functools import partial
from uuid import UUID

from django.tasks import task

from copilot import idea_rounds, replies, transitions
from imaging.lanes import Lane
from imaging.tasks import send_on


def run_next() -> bool:
    """Claim the next reply and see it through; False where nothing waits."""
    reply = transitions.claim_next()
    if reply is None or reply.claim is None:
        return False
    with LANE.holding(reply.claim):
        replies.run(reply)
    return True


LANE = Lane(run_next)


@task
def work() -> None:
    LANE.wake()


def wake() -> None:
    work.enqueue()


@task
def reimagine(round_id: str) -> None:
    """For a message that is lost the sweep makes up."""
    send_on(partial(idea_rounds.run, UUID(round_id)))
