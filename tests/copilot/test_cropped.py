"""A picture made in another shape than was asked for is delivered in the one asked for."""

import io
import uuid

import pytest
from django.test import Client
from PIL import Image
from pytest_django.fixtures import Settings

from copilot import services
from copilot.models import IdeaJob, User
from copilot.presentation.images import image_card
from imaging import storage, tasks
from imaging.inputs import JobInput
from imaging.models import GeneratedImage
from imaging.providers.types import Format
from imaging.services import job_create
from tests.emulator.server import GeminiEmulator

pytestmark = pytest.mark.django_db


@pytest.fixture
def portrait(owner: User, gemini: GeminiEmulator, settings: Settings) -> GeneratedImage:
    """By Imagen, which knows 3:4 and no 4:5."""
    settings.IMAGE_PROVIDERS = ["imagen"]
    settings.GEMINI_API_KEY = "a-test-key-0001"
    settings.IMAGEN_BASE_URL = gemini.base_url
    gemini.state.models[settings.IMAGEN_MODEL] = "predict"
    asked = JobInput(prompt="A lighthouse", format=Format.PORTRAIT)
    job = job_create(owner=owner, job_input=asked)
    conversation = services.conversation_open(owner=owner, pk=uuid.uuid4())
    reply = services.message_send(conversation=conversation, text="Notes")
    IdeaJob.objects.create(message=reply, job=job, born=1, version=1)
    assert tasks.run_next()
    return GeneratedImage.objects.with_files().get(job=job)


def size_of(data: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(data)).size


def test_what_is_shown_and_taken_along_is_the_part_in_that_shape(
    owner: User, client: Client, portrait: GeneratedImage
) -> None:
    client.force_login(owner)
    card = image_card(portrait)
    assert (card.width, card.height) == (1080, 1350)
    for url in (card.content_url, card.download_url):
        response = client.get(url)
        assert size_of(b"".join(response.streaming_content)) == (1080, 1350)  # type: ignore[attr-defined]


def test_the_original_is_whole_and_the_person_is_told(portrait: GeneratedImage) -> None:
    assert size_of(storage.read(portrait.original)) == (portrait.width, portrait.height)
    assert portrait.width / portrait.height == pytest.approx(3 / 4, rel=0.02)
    assert portrait.job is not None
    assert portrait.job.notice == (
        "Imagen 4 has no 4:5: this was made in 3:4, the nearest. It is cropped to portrait; the "
        "whole is kept as the original."
    )


def test_what_fits_is_shown_as_it_came(portrait: GeneratedImage) -> None:
    portrait.width, portrait.height = 928, 1152
    card = image_card(portrait)
    assert "rendition" not in card.content_url + card.download_url
    assert (card.width, card.height) == (928, 1152)
