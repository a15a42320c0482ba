"""The log of outside calls: an image's are rows of a job, a text's are a person's."""

from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone

from imaging import transitions
from imaging.connections import release_connection
from imaging.models import AttemptStatus, GenerationJob, JobStage, ProviderAttempt, Purpose
from imaging.providers import catalogue
from imaging.providers.calls import MAX_COST_EXCEEDED
from imaging.providers.errors import ProviderError
from imaging.providers.types import ImageResult, Receipt

# Longer than any text takes: a row that has not been closed by then, nobody will close.
TEXT_LOST_AFTER = timedelta(minutes=15)


class JobAttempts:
    """An `AttemptLog`. Any of its methods may raise `ClaimLost`, which ends the chain."""

    def __init__(self, job: GenerationJob) -> None:
        self._job = job

    def started(self, provider: str, model: str) -> ProviderAttempt:
        attempt = transitions.start_attempt(self._job, provider, model)
        # A provider takes seconds to answer; a connection held that long is one too few for others.
        release_connection()
        return attempt

    def checking(self, handle: ProviderAttempt, result: ImageResult) -> None:
        transitions.answered(handle)
        try:
            transitions.enter(self._job, JobStage.CHECKING)
        except transitions.ClaimLost:
            self.succeeded(handle, result)
            raise

    def succeeded(self, handle: ProviderAttempt, result: ImageResult) -> None:
        transitions.finish_attempt(
            handle,
            AttemptStatus.SUCCEEDED,
            cost_usd=result.cost_usd,
            request_id=result.request_id[:200],
        )

    def failed(self, handle: ProviderAttempt, error: ProviderError) -> None:
        transitions.finish_attempt(
            handle,
            AttemptStatus.FAILED,
            error_code=error.code,
            error_detail=error.detail,
            http_status=error.http_status,
            cost_usd=error.cost_usd,
            request_id=error.request_id[:200],
        )

    def skipped(self, provider: str, model: str, code: str, detail: str = "") -> None:
        ProviderAttempt.objects.create(
            job=self._job,
            provider=provider,
            model=model,
            status=AttemptStatus.SKIPPED,
            error_code=code,
            error_detail=detail,
        )


class TextAttempts:
    """The calls for one text of a person's; `subject` is the id of what it is for."""

    def __init__(self, owner: Any, subject: UUID | None = None) -> None:
        self._owner = owner
        self._subject = subject

    def started(self, provider: str, model: str) -> ProviderAttempt:
        attempt = ProviderAttempt.objects.create(
            purpose=Purpose.TEXT,
            owner=self._owner,
            subject=self._subject,
            provider=provider,
            model=model,
        )
        release_connection()
        return attempt

    def succeeded(self, handle: ProviderAttempt, receipt: Receipt) -> None:
        transitions.finish_attempt(handle, AttemptStatus.SUCCEEDED, **_settled(handle, receipt))

    def failed(self, handle: ProviderAttempt, error: ProviderError, receipt: Receipt) -> None:
        settled = _settled(handle, receipt)
        transitions.finish_attempt(
            handle,
            AttemptStatus.FAILED,
            error_code=error.code,
            error_detail=error.detail,
            http_status=error.http_status,
            **settled | {"request_id": settled["request_id"] or error.request_id[:200]},
        )

    def cancelled(self, handle: ProviderAttempt, receipt: Receipt) -> None:
        transitions.finish_attempt(handle, AttemptStatus.CANCELLED, **_settled(handle, receipt))

    def skipped(self, provider: str, model: str, code: str) -> None:
        ProviderAttempt.objects.create(
            purpose=Purpose.TEXT,
            owner=self._owner,
            subject=self._subject,
            provider=provider,
            model=model,
            status=AttemptStatus.SKIPPED,
            error_code=code,
        )


def lose_texts_of(subject: UUID) -> None:
    """Close the calls for this subject that are under way: their worker has gone."""
    started = ProviderAttempt.objects.filter(subject=subject, status=AttemptStatus.STARTED)
    for attempt in started:
        transitions.finish_attempt(attempt, AttemptStatus.LOST)


def close_lost_texts() -> int:
    """Close the calls that nobody else will; how many there were.

    Those of a text that was stopped as its worker died: nobody holds it any more.
    """
    return ProviderAttempt.objects.filter(
        purpose=Purpose.TEXT,
        status=AttemptStatus.STARTED,
        started_at__lt=timezone.now() - TEXT_LOST_AFTER,
    ).update(status=AttemptStatus.LOST)


def _settled(attempt: ProviderAttempt, receipt: Receipt) -> dict[str, Any]:
    return {
        "request_id": receipt.request_id[:200],
        "input_tokens": receipt.input_tokens,
        "output_tokens": receipt.output_tokens,
        "cost_usd": _text_cost_usd(attempt, receipt),
    }


def _text_cost_usd(attempt: ProviderAttempt, receipt: Receipt) -> Decimal | None:
    """By the catalogue's rates; None where they or the tokens are not known."""
    rates = catalogue.card(attempt.provider, attempt.model).rates
    if rates is None or receipt.input_tokens is None:
        return None
    return rates.cost_usd(input_tokens=receipt.input_tokens, text_tokens=receipt.output_tokens or 0)


def too_dear(job: GenerationJob) -> str:
    """Which steps were left out for their price, a sentence each; "" for none."""
    skipped = job.attempts.filter(error_code=MAX_COST_EXCEEDED)
    details = {_label(row.provider, row.model): row.error_detail for row in skipped}
    whose = "" if job.max_cost_usd is not None else ", twice the price shown"
    return " ".join(f"{name} was left out: it {detail}{whose}." for name, detail in details.items())


def _label(provider: str, model: str) -> str:
    with suppress(KeyError):  # a provider whose models nobody has listed
        return catalogue.card(provider, model).label
    return model
