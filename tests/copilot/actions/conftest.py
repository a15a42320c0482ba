"""A conversation with one image, and Gemini emulated."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from copilot.models import Conversation, IdeaJob, Message, User
from imaging.models import GeneratedImage
from tests.emulator.server import GeminiEmulator
from tests.factories import make_image, make_job


@pytest.fixture(autouse=True)
def _gemini(gemini: GeminiEmulator, settings: Settings) -> None:
    settings.GEMINI_API_KEY = "a-test-key-0001"
    settings.GEMINI_BASE_URL = gemini.base_url
    settings.GEMINI_TEXT_MODELS = ["gemini-3.8-flash"]
    settings.GEMINI_IMAGE_MODELS = ["gemini-nano-banana-2.1"]
    settings.IMAGE_PROVIDERS = ["gemini", "canvas"]


@pytest.fixture
def image(conversation: Conversation, owner: User) -> GeneratedImage:
    """The only image of the conversation."""
    message = Message.objects.create(
        conversation=conversation, author="copilot", text="Here.", born=1, version=1
    )
    job = make_job(owner, status="succeeded")
    IdeaJob.objects.create(message=message, job=job, born=1, version=1)
    return make_image(owner, job=job)


@pytest.fixture
def client(client: Client, owner: User) -> Client:
    client.force_login(owner)
    return client
