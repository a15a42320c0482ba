"""How the providers stand: what the API, the shell and the staff's page tell of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q
from django.utils import timezone

from imaging import breaker
from imaging.keys import keys_for
from imaging.models import AttemptStatus, Breaker, Listing, ModelState, ProviderAttempt
from imaging.providers import catalogue
from imaging.providers.base import ImageProvider
from imaging.providers.catalogue import ModelCard
from imaging.providers.errors import AuthenticationFailed
from imaging.providers.registry import (
    FACTORIES,
    build_provider,
    build_providers,
    is_enabled,
    key_name,
    text_models,
)
from imaging.providers.types import Quality

LATELY = timedelta(days=1)
WARN_AHEAD = timedelta(days=30)
WARNINGS_KEY = "imaging.provider_warnings"
WARNINGS_KEPT_S = 60


class ProviderState(StrEnum):
    READY = "ready"
    COOLING = "cooling"
    UNCONFIGURED = "unconfigured"
    DISABLED = "disabled"


class ModelStanding(StrEnum):
    ACTIVE = "active"
    RETIRED = "retired"
    COOLING = "cooling"


@dataclass(frozen=True, slots=True)
class LastError:
    code: str
    http_status: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """`successes` of `calls` lately; `opens_at` is when a cooling model is tried again.

    `is_missing`: the last list of the provider's models had it not, though no call has failed yet.
    """

    id: str
    state: ModelStanding
    card: ModelCard
    retired_at: datetime | None
    listed_at: datetime | None
    is_missing: bool
    opens_at: datetime | None
    breaker_code: str
    calls: int
    successes: int
    last_error: LastError | None

    @property
    def price_usd(self) -> Decimal | None:
        """Of one picture at 1K."""
        return self.card.price_usd.get(Quality.ONE_K)

    @property
    def success_percent(self) -> int | None:
        return round(100 * self.successes / self.calls) if self.calls else None


@dataclass(frozen=True, slots=True)
class ProviderStatus:
    """`models` are those for images, which `configured` and `state` are about.

    `asked_at` and `listing_error` are of the last time its models were asked for.
    """

    alias: str
    label: str
    uses_ai: bool
    configured: bool
    state: ProviderState
    models: tuple[ModelStatus, ...]
    text_models: tuple[ModelStatus, ...]
    asked_at: datetime | None
    listing_error: str


def statuses_for(owner: Any) -> list[ProviderStatus]:
    """Every provider in the order of the chain, then those switched off, with this person's keys.

    `owner` None stands for the site's.
    """
    keys = keys_for(owner)
    in_chain = build_providers(keys)
    names = {each.alias for each in in_chain}
    others = [
        build_provider(alias, keys.get(key_name(alias), ""))
        for alias in FACTORIES
        if alias not in names
    ]
    facts = _Facts(
        {alias: breaker.fingerprint(keys.get(key_name(alias), "")) for alias in FACTORIES}
    )
    return [
        _status(each, text_models(each.alias, keys.get(key_name(each.alias), "")), facts)
        for each in in_chain + others
    ]


@dataclass(frozen=True, slots=True)
class ModelWarning:
    """`is_urgent` where a call has failed for it: lists may be incomplete, and dates wrong."""

    sentence: str
    is_urgent: bool


def warnings(statuses: Iterable[ProviderStatus]) -> list[ModelWarning]:
    """One for each refused key, and for each model in use that has gone or may soon go."""
    today = timezone.now().date()
    found: list[ModelWarning] = []
    for provider in statuses:
        switched_off = provider.state == ProviderState.DISABLED
        models = (() if switched_off else provider.models) + provider.text_models
        refused = [each for each in models if each.breaker_code == AuthenticationFailed.code]
        if refused:
            found.append(ModelWarning(_key_warning(provider.label, refused), is_urgent=True))
        found += [
            ModelWarning(sentence, is_urgent=model.retired_at is not None)
            for model in models
            if (sentence := _warning(provider.label, model, today))
        ]
    return found


def recent_warnings() -> list[ModelWarning]:
    """The site's warnings as they were within the last minute: cheap enough for every page."""
    found: list[ModelWarning] | None = cache.get(WARNINGS_KEY)
    if found is None:
        found = warnings(statuses_for(None))
        cache.set(WARNINGS_KEY, found, WARNINGS_KEPT_S)
    return found


