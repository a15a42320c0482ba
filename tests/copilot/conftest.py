"""A conversation that begins, and the browser of its owner."""

import uuid

import pytest
from django.test import Client

from copilot import services
from copilot.models import Conversation, User
from tests.copilot.browsers import signed_in


@pytest.fixture
def conversation(owner: User) -> Conversation:
    return services.conversation_open(owner=owner, pk=uuid.uuid4())


@pytest.fixture
def browser(owner: User) -> Client:
    return signed_in(owner)
