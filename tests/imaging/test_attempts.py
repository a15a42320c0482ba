"""Calls for texts are a person's, kept and settled as those for images are."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from copilot.models import User
from imaging import transitions
from imaging.attempts import JobAttempts, TextAttempts, close_lost_texts
from imaging.models import AttemptStatus, JobStatus, ProviderAttempt, Purpose
from imaging.providers import catalogue
from imaging.providers.errors import QuotaExceeded
from imaging.providers.types import ImageResult, Receipt
from imaging.selectors import spending_today
from tests.factories import make_job

pytestmark = pytest.mark.django_db

# A model whose rates are known, and one whose rates are not.
PRICED, UNPRICED = "gemini-3-pro-image", "gemini-3.8-flash"


def test_a_text_costs_its_tokens_at_the_catalogues_rates(owner: User, stranger: User) -> None:
    log = TextAttempts(owner)
    log.succeeded(log.started("gemini", PRICED), Receipt("r-1", 10_000, 2_000))

    attempt = ProviderAttempt.objects.get()
    assert (attempt.purpose, attempt.status) == (Purpose.TEXT, AttemptStatus.SUCCEEDED)
    assert (attempt.input_tokens, attempt.output_tokens) == (10_000, 2_000)
    assert (attempt.request_id, attempt.cost_usd) == ("r-1", Decimal("0.0440"))
    assert attempt.latency_ms is not None
    assert spending_today(owner).cost_usd == Decimal("0.0440")
    assert spending_today(stranger).cost_usd == 0


@pytest.mark.parametrize(
    ("model", "receipt"), [(UNPRICED, Receipt("r-1", 10_000, 2_000)), (PRICED, Receipt("r-1"))]
)
def test_what_is_not_known_is_no_cost_of_nothing(owner: User, model: str, receipt: Receipt) -> None:
    log = TextAttempts(owner)
    log.succeeded(log.started("gemini", model), receipt)
    assert ProviderAttempt.objects.get().cost_usd is None


def test_spending_counts_texts_and_images(owner: User) -> None:
    log = TextAttempts(owner)
    log.cancelled(log.started("gemini", PRICED), Receipt("", 10_000, 2_000))
    make_job(owner).attempts.create(provider="gemini", model="m", cost_usd="0.0340")
    assert spending_today(owner).cost_usd == Decimal("0.0780")


def test_a_failure_keeps_what_the_provider_told(owner: User) -> None:
    log = TextAttempts(owner)
    error = QuotaExceeded("429 RESOURCE_EXHAUSTED", http_status=429, request_id="from-the-header")
    log.failed(log.started("gemini", UNPRICED), error, Receipt())

    attempt = ProviderAttempt.objects.get()
    assert (attempt.status, attempt.error_code) == (AttemptStatus.FAILED, "quota_exceeded")
    assert (attempt.http_status, attempt.request_id) == (429, "from-the-header")


def test_a_call_that_nobody_closed_is_lost(owner: User) -> None:
    log = TextAttempts(owner)
    old, new = log.started("gemini", UNPRICED), log.started("gemini", UNPRICED)
    ProviderAttempt.objects.filter(pk=old.pk).update(started_at=timezone.now() - timedelta(hours=2))

    assert close_lost_texts() == 1
    statuses = dict(ProviderAttempt.objects.values_list("pk", "status"))
    assert statuses == {old.pk: AttemptStatus.LOST, new.pk: AttemptStatus.STARTED}


@pytest.mark.parametrize(
    ("purpose", "with_job", "with_owner"),
    [
        (Purpose.IMAGE, False, False),
        (Purpose.IMAGE, False, True),
        (Purpose.TEXT, False, False),
        (Purpose.TEXT, True, True),
    ],
)
def test_a_call_belongs_to_a_job_or_to_a_person(
    owner: User, purpose: Purpose, with_job: bool, with_owner: bool
) -> None:
    with pytest.raises(IntegrityError, match="attempt_belongs_to_somebody"), transaction.atomic():
        ProviderAttempt.objects.create(
            purpose=purpose,
            job=make_job(owner) if with_job else None,
            owner=owner if with_owner else None,
            provider="gemini",
            model="m",
        )


def test_text_models_are_in_the_catalogue_and_make_no_images() -> None:
    card = catalogue.card("gemini", UNPRICED)
    assert (card.operations, card.price_usd, card.rates) == (frozenset(), {}, None)
    assert catalogue.card("gemini", "gemini-2.5-flash").replacement == UNPRICED


@pytest.mark.parametrize("cancelled", ["while it is made", "while it is checked"])
def test_a_picture_that_came_after_the_cancellation_is_counted(owner: User, cancelled: str) -> None:
    make_job(owner, status=JobStatus.QUEUED)
    job = transitions.claim_next()
    assert job is not None
    log, result = JobAttempts(job), ImageResult((), Decimal("0.0340"), "r-1")
    call = log.started("gemini", "m")

    if cancelled == "while it is made":
        transitions.cancel(job)
        with pytest.raises(transitions.ClaimLost):
            log.checking(call, result)
    else:
        log.checking(call, result)
        transitions.cancel(job)
        log.succeeded(call, result)

    call.refresh_from_db()
    job.refresh_from_db()
    assert (call.status, call.cost_usd, call.request_id) == (
        AttemptStatus.CANCELLED, Decimal("0.0340"), "r-1",
    )  # fmt: skip
    assert job.cost_usd == spending_today(owner).cost_usd == Decimal("0.0340")


def test_a_late_answer_changes_no_cost_that_is_known(owner: User) -> None:
    log = TextAttempts(owner)
    call = log.started("gemini", PRICED)
    log.cancelled(call, Receipt("r-1", 10_000, 2_000))

    log.failed(call, QuotaExceeded("late"), Receipt())

    call.refresh_from_db()
    assert (call.status, call.error_code, call.cost_usd) == ("cancelled", "", Decimal("0.0440"))
