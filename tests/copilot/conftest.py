"""A conversation that begins, and the browser of its owner."""

import uuid

import pytest
from django.test import Client

from copilot import services
from copilot.models import Conversation, User


@pytest.fixture
def conversation(owner: User) -> Conversation:
    return services.conversation_open(owner=owner, pk=uuid.uuid4())


@pytest.fixture
def browser(owner: User, client: Client) -> Client:
    client.force_login(owner)
    return client
