"""An image that a conversation shows, with a version and an attempt at one."""

import pytest
from pytest_django.fixtures import Settings

from copilot import services, showing
from copilot.models import Conversation, User
from imaging.models import GeneratedImage, GenerationJob, JobStatus
from tests.factories import make_image, make_job


@pytest.fixture(autouse=True)
def _with_gemini(settings: Settings) -> None:
    settings.IMAGE_PROVIDERS = ["gemini", "canvas"]
    settings.GEMINI_API_KEY = "a-test-key-0001"
    settings.GEMINI_IMAGE_MODELS = ["gemini-nano-banana-2.1"]


@pytest.fixture
def image(owner: User, conversation: Conversation) -> GeneratedImage:
    message = services.message_send(conversation=conversation, text="Notes of mine")
    job = make_job(owner, status=JobStatus.SUCCEEDED, content="A post")
    showing.show_job(message=message, job=job, idea=None)
    return make_image(owner, job=job)


@pytest.fixture
def child(owner: User, image: GeneratedImage) -> GeneratedImage:
    job = make_job(
        owner,
        operation="edit",
        prompt="Make it night",
        status=JobStatus.SUCCEEDED,
        source_image=image,
    )
    return make_image(
        owner, colour="navy", job=job, operation="edit", prompt="Make it night", parent=image,
        tree=image.tree_id,
    )  # fmt: skip


@pytest.fixture
def failed(owner: User, image: GeneratedImage) -> GenerationJob:
    return make_job(
        owner,
        operation="edit",
        prompt="Make it day",
        status=JobStatus.FAILED,
        error_message="Gemini declined this prompt for safety reasons.",
        source_image=image,
    )
