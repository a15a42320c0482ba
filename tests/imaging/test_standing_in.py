"""Who paints where a model fails, lately failed or is gone, and what is said of it."""

import pytest
from pytest_django.fixtures import Settings

from copilot.models import User
from imaging.models import AttemptStatus, GeneratedImage, JobStatus
from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator
from tests.imaging.image_models import FIRST, SECOND
from tests.imaging.running import PROMPT, attempts, run

pytestmark = pytest.mark.django_db


def test_the_second_model_stands_in_and_the_first_ones_failure_is_on_record(
    owner: User, with_gemini: GeminiEmulator
) -> None:
    with_gemini.script(behaviours.zero_quota(), target=FIRST)
    job = run(owner)

    assert job.images.get().model == SECOND
    assert attempts(job) == [
        (FIRST, AttemptStatus.FAILED, "quota_exceeded"),
        (SECOND, AttemptStatus.SUCCEEDED, ""),
    ]


def test_canvas_stands_in_and_says_why(owner: User, with_gemini: GeminiEmulator) -> None:
    with_gemini.script(behaviours.zero_quota(), standing=True)
    job = run(owner)

    assert job.status == JobStatus.SUCCEEDED
    assert not job.images.get().ai_generated
    assert "Gemini failed: the quota for this model is used up." in job.notice


def test_blocked_content_is_never_shopped_around(owner: User, with_gemini: GeminiEmulator) -> None:
    with_gemini.script(behaviours.blocked())
    job = run(owner)

    assert (job.status, job.error_code) == (JobStatus.FAILED, "content_blocked")
    assert job.error_action is not None
    offer = job.error_action.pop("offer")
    assert job.error_action == {"kind": "edit_prompt", "label": "Change the prompt", "at": None}
    assert (offer["prompt"], offer["is_new"]) == (PROMPT, False)
    assert len(with_gemini.calls) == 1
    assert not GeneratedImage.objects.exists()


def test_what_failed_lately_is_not_asked_again(owner: User, with_gemini: GeminiEmulator) -> None:
    with_gemini.script(behaviours.zero_quota(), target=FIRST, standing=True)
    run(owner)
    with_gemini.state.calls.clear()

    job = run(owner, count=2)

    assert [call.model for call in with_gemini.calls] == [SECOND, SECOND]
    assert attempts(job)[0] == (FIRST, AttemptStatus.SKIPPED, "quota_exceeded")


def test_a_model_that_is_gone_is_called_once(owner: User, with_gemini: GeminiEmulator) -> None:
    with_gemini.retire(FIRST)
    assert attempts(run(owner))[0] == (FIRST, AttemptStatus.FAILED, "model_retired")
    assert attempts(run(owner))[0] == (FIRST, AttemptStatus.SKIPPED, "model_retired")
    assert [call.model for call in with_gemini.calls] == [FIRST, SECOND, SECOND]


def test_canvas_says_why_where_nobody_was_asked(owner: User, with_gemini: GeminiEmulator) -> None:
    with_gemini.script(behaviours.zero_quota(), standing=True)
    run(owner)
    with_gemini.state.calls.clear()

    job = run(owner)

    assert with_gemini.calls == []
    assert "Gemini failed: the quota for this model is used up." in job.notice


def test_alone_it_fails_with_what_it_failed_with_before(
    owner: User, with_gemini: GeminiEmulator, settings: Settings
) -> None:
    settings.IMAGE_PROVIDERS = ["gemini"]
    with_gemini.script(behaviours.zero_quota(), standing=True)
    assert run(owner).error_code == "all_providers_failed"

    job = run(owner)

    assert (job.error_code, job.error_retryable) == ("quota_exceeded", True)
    assert job.error_action is not None
    assert job.error_action["at"]
