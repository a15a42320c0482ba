"""Models that went: a 404 retires one at once, a later listing or a person brings it back."""

from collections.abc import Iterable
from datetime import datetime

import structlog
from django.db.models import QuerySet
from django.utils import timezone

from imaging.compiled_queries import compiled
from imaging.models import ModelState

log = structlog.get_logger(__name__)


def is_retired(provider: str, model: str) -> bool:
    return bool(_retirement(provider, model))


@compiled
def _retirement(provider: str, model: str) -> QuerySet[ModelState, int]:
    gone = ModelState.objects.filter(provider=provider, model=model, retired_at__isnull=False)
    return gone.values_list("pk", flat=True)


def retire(provider: str, model: str) -> None:
    """The provider says that the model does not exist; the first date stays."""
    state, _ = ModelState.objects.get_or_create(provider=provider, model=model)
    if ModelState.objects.filter(pk=state.pk, retired_at=None).update(retired_at=timezone.now()):
        log.warning("model retired", provider=provider, model=model)


def bring_back(provider: str, model: str) -> None:
    """Try the model again, as if nothing were known of it."""
    ModelState.objects.filter(provider=provider, model=model).delete()


def listed(
    provider: str, models: Iterable[str], *, at: datetime, missing: Iterable[str] = ()
) -> None:
    """The provider says that it has these models and lacks the `missing`.

    One that was retired is tried again. One that is missing is not retired for that: lists may
    be incomplete, a 404 is not.
    """
    for model in models:
        ModelState.objects.update_or_create(
            provider=provider, model=model, defaults={"last_listed_at": at, "retired_at": None}
        )
    for model in missing:
        ModelState.objects.update_or_create(
            provider=provider, model=model, defaults={"last_listed_at": None}
        )


def retired(provider: str) -> set[str]:
    gone = ModelState.objects.filter(provider=provider, retired_at__isnull=False)
    return set(gone.values_list("model", flat=True))
