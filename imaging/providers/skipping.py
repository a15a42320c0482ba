"""Why a step of the chain is passed over without a call, though its provider is set up."""

from dataclasses import replace
from decimal import Decimal

from imaging.providers.base import ImageProvider
from imaging.providers.types import ImageRequest


def too_dear(
    provider: ImageProvider, model: str, request: ImageRequest, max_price_usd: Decimal | None
) -> str:
    """What a model costs that may not cost so much; "" for any other."""
    price_usd = provider.price_usd(model, request)
    if price_usd is None or max_price_usd is None or price_usd <= max_price_usd:
        return ""
    return f"costs ${price_usd:.3f} a picture, and the limit is ${max_price_usd:.3f}"


def too_many_pictures(provider: ImageProvider, model: str, request: ImageRequest) -> str:
    """That a model could do this, but not with so many pictures; "" for any other."""
    if provider.offers(model, request):
        return ""
    if not request.references or not provider.offers(model, replace(request, references=())):
        return ""
    if not provider.offers(model, replace(request, references=request.references[:1])):
        return "takes no pictures"
    return f"takes fewer than {len(request.references)} pictures"
