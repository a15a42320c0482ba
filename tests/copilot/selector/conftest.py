"""An idea of a reply, and its owner's browser where every provider is set up."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from copilot.models import Idea, Message, User
from tests.copilot.selector.choosing import FAST, FLASH, LITE


@pytest.fixture
def browser(client: Client, owner: User, settings: Settings) -> Client:
    settings.GEMINI_API_KEY = "a-test-key-0001"
    settings.GEMINI_IMAGE_MODELS = [FLASH, LITE]
    settings.IMAGEN_FALLBACK_ENABLED = True
    settings.IMAGEN_MODEL = FAST
    client.force_login(owner)
    return client


@pytest.fixture
def idea(stopped: Message) -> Idea:
    return Idea.objects.create(
        message=stopped, position=0, kind="people", style="collage", prompt="A picker at dawn",
        description="A picker and a robot",
    )  # fmt: skip
