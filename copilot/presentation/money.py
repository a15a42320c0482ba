"""Prices as a person reads them."""

from decimal import Decimal


def money(amount: Decimal | None) -> str:
    """A price as a person reads it."""
    if amount is None:
        return "price not known"
    if amount == 0:
        return "free"
    return f"${amount:.3f}" if amount < 1 else f"${amount:.2f}"
