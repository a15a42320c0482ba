"""Asking providers which models they have, each day and when somebody wants to know."""

from datetime import timedelta

import structlog
from django.utils import timezone

from imaging import model_states
from imaging.keys import keys_for
from imaging.models import Listing
from imaging.providers.base import ImageProvider
from imaging.providers.errors import ProviderError
from imaging.providers.registry import build_providers, key_name, text_models

log = structlog.get_logger(__name__)

EVERY = timedelta(days=1)
# A provider that could not be asked is asked again sooner.
AGAIN_AFTER = timedelta(hours=1)


def refresh_all() -> None:
    """Ask every provider that the site has a key for; free."""
    for provider, models in _askable():
        _refresh(provider, models)


def refresh_daily() -> None:
    """Ask those that were not asked lately; of many workers that do so at once, one asks."""
    now = timezone.now()
    for provider, models in _askable():
        row, made = Listing.objects.get_or_create(
            provider=provider.alias, defaults={"asked_at": now}
        )
        wait = AGAIN_AFTER if row.error_code else EVERY
        due = Listing.objects.filter(pk=row.pk, asked_at=row.asked_at, asked_at__lte=now - wait)
        if made or due.update(asked_at=now):
            _refresh(provider, models)


def _askable() -> list[tuple[ImageProvider, set[str]]]:
    """The providers with what is called of each, for images and for texts."""
    keys = keys_for(None)
    found = (
        (each, {*each.models, *text_models(each.alias, keys.get(key_name(each.alias), ""))})
        for each in build_providers(keys)
        if each.uses_ai
    )
    return [(provider, models) for provider, models in found if models]


def _refresh(provider: ImageProvider, models: set[str]) -> None:
    error_code, now = "", timezone.now()
    try:
        listing = provider.listing()
    except ProviderError as error:
        error_code = error.code
        log.warning("models not listed", provider=provider.alias, code=error.code)
    else:
        # What is neither configured nor known to have gone is nobody's concern.
        wanted = {*models, *model_states.retired(provider.alias)}
        model_states.listed(
            provider.alias, sorted(wanted & listing), at=now, missing=sorted(wanted - listing)
        )
    Listing.objects.update_or_create(
        provider=provider.alias, defaults={"asked_at": now, "error_code": error_code}
    )
