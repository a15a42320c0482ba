"""Prices as a person reads them."""

from decimal import Decimal

from imaging.text_calls import Writer


def money(amount: Decimal | None) -> str:
    """A price as a person reads it."""
    if amount is None:
        return "price not known"
    if amount == 0:
        return "free"
    return f"${amount:.3f}" if amount < 1 else f"${amount:.2f}"


def text_call(writer: Writer) -> str:
    """Whose call it takes and at what price."""
    price = "" if writer.price_usd is None else f"about {money(writer.price_usd)} at most"
    return f"one text call to {writer.label}, {price or money(None)}"
