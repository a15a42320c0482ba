"""Steps that cost more, or can do less, than was asked for."""

import base64
from decimal import Decimal

import pytest
from pytest_django.fixtures import Settings

from copilot.models import User
from imaging.models import JobStatus
from imaging.providers.types import Format, Quality
from tests.emulator import behaviours, pictures
from tests.emulator.server import GeminiEmulator
from tests.imaging.image_models import FIRST, SECOND
from tests.imaging.running import attempts, run

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "tried"),
    [
        ({}, ["quota_exceeded", "max_cost_exceeded"]),
        ({"max_cost_usd": Decimal("0.5")}, ["quota_exceeded", ""]),
    ],
)
def test_a_dearer_step_never_surprises(
    owner: User,
    with_gemini: GeminiEmulator,
    settings: Settings,
    asked: dict[str, object],
    tried: list[str],
) -> None:
    settings.IMAGE_PROVIDERS = ["gemini", "canvas"]
    settings.GEMINI_IMAGE_MODELS = [FIRST, "gemini-3-pro-image"]
    with_gemini.script(behaviours.zero_quota(), target=FIRST)

    job = run(owner, **asked)

    assert [code for _, _, code in attempts(job)][:2] == tried
    assert job.images.get().ai_generated == (tried[1] == "")
    if tried[1]:
        row = job.attempts.get(error_code="max_cost_exceeded")
        assert row.error_detail == "costs $0.134 a picture, and the limit is $0.068"
        assert job.notice == (
            "Drawn locally, no AI, because Gemini failed: the quota for this model is used up. "
            "Nano Banana Pro was left out: it costs $0.134 a picture, and the limit is $0.068, "
            "twice the price shown."
        )


def test_where_everything_costs_too_much_the_reason_says_so(
    owner: User, with_gemini: GeminiEmulator, settings: Settings
) -> None:
    settings.IMAGE_PROVIDERS = ["gemini"]

    job = run(owner, max_cost_usd=Decimal("0.001"))

    assert with_gemini.calls == []
    assert job.error_code == "unsupported_option"
    assert "costs more than the limit" in job.error_message
    assert job.error_action is not None
    assert job.error_action["label"] == "Allow a higher price"


def test_a_step_without_the_quality_gives_its_best_and_says_so(
    owner: User, with_gemini: GeminiEmulator, settings: Settings
) -> None:
    settings.GEMINI_IMAGE_MODELS = [SECOND]
    job = run(owner, quality=Quality.FOUR_K)

    assert job.status == JobStatus.SUCCEEDED
    assert job.images.get().width == 1376
    assert "makes nothing larger" in job.notice


def test_a_ratio_that_was_silently_dropped_is_told(
    owner: User, with_gemini: GeminiEmulator
) -> None:
    square = base64.b64encode(pictures.unique_png((1024, 1024))).decode()
    part = {"inlineData": {"mimeType": "image/png", "data": square}}
    with_gemini.script(behaviours.chunks([part]))
    assert "1024 x 1024" in run(owner, format=Format.LANDSCAPE).notice
