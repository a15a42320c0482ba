"""A conversation is deleted while something goes on in it."""

import logging
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from copilot import conversations, replies, services, showing, tasks, transitions
from copilot.models import Conversation, IdeaJob, Message, User
from imaging import transitions as job_transitions
from imaging.models import GenerationJob, JobStage, JobStatus
from imaging.services import job_cancel
from tests.factories import make_action, make_job

only_on_a_server = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite has one lock for everything"
)
# Longer than a statement that waits for nothing takes.
SETTLED_S = 0.5

Background = Callable[[Callable[[], None]], Future[None]]


@pytest.fixture
def in_background() -> Iterator[Background]:
    """Begin something on a connection of its own, and give it the time to come to a lock."""

    def start(act: Callable[[], None]) -> Future[None]:
        def run() -> None:
            try:
                act()
            finally:
                connection.close()

        future = pool.submit(run)
        time.sleep(SETTLED_S)
        return future

    with ThreadPoolExecutor(1) as pool:
        yield start


def claimed(conversation: Conversation) -> Message:
    services.message_send(conversation=conversation, text="Notes")
    reply = transitions.claim_next()
    assert reply is not None
    return reply


def shown_job(owner: User, message: Message) -> GenerationJob:
    job = make_job(owner)
    showing.show_job(message=message, job=job, idea=None)
    return job


def is_gone(conversation: Conversation) -> bool:
    return not Conversation.objects.filter(pk=conversation.pk).exists()


@only_on_a_server
@pytest.mark.django_db(transaction=True)
def test_a_reply_that_acts_meanwhile_comes_to_its_end(
    conversation: Conversation, in_background: Background
) -> None:
    """Whoever deletes waits for the conversation, and has none of its messages by then."""
    reply = claimed(conversation)
    with transaction.atomic():
        transitions.hold(reply)
        deleting = in_background(lambda: conversations.conversation_delete(conversation))
        transitions.stream(reply, text="Words", draft="A post", assistant="a", model="m")
        make_action(reply)
    deleting.result()
    assert is_gone(conversation)


@only_on_a_server
@pytest.mark.django_db(transaction=True)
def test_jobs_that_move_meanwhile_are_cancelled(
    conversation: Conversation, owner: User, in_background: Background
) -> None:
    """A worker has its job before the conversation that is told of it."""
    reply = claimed(conversation)
    shown_job(owner, reply)
    job = job_transitions.claim_next()
    assert job is not None
    shown_job(owner, reply)
    with transaction.atomic():
        GenerationJob.objects.select_for_update(no_key=True).get(pk=job.pk)
        deleting = in_background(lambda: conversations.conversation_delete(conversation))
        job_transitions.enter(job, JobStage.REQUESTING)
    deleting.result()
    assert is_gone(conversation)
    assert set(GenerationJob.objects.values_list("status", flat=True)) == {JobStatus.CANCELLED}


@only_on_a_server
@pytest.mark.django_db(transaction=True)
def test_a_blocked_job_is_locked_before_its_conversation(
    conversation: Conversation, owner: User, in_background: Background
) -> None:
    reply = claimed(conversation)
    blocked = shown_job(owner, reply)
    job_cancel(blocked)
    idea_job = IdeaJob.objects.select_related("job", "message").get(job=blocked)
    idea_job.job.refresh_from_db()
    with transaction.atomic():
        GenerationJob.objects.select_for_update(no_key=True).get(pk=blocked.pk)
        asking = in_background(
            lambda: _reprompt(idea_job),
        )
        transitions.touch(conversation.pk)
    asking.result()
    assert reply.idea_jobs.count() == 2


def _reprompt(idea_job: IdeaJob) -> None:
    services.idea_job_reprompt(idea_job, prompt="A lighthouse by day", key="once")


@pytest.mark.django_db
def test_a_job_begun_while_one_deletes_is_cancelled_too(
    conversation: Conversation, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at what is unfinished and the deletion."""
    reply = claimed(conversation)
    first = shown_job(owner, reply)

    def cancel(job: GenerationJob) -> None:
        job_cancel(job)
        if job == first:
            shown_job(owner, reply)

    monkeypatch.setattr(conversations, "job_cancel", cancel)
    conversations.conversation_delete(conversation)
    assert is_gone(conversation)
    assert list(GenerationJob.objects.values_list("status", flat=True)) == [JobStatus.CANCELLED] * 2


@pytest.mark.django_db
def test_a_reply_whose_conversation_has_gone_ends_quietly(
    conversation: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    reply = claimed(conversation)
    conversations.conversation_delete(conversation)
    with caplog.at_level(logging.WARNING):
        replies.run(reply)
    assert not caplog.records


@pytest.mark.django_db
def test_a_reply_that_goes_while_it_is_claimed_is_passed_over(
    conversation: Conversation, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.message_send(conversation=conversation, text="Notes")
    elsewhere = services.conversation_open(owner=owner, pk=uuid.uuid4())
    services.message_send(conversation=elsewhere, text="Notes")
    first_ready = transitions._first_ready

    def deleted_meanwhile() -> list[tuple[uuid.UUID, uuid.UUID]]:
        found = first_ready()
        if not is_gone(conversation):
            conversations.conversation_delete(conversation)
        return found

    monkeypatch.setattr(transitions, "_first_ready", deleted_meanwhile)
    assert tasks.run_next()
    assert [each.status for each in elsewhere.messages.all()] == ["complete", "complete"]
