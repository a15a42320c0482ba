"""Why no model made the picture, in a person's words."""

from decimal import Decimal

import pytest
from pytest_django.fixtures import Settings

from copilot.models import User
from imaging.models import Breaker
from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator
from tests.imaging.image_models import FIRST
from tests.imaging.running import run

pytestmark = pytest.mark.django_db


def test_a_failure_says_what_was_left_out_for_its_price(
    owner: User, with_gemini: GeminiEmulator, settings: Settings
) -> None:
    settings.IMAGE_PROVIDERS = ["gemini"]
    settings.GEMINI_IMAGE_MODELS = [FIRST, "gemini-3-pro-image"]
    with_gemini.script(behaviours.zero_quota(), behaviours.blocked(), target=FIRST)

    job = run(owner, max_cost_usd=Decimal("0.05"))
    assert job.error_message == (
        "The quota for this model is used up. Nano Banana Pro was left out: it costs $0.134 a "
        "picture, and the limit is $0.050."
    )
    # What was blocked is not offered to another model, for more money or less.
    Breaker.objects.all().delete()
    assert "Pro" not in run(owner, max_cost_usd=Decimal("0.05")).error_message


def test_a_model_that_went_before_is_no_news(
    owner: User, with_gemini: GeminiEmulator, settings: Settings
) -> None:
    settings.IMAGE_PROVIDERS = ["gemini", "imagen", "canvas"]
    with_gemini.retire(settings.IMAGEN_MODEL)
    with_gemini.script(behaviours.zero_quota(), target="image", standing=True)

    first, second = run(owner), run(owner)

    assert "Imagen failed: the model no longer exists." in first.notice
    assert second.attempts.get(error_code="model_retired").status == "skipped"
    assert "Imagen" not in second.notice
    assert "Gemini failed: the quota for this model is used up." in second.notice


def test_where_several_failed_each_providers_reason_is_told(
    owner: User, with_gemini: GeminiEmulator, settings: Settings
) -> None:
    settings.IMAGE_PROVIDERS = ["gemini", "imagen"]
    with_gemini.script(behaviours.zero_quota(), target="image", standing=True)
    with_gemini.script(behaviours.unavailable(), target="predict", standing=True)

    assert run(owner).error_message == (
        "Every model that could make this image failed. Gemini failed: the quota for this model "
        "is used up. Imagen failed: the provider is not available at the moment."
    )
