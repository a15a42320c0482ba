"""Breakers: a step that keeps failing with a key is left alone for a while, by every worker."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from imaging.compiled_queries import compiled
from imaging.models import Breaker
from imaging.providers import errors
from imaging.providers.errors import ProviderError

COOL_DOWN = timedelta(seconds=30)
COOL_DOWN_MAX = timedelta(minutes=15)
# Failed steps in a row before an outage opens the breaker; what a key may not do opens it at once.
OUTAGES = 3
# Longer than any job's deadline, so that a probe cannot be running when the next is let through.
PROBE_LEASE = timedelta(seconds=150)

# The codes that count as failures of the step, by the failures it takes to open.
OPENS_AFTER = {
    "quota_exceeded": 1,
    "authentication": 1,
    "provider_unavailable": OUTAGES,
    "timeout": OUTAGES,
}
ERRORS: dict[str, type[ProviderError]] = {
    kind.code: kind
    for kind in (
        errors.QuotaExceeded,
        errors.AuthenticationFailed,
        errors.ProviderUnavailable,
        errors.ProviderTimeout,
    )
}


def fingerprint(key: str) -> str:
    """Tells keys apart; nobody can find the key from it."""
    return salted_hmac("imaging.breaker", key, algorithm="sha256").hexdigest()[:32]


def found(provider: str, model: str, key_fingerprint: str) -> Breaker | None:
    """The step's breaker; None where it has not failed since it last worked."""
    return next(iter(_of_step(provider, model, key_fingerprint)), None)


def failing_with(key_fingerprint: str) -> list[Breaker]:
    """The steps that have failed with the key since they last worked, open or not yet."""
    return _of_key(key_fingerprint)


@compiled
def _of_key(key_fingerprint: str) -> QuerySet[Breaker]:
    return Breaker.objects.filter(key_fingerprint=key_fingerprint)


@compiled
def _of_step(provider: str, model: str, key_fingerprint: str) -> QuerySet[Breaker]:
    return Breaker.objects.filter(provider=provider, model=model, key_fingerprint=key_fingerprint)


def refusal(breaker: Breaker) -> ProviderError | None:
    """Why the step is to be left alone; None to call it, as the one probe where it was open."""
    now = timezone.now()
    if breaker.open_until is None:
        return None
    if breaker.open_until > now:
        return _remembered(breaker, breaker.open_until, now)
    free = Q(probe_until=None) | Q(probe_until__lte=now)
    claimed = (
        Breaker.objects.filter(free, pk=breaker.pk, open_until=breaker.open_until)
        .update(probe_until=now + PROBE_LEASE)
    )  # fmt: skip
    return None if claimed else _remembered(breaker, now + COOL_DOWN, now)


def record(provider: str, model: str, key_fingerprint: str, error: ProviderError) -> None:
    """Count a failed step, and open its breaker where that is one too many."""
    now = timezone.now()
    same = {"provider": provider, "model": model, "key_fingerprint": key_fingerprint}
    try:
        Breaker.objects.get_or_create(**same, defaults={"code": error.code})
    except IntegrityError:
        # Made and closed by others meanwhile; the next failure counts.
        return
    with transaction.atomic():
        breaker = Breaker.objects.select_for_update().filter(**same).first()
        if breaker is None or (breaker.open_until is not None and breaker.open_until > now):
            # What was under way as it opened tells nothing new.
            return
        breaker.failures = F("failures") + 1
        breaker.code, breaker.failed_at, breaker.probe_until = error.code, now, None
        breaker.save()
        breaker.refresh_from_db(fields=["failures"])
        if cool_down := _cool_down(breaker.failures, error):
            breaker.opened_at = breaker.opened_at or now
            breaker.open_until = now + cool_down
            breaker.save(update_fields=["opened_at", "open_until"])


def give_back(breaker: Breaker) -> None:
    """The probe ended without a word from the provider: let the next one through."""
    Breaker.objects.filter(pk=breaker.pk).update(probe_until=None)


def close(**which: str) -> int:
    """Close breakers by `provider`, `model`, `key_fingerprint`; how many there were."""
    count, _ = Breaker.objects.filter(**which).delete()
    return count


def _cool_down(failures: int, error: ProviderError) -> timedelta | None:
    """How long to stay open after this many failures in a row; None to stay closed."""
    if error.retry_after_s is not None:
        return min(timedelta(seconds=error.retry_after_s), COOL_DOWN_MAX)
    times_over = failures - OPENS_AFTER[error.code]
    if times_over < 0:
        return None
    # Capped before it is doubled: 2 to the power of weeks of failures is no number of seconds.
    doublings: int = min(times_over, 10)
    return min(COOL_DOWN * (1 << doublings), COOL_DOWN_MAX)


def _remembered(breaker: Breaker, until: datetime, now: datetime) -> ProviderError:
    kind = ERRORS.get(breaker.code, errors.ProviderUnavailable)
    return kind("breaker open", retry_after_s=(until - now).total_seconds())
