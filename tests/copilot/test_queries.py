"""What the chat asks the database, which it does for each frame of each open page."""

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from copilot import briefings, message_contents, replies, selectors, services, transitions
from copilot.assistants.offline import OfflineAssistant
from copilot.models import Conversation, IdeaJob, Message, User
from copilot.presentation.messages import message_card
from tests.factories import make_job

pytestmark = pytest.mark.django_db


@pytest.fixture
def reply(owner: User) -> Message:
    conversation = Conversation.objects.create(pk=uuid.uuid4(), owner=owner, version=3)
    return Message.objects.create(
        conversation=conversation,
        author=Message.Author.COPILOT,
        status="streaming",
        text="So far",
        born=2,
        version=3,
    )


def queries_of_page(client: Client, conversation: Conversation) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(conversation.get_absolute_url()).status_code == 200
    return len(queries)


def test_waiting_jobs_are_placed_in_the_queue_all_at_once(
    reply: Message, owner: User, client: Client
) -> None:
    client.force_login(owner)
    asked = []
    for _ in range(3):
        IdeaJob.objects.create(message=reply, job=make_job(owner), born=3, version=3)
        asked.append(queries_of_page(client, reply.conversation))
    assert asked[1] == asked[2]
    page = client.get(reply.conversation.get_absolute_url()).content.decode()
    for line in ("Waiting, next in line", "Waiting, number 2 in line", "Waiting, number 3 in line"):
        assert line in page


def test_a_reply_asks_the_database_as_little_before_its_call_however_long_the_conversation(
    owner: User,
) -> None:
    """A person waits for the first word meanwhile."""
    conversation = Conversation.objects.create(pk=uuid.uuid4(), owner=owner)
    asked = []
    for _ in range(4):
        services.message_send(conversation=conversation, text="Notes on lighthouses")
        with CaptureQueriesContext(connection) as queries:
            claimed = transitions.claim_next()
            assert claimed is not None
            context = replies.context_of(claimed)
            briefings.keep(claimed, OfflineAssistant(), context)
        asked.append(len(queries))
        replies.run(claimed)
    assert asked[1:] == asked[1:2] * 3
    assert max(asked) <= 20


def test_words_alone_need_no_price_and_no_queue(reply: Message) -> None:
    """A price takes the person's keys, decrypted; a growing reply would ask for it all the time."""
    thread = selectors.thread(reply.conversation)
    [message] = message_contents.latest(reply.conversation_id)
    with CaptureQueriesContext(connection) as queries:
        assert message_card(message, thread).html
    assert not queries.captured_queries
    assert not vars(thread).keys() & {"idea_price_usd", "positions"}
