"""The catalogue's data and what is made of it."""

from decimal import Decimal

import pytest

from imaging.providers import catalogue
from imaging.providers.types import Quality


def test_a_listed_model_has_its_own_row() -> None:
    card = catalogue.card("gemini", "gemini-nano-banana-2.1")
    assert card.label == "Nano Banana 2.1"
    assert card.price_usd[Quality.ONE_K] == Decimal("0.034")


def test_an_unknown_model_gets_its_familys_safe_defaults_and_no_price() -> None:
    card = catalogue.card("gemini", "gemini-of-next-year")
    assert card.label == card.id == "gemini-of-next-year"
    assert card.qualities == (Quality.ONE_K,)
    assert card.price_usd == {}
    assert card.rates is None


def test_a_provider_without_a_family_is_an_error() -> None:
    with pytest.raises(KeyError):
        catalogue.card("nobody", "x")


@pytest.mark.parametrize(
    ("model", "asked", "given"),
    [
        ("gemini-nano-banana-2.1", "4K", "4K"),
        ("gemini-3.1-flash-lite-image", "4K", "1K"),
        ("gemini-3.1-flash-lite-image", "1K", "1K"),
    ],
)
def test_quality_is_the_best_up_to_the_one_asked_for(model: str, asked: str, given: str) -> None:
    assert catalogue.card("gemini", model).best_quality(Quality(asked)) == given


@pytest.mark.parametrize(
    ("provider", "asked", "given"),
    [
        ("gemini", "4:5", "4:5"),
        ("imagen", "4:5", "3:4"),
        ("imagen", "21:9", "16:9"),
        ("imagen", "1:1", "1:1"),
    ],
)
def test_a_missing_ratio_becomes_the_nearest(provider: str, asked: str, given: str) -> None:
    assert catalogue.card(provider, "any").nearest_ratio(asked) == given


def test_tokens_are_priced_by_their_kind() -> None:
    rates = catalogue.TokenRates(input=Decimal(1), text=Decimal(10), image=Decimal(100))
    cost = rates.cost_usd(input_tokens=1000, text_tokens=100, image_tokens=10)
    assert cost == Decimal("0.003")