def _key_warning(provider: str, refused: Sequence[ModelStatus]) -> str:
    """Of the key that these statuses are about, which for staff is the site's."""
    names = " and ".join(model.id for model in refused)
    return f"{provider} refused the site's key for {names}. Check it, or save another."


def _warning(provider: str, model: ModelStatus, today: date) -> str:
    instead = f" Use {model.card.replacement} instead." if model.card.replacement else ""
    if model.retired_at is not None:
        return f"{provider}'s {model.id} has been gone since {model.retired_at:%-d %B %Y}.{instead}"
    if model.is_missing:
        return f"{provider} no longer lists {model.id}; it may go soon.{instead}"
    shutdown = model.card.shutdown
    if shutdown is None or shutdown > today + WARN_AHEAD:
        return ""
    verb = "was to shut down" if shutdown < today else "is to shut down"
    return f"{provider}'s {model.id} {verb} on {shutdown:%-d %B %Y}.{instead}"


class _Facts:
    """All that the database knows of steps with the keys of these fingerprints, read once."""

    def __init__(self, fingerprints: Mapping[str, str]) -> None:
        self.listings = {row.provider: row for row in Listing.objects.all()}
        self.models = {(row.provider, row.model): row for row in ModelState.objects.all()}
        self.breakers: dict[tuple[str, str], Breaker] = {}
        for row in Breaker.objects.exclude(open_until=None).order_by("open_until"):
            if fingerprints.get(row.provider) == row.key_fingerprint:
                self.breakers[row.provider, row.model] = row
        since = timezone.now() - LATELY
        ended = ProviderAttempt.objects.filter(
            started_at__gte=since, status__in=[AttemptStatus.SUCCEEDED, AttemptStatus.FAILED]
        )
        self.calls = {
            (row["provider"], row["model"]): row
            for row in ended.order_by()
            .values("provider", "model")
            .annotate(
                calls=Count("pk"), successes=Count("pk", filter=Q(status=AttemptStatus.SUCCEEDED))
            )
        }
        failed = ended.filter(status=AttemptStatus.FAILED).order_by("started_at")
        self.errors = {
            (provider, model): LastError(code, http_status, at)
            for provider, model, code, http_status, at in failed.values_list(
                "provider", "model", "error_code", "http_status", "started_at"
            )
        }


def _status(provider: ImageProvider, texts: Iterable[str], facts: _Facts) -> ProviderStatus:
    models = tuple(_model(provider.alias, model, facts) for model in provider.models)
    if not is_enabled(provider.alias):
        state = ProviderState.DISABLED
    elif not models:
        state = ProviderState.UNCONFIGURED
    elif any(model.state == ModelStanding.ACTIVE for model in models):
        state = ProviderState.READY
    else:
        state = ProviderState.COOLING
    listing = facts.listings.get(provider.alias)
    return ProviderStatus(
        alias=provider.alias,
        label=provider.label,
        uses_ai=provider.uses_ai,
        configured=bool(models),
        state=state,
        models=models,
        text_models=tuple(_model(provider.alias, model, facts) for model in texts),
        asked_at=listing.asked_at if listing else None,
        listing_error=listing.error_code if listing else "",
    )


def _model(provider: str, model: str, facts: _Facts) -> ModelStatus:
    step = (provider, model)
    known, open_breaker = facts.models.get(step), facts.breakers.get(step)
    calls = facts.calls.get(step, {"calls": 0, "successes": 0})
    retired_at = known.retired_at if known else None
    if retired_at is not None:
        state = ModelStanding.RETIRED
    elif open_breaker is not None:
        state = ModelStanding.COOLING
    else:
        state = ModelStanding.ACTIVE
    return ModelStatus(
        id=model,
        state=state,
        card=catalogue.card(provider, model),
        retired_at=retired_at,
        listed_at=known.last_listed_at if known else None,
        is_missing=known is not None and known.last_listed_at is None and retired_at is None,
        opens_at=open_breaker.open_until if open_breaker else None,
        breaker_code=open_breaker.code if open_breaker else "",
        calls=calls["calls"],
        successes=calls["successes"],
        last_error=facts.errors.get(step),
    )
