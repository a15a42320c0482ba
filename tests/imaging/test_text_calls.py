"""Text models asked in turn: what is written down of a call, and what a breaker learns of it."""

import pytest

from copilot.models import User
from imaging import breaker
from imaging.models import Breaker, ProviderAttempt
from imaging.providers.errors import ContentBlocked, NotConfigured, UnusableAnswer
from imaging.providers.gemini_text import GeminiText
from imaging.text_calls import Told, ask_in_turn
from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator

pytestmark = pytest.mark.django_db

KEY, FIRST, SECOND = "a-test-key-0001", "gemini-3.8-flash", "gemini-3.5-flash-lite"


def asked(owner: User, gemini: GeminiEmulator, *models: str) -> Told[str]:
    steps = [("gemini", GeminiText(KEY, gemini.base_url, model, 5.0)) for model in models]
    return ask_in_turn(
        steps,
        lambda model, within_s: model.ask("A post", instruction="Say yes.", within_s=within_s),
        lambda answer: answer if answer == "yes" else None,
        owner=owner,
        keys={"gemini": KEY},
        within_s=5.0,
    )


def rows() -> list[tuple[str, str, str]]:
    return list(ProviderAttempt.objects.values_list("model", "status", "error_code"))


def test_answers_that_cannot_be_used_close_no_model_to_others(
    owner: User, gemini: GeminiEmulator
) -> None:
    gemini.script(behaviours.text("perhaps"), target=FIRST, standing=True)

    for _ in range(breaker.OUTAGES + 1):
        with pytest.raises(UnusableAnswer):
            asked(owner, gemini, FIRST)

    assert rows() == [(FIRST, "failed", "unusable_answer")] * (breaker.OUTAGES + 1)
    assert ProviderAttempt.objects.exclude(input_tokens=None).count() == breaker.OUTAGES + 1
    assert not Breaker.objects.exists()


def test_outages_do(owner: User, gemini: GeminiEmulator) -> None:
    gemini.script(behaviours.unavailable(), target=FIRST, standing=True)
    gemini.script(behaviours.text("yes"), target=SECOND, standing=True)

    for _ in range(breaker.OUTAGES + 1):
        assert asked(owner, gemini, FIRST, SECOND) == Told("gemini", SECOND, "yes")

    assert rows()[-2:] == [(FIRST, "skipped", "provider_unavailable"), (SECOND, "succeeded", "")]


def test_what_one_declines_is_not_taken_to_the_next(owner: User, gemini: GeminiEmulator) -> None:
    gemini.script(behaviours.blocked(), target=FIRST)

    with pytest.raises(ContentBlocked):
        asked(owner, gemini, FIRST, SECOND)

    assert rows() == [(FIRST, "failed", "content_blocked")]


def test_with_nobody_to_ask_nothing_is_written_down(owner: User, gemini: GeminiEmulator) -> None:
    with pytest.raises(NotConfigured):
        asked(owner, gemini)

    assert rows() == []
