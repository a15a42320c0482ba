"""A job's change reaches the conversation, and the page, that shows it; a beat keeps claims."""

import re
import threading
import uuid
from datetime import timedelta
from unittest.mock import Mock

import pytest
from asgiref.sync import async_to_sync
from django.utils import timezone
from huey.contrib.djhuey import HUEY

from copilot import services, showing, streaming
from copilot import tasks as reply_tasks
from copilot import transitions as replies
from copilot.conversations import conversation_rename
from copilot.models import Conversation, IdeaJob, Message, User
from imaging import tasks, transitions
from imaging.models import GenerationJob
from imaging.services import job_cancel
from imaging.worker import Duty, Worker
from tests.factories import make_job

# The stream reads on a thread of its own, which sees only what is committed.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def reply(owner: User) -> Message:
    conversation = services.conversation_open(owner=owner, pk=uuid.uuid4())
    return services.message_send(conversation=conversation, text="Notes <b>of mine</b>")


@pytest.fixture
def shown(reply: Message, owner: User) -> IdeaJob:
    showing.show_job(message=reply, job=make_job(owner), idea=None)
    return IdeaJob.objects.get()


def version(conversation: Conversation) -> int:
    return Conversation.objects.values_list("version", flat=True).get(pk=conversation.pk)


def frames(conversation: Conversation, since: int) -> tuple[int, dict[str, str]]:
    """The count that is reached, and the data of each event by its name."""
    reached, text = async_to_sync(streaming.frame)(conversation.pk, since)
    events = [frame.split("\n") for frame in text.removesuffix("\n\n").split("\n\n")]
    # Only the last has an id: a stream cut short before it is told everything again.
    ids = [[line for line in lines if line.startswith("id: ")] for lines in events]
    assert ids == [[]] * (len(events) - 1) + [[f"id: {reached}"]]
    return reached, {
        lines[0].removeprefix("event: "): "\n".join(
            line.removeprefix("data: ") for line in lines if line.startswith("data: ")
        )
        for lines in events
    }


def test_a_jobs_change_is_stamped_on_its_card(shown: IdeaJob, reply: Message) -> None:
    before = version(reply.conversation)
    assert transitions.claim_next() is not None
    shown.refresh_from_db()
    assert before < shown.version <= version(reply.conversation)


def test_another_jobs_change_stamps_nothing(shown: IdeaJob, reply: Message, owner: User) -> None:
    before = version(reply.conversation)
    job_cancel(make_job(owner))
    assert version(reply.conversation) == before


def test_a_changed_job_comes_as_its_card(shown: IdeaJob, reply: Message) -> None:
    before = version(reply.conversation)
    job_cancel(shown.job)
    reached, told = frames(reply.conversation, before)
    assert reached == version(reply.conversation)
    assert f'id="job-{shown.job_id}"' in told[f"job-{shown.job_id}"]
    assert "ancelled" in told[f"job-{shown.job_id}"]
    assert f"message-{reply.pk}" not in told


def test_a_changed_reply_comes_as_its_message_and_is_escaped(reply: Message) -> None:
    before = version(reply.conversation)
    taken = replies.claim_next()
    assert taken is not None
    replies.stream(taken, text="So <i>far</i>", draft="A post", assistant="x", model="y")
    _, told = frames(reply.conversation, before)
    assert "So" in told[f"message-{reply.pk}"]
    assert "A post" in told[f"message-{reply.pk}"]
    assert "<i>far" not in told[f"message-{reply.pk}"]


def test_new_messages_come_out_of_band(reply: Message) -> None:
    _, told = frames(reply.conversation, 0)
    assert list(told) == ["conversation"]
    assert "Notes &lt;b&gt;of mine" in told["conversation"]
    assert re.search(r"hx-swap-oob|<hx-partial", told["conversation"])


def test_the_list_still_leads_to_all_posts_once_the_stream_has_renewed_it(shown: IdeaJob) -> None:
    before = version(shown.message.conversation)
    job_cancel(shown.job)
    _, told = frames(shown.message.conversation, before)
    assert 'href="/posts/"' in told["conversation"]


def test_a_name_given_elsewhere_comes_to_the_page(reply: Message) -> None:
    before = version(reply.conversation)
    conversation_rename(reply.conversation, "Docks <on> a schedule")
    _, told = frames(reply.conversation, before)
    title = '<h1 id="conversation-title" hx-swap-oob="morph">Docks &lt;on&gt; a schedule</h1>'
    assert title in told["conversation"]
    assert told["conversation"].count("Docks &lt;on&gt; a schedule</a>") == 1


def test_where_nothing_changed_only_the_count_is_told(reply: Message) -> None:
    now = version(reply.conversation)
    assert frames(reply.conversation, now) == (now, {"nothing": ""})


def test_a_beat_renews_the_leases_of_both_lanes_and_of_nobody_else(
    reply: Message, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HUEY, "create_consumer", lambda **_: Mock())
    make_job(owner)
    make_job(owner)
    mine, other, answering = (
        transitions.claim_next(),
        transitions.claim_next(),
        replies.claim_next(),
    )
    assert mine
    assert other
    assert answering
    assert mine.claim
    assert answering.claim
    soon = timezone.now() + timedelta(seconds=1)
    GenerationJob.objects.update(lease_expires_at=soon)
    Message.objects.filter(pk=answering.pk).update(lease_expires_at=soon)
    duties = [
        Duty(lane, 1, renew, sweep=lambda: None, release=lambda: None)
        for lane, renew in (
            (tasks.LANE, transitions.renew_leases),
            (reply_tasks.LANE, replies.renew_leases),
        )
    ]
    monkeypatch.setattr("imaging.worker.GRACE_S", 0.0)
    stop = threading.Event()
    stop.set()

    with tasks.LANE.holding(mine.claim), reply_tasks.LANE.holding(answering.claim):
        Worker(duties, []).run(stop)
    for duty in duties:
        duty.lane.open(1)

    for each in (mine, other, answering):
        each.refresh_from_db()
    assert mine.lease_expires_at
    assert mine.lease_expires_at > soon
    assert answering.lease_expires_at
    assert answering.lease_expires_at > soon
    assert other.lease_expires_at == soon
