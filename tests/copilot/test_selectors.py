"""What a page that follows a conversation is told."""

import uuid

import pytest

from copilot import imagery
from copilot.changes import changes_since
from copilot.models import Conversation, Idea, IdeaJob, Message, User
from imaging.prompts.recent import RECENT_IMAGES, Recent
from tests.factories import make_image, make_job

PAGE_KNOWS = 4


@pytest.fixture
def message(owner: User) -> Message:
    """A complete reply that the page has had for long, in a conversation that counts 6 changes."""
    conversation = Conversation.objects.create(pk=uuid.uuid4(), owner=owner, version=6)
    return Message.objects.create(
        conversation=conversation,
        author=Message.Author.COPILOT,
        status="complete",
        born=2,
        version=3,
    )


def show_job(message: Message, *, born: int, version: int) -> IdeaJob:
    job = make_job(message.conversation.owner)
    return IdeaJob.objects.create(message=message, job=job, born=born, version=version)


def test_a_job_is_new_once_then_changed(message: Message) -> None:
    shown = show_job(message, born=5, version=6)
    first = changes_since(message.conversation_id, PAGE_KNOWS)
    assert (first.new_jobs, first.jobs, first.version) == ([shown], [], 6)
    IdeaJob.objects.update(version=7)
    Conversation.objects.update(version=7)
    then = changes_since(message.conversation_id, first.version)
    assert (then.new_jobs, then.jobs, then.version) == ([], [shown], 7)


def test_a_new_job_that_moves_on_while_it_is_read_is_not_lost(message: Message) -> None:
    """It was born within the count that was read, and stamped beyond it a moment later."""
    shown = show_job(message, born=5, version=8)
    first = changes_since(message.conversation_id, PAGE_KNOWS)
    assert (first.new_jobs, first.version) == ([shown], 6)
    Conversation.objects.update(version=8)
    then = changes_since(message.conversation_id, first.version)
    assert (then.new_jobs, then.jobs) == ([], [shown])


def test_a_job_born_while_it_is_read_is_new_next_time(message: Message) -> None:
    shown = show_job(message, born=7, version=7)
    first = changes_since(message.conversation_id, PAGE_KNOWS)
    assert (first.new_jobs, first.jobs, first.version) == ([], [], 6)
    Conversation.objects.update(version=7)
    then = changes_since(message.conversation_id, first.version)
    assert (then.new_jobs, then.jobs) == ([shown], [])


def test_recent_images_are_ones_own_with_the_kind_of_their_idea(
    message: Message, owner: User, stranger: User
) -> None:
    idea = Idea.objects.create(message=message, position=0, kind="place", style="flat")
    job = make_job(owner, style="flat")
    IdeaJob.objects.create(message=message, idea=idea, job=job, born=5, version=6)
    make_image(owner, prompt="A quay", job=job, index=0)
    make_image(owner, prompt="A picture of one's own")
    make_image(stranger, prompt="Nobody else's business")

    assert imagery.recent_images(owner) == (
        Recent("A picture of one's own"),
        Recent("A quay", "flat", "place"),
    )


def test_recent_images_are_twenty_at_most(owner: User) -> None:
    for number in range(RECENT_IMAGES + 1):
        make_image(owner, prompt=f"Picture {number}")

    shown = imagery.recent_images(owner)

    assert len(shown) == RECENT_IMAGES
    assert shown[0].prompt == f"Picture {RECENT_IMAGES}"
