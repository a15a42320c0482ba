"""How providers and models stand, asked of the providers themselves."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from imaging import listings
from imaging.provider_status import ModelStatus, ProviderStatus, statuses_for, warnings


class Command(BaseCommand):
    help = "Ask each provider which models it has, for free, and tell how all of them stand."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *_: Any, **options: Any) -> None:
        listings.refresh_all()
        statuses = statuses_for(None)
        if options["json"]:
            found = {
                "providers": [_provider(each) for each in statuses],
                "warnings": [each.sentence for each in warnings(statuses)],
            }
            self.stdout.write(json.dumps(found, indent=2))
            return
        for provider in statuses:
            self.stdout.write(f"{provider.label}: {provider.state}{_reach(provider)}")
            for model in provider.models + provider.text_models:
                self.stdout.write(f"  {_line(model)}")
        for warning in warnings(statuses):
            self.stdout.write(self.style.WARNING(warning.sentence))


def _reachable(provider: ProviderStatus) -> bool | None:
    """None where there is nobody to ask, or no key to ask with."""
    if not provider.uses_ai:
        return True
    if not provider.configured or provider.asked_at is None:
        return None
    return not provider.listing_error


def _reach(provider: ProviderStatus) -> str:
    match _reachable(provider):
        case True:
            return ", reachable"
        case False:
            return f", not reachable ({provider.listing_error})"
        case _:
            return ""


def _line(model: ModelStatus) -> str:
    if not model.card.operations:
        return f"{model.id}  {model.state}{_since(model)}  writes text"
    price = "price unknown" if model.price_usd is None else f"${model.price_usd} at 1K"
    capabilities = " ".join(
        (
            ",".join(sorted(model.card.operations)),
            ",".join(model.card.qualities),
            ",".join(model.card.ratios),
        )
    )
    return f"{model.id}  {model.state}{_since(model)}  {price}  {capabilities}"


def _since(model: ModelStatus) -> str:
    return f" since {model.retired_at:%Y-%m-%d}" if model.retired_at else ""


def _provider(provider: ProviderStatus) -> dict[str, Any]:
    return {
        "alias": provider.alias,
        "configured": provider.configured,
        "state": provider.state,
        "reachable": _reachable(provider),
        "error_code": provider.listing_error or None,
        "models": [_model(model) for model in provider.models],
        "text_models": [_model(model) for model in provider.text_models],
    }


def _model(model: ModelStatus) -> dict[str, Any]:
    return {
        "id": model.id,
        "state": model.state,
        "retired": model.retired_at is not None,
        "retired_at": model.retired_at and model.retired_at.isoformat(),
        "listed_at": model.listed_at and model.listed_at.isoformat(),
        "shutdown": model.card.shutdown and model.card.shutdown.isoformat(),
        "replacement": model.card.replacement or None,
        "operations": sorted(model.card.operations),
        "ratios": list(model.card.ratios),
        "qualities": list(model.card.qualities),
        "price_usd": None if model.price_usd is None else str(model.price_usd),
    }
