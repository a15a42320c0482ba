"""A conversation that begins, a reply that was stopped, and the browser of their owner."""

import uuid

import pytest
from django.test import Client

from copilot import services
from copilot.models import Conversation, Message, User
from tests.copilot.browsers import signed_in


@pytest.fixture
def conversation(owner: User) -> Conversation:
    return services.conversation_open(owner=owner, pk=uuid.uuid4())


@pytest.fixture
def stopped(conversation: Conversation) -> Message:
    reply = services.message_send(conversation=conversation, text="Notes")
    services.reply_stop(reply)
    return reply


@pytest.fixture
def browser(owner: User) -> Client:
    return signed_in(owner)
