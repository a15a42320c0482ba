"""What many tests of images set up."""

import pytest
from pytest_django.fixtures import Settings

from tests.emulator.server import GeminiEmulator
from tests.imaging.image_models import FIRST, SECOND


@pytest.fixture
def with_gemini(gemini: GeminiEmulator, settings: Settings) -> GeminiEmulator:
    settings.GEMINI_API_KEY = "a-test-key-0001"
    settings.GEMINI_BASE_URL = gemini.base_url
    settings.GEMINI_IMAGE_MODELS = [FIRST, SECOND]
    settings.GEMINI_MAX_RETRIES = 0
    return gemini
