"""Breakers and retired models: shared by all workers, opened by failures, closed by success."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest import mock

import pytest
from django.utils import timezone

from imaging import breaker, model_states
from imaging.gate import StepGate
from imaging.models import Breaker, ModelState
from imaging.providers.errors import (
    AuthenticationFailed,
    ContentBlocked,
    InternalError,
    ModelRetired,
    NoImage,
    NotConfigured,
    ProviderError,
    ProviderUnavailable,
    QuotaExceeded,
)

pytestmark = pytest.mark.django_db

STEP = ("gemini", "model-1")
KEY = "AIza-a-key-of-somebody-1234"


def gate(key: str = KEY) -> StepGate:
    """As each job makes its own."""
    return StepGate({"gemini": breaker.fingerprint(key), "imagen": breaker.fingerprint(key)})


def failed(error: ProviderError, *, times: int = 1, key: str = KEY) -> None:
    for _ in range(times):
        each = gate(key)
        assert each.refusal(*STEP) is None
        each.ended(*STEP, error)


@contextmanager
def later(**passed: float) -> Iterator[datetime]:
    now = timezone.now() + timedelta(**passed)
    with mock.patch.object(timezone, "now", return_value=now):
        yield now


def test_a_key_without_quota_is_left_alone_at_once() -> None:
    failed(QuotaExceeded())

    refused = gate().refusal(*STEP)

    assert isinstance(refused, QuotaExceeded)
    assert refused.retry_after_s is not None
    assert 25 < refused.retry_after_s <= 30


def test_only_the_same_provider_model_and_key_are() -> None:
    failed(AuthenticationFailed())

    assert gate().refusal(*STEP)
    assert gate("another-key-5678").refusal(*STEP) is None
    assert gate().refusal("gemini", "model-2") is None
    assert gate().refusal("imagen", "model-1") is None


def test_a_quota_that_says_when_is_taken_at_its_word_but_for_an_hour() -> None:
    failed(QuotaExceeded(retry_after_s=17))
    with later(seconds=16):
        assert gate().refusal(*STEP)
    with later(seconds=18):
        failed(QuotaExceeded(retry_after_s=3600))
    with later(seconds=18, minutes=14):
        assert gate().refusal(*STEP)
    with later(seconds=19, minutes=15):
        assert gate().refusal(*STEP) is None


def test_an_outage_opens_after_three_steps_in_a_row() -> None:
    failed(ProviderUnavailable(), times=2)
    failed(NoImage())  # an answer
    failed(ProviderUnavailable(), times=3)

    assert isinstance(gate().refusal(*STEP), ProviderUnavailable)


def test_the_cool_down_doubles_up_to_a_quarter_of_an_hour() -> None:
    passed = 0.0
    for cool_down in (30, 60, 120, 240, 480, 900, 900):
        with later(seconds=passed):
            failed(QuotaExceeded())
        with later(seconds=passed + cool_down - 1):
            assert gate().refusal(*STEP)
        passed += cool_down + 1


def test_after_the_cool_down_one_probe_goes_through_at_a_time() -> None:
    failed(QuotaExceeded())
    with later(seconds=31):
        probe = gate()
        assert probe.refusal(*STEP) is None
        assert gate().refusal(*STEP)

        probe.ended(*STEP, None)

        assert gate().refusal(*STEP) is None
        assert gate().refusal(*STEP) is None
    assert not Breaker.objects.exists()


def test_two_that_saw_it_open_do_not_both_probe() -> None:
    failed(QuotaExceeded())
    first, second = Breaker.objects.get(), Breaker.objects.get()
    with later(seconds=31):
        assert breaker.refusal(first) is None
        assert breaker.refusal(second)


@pytest.mark.parametrize("answer", [ContentBlocked(), NoImage()])
def test_any_answer_of_the_model_closes(answer: ProviderError) -> None:
    failed(QuotaExceeded())
    with later(seconds=31):
        failed(answer)
    assert not Breaker.objects.exists()


def test_a_probe_that_told_nothing_is_given_back() -> None:
    failed(QuotaExceeded())
    with later(seconds=31):
        dropped, broken = gate(), gate()
        assert dropped.refusal(*STEP) is None
        dropped.dropped(*STEP)
        assert broken.refusal(*STEP) is None
        broken.ended(*STEP, InternalError())
        assert gate().refusal(*STEP) is None


def test_a_probe_whose_worker_died_is_let_go() -> None:
    failed(QuotaExceeded())
    with later(seconds=31):
        assert gate().refusal(*STEP) is None
    with later(seconds=31 + 149):
        assert gate().refusal(*STEP)
    with later(seconds=31 + 151):
        assert gate().refusal(*STEP) is None


def test_what_was_under_way_as_it_opened_makes_it_no_worse() -> None:
    under_way = [gate() for _ in range(5)]
    for each in under_way:
        assert each.refusal(*STEP) is None
    for each in under_way:
        each.ended(*STEP, QuotaExceeded())

    assert Breaker.objects.get().failures == 1


def test_what_is_ours_or_the_prompts_opens_nothing() -> None:
    for error in (InternalError(), NotConfigured(), ContentBlocked(), NoImage()):
        failed(error, times=5)
    assert not Breaker.objects.exists()


def test_it_keeps_no_key() -> None:
    failed(QuotaExceeded())
    row = Breaker.objects.values().get()
    assert not any(KEY[start : start + 8] in str(row) for start in range(len(KEY) - 7))


def test_a_model_that_is_gone_is_skipped_until_it_is_listed() -> None:
    failed(ModelRetired())
    retired_at = ModelState.objects.get().retired_at
    assert retired_at is not None
    assert isinstance(gate("another-key-5678").refusal(*STEP), ModelRetired)

    model_states.listed("gemini", ["model-1"], at=timezone.now())

    assert gate().refusal(*STEP) is None
    assert ModelState.objects.get().last_listed_at is not None


def test_a_model_that_goes_keeps_its_first_date() -> None:
    model_states.retire(*STEP)
    first = ModelState.objects.get().retired_at
    with later(days=3):
        model_states.retire(*STEP)
    assert ModelState.objects.get().retired_at == first


def test_a_person_may_say_try_now() -> None:
    model_states.retire(*STEP)
    model_states.bring_back(*STEP)
    assert gate().refusal(*STEP) is None
