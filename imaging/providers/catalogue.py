"""What is known about models: the rows of catalogue.toml, typed."""

import functools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from imaging.providers.types import ImageRequest, Operation, Quality

# The most pictures one request may bring, whatever a model would take.
REFERENCES_MAX = 14

_ORDER = tuple(Quality)
_MILLION = Decimal(1_000_000)
_CENT_FRACTION = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class TokenRates:
    """USD per million tokens."""

    input: Decimal
    text: Decimal
    image: Decimal = Decimal(0)

    def cost_usd(self, *, input_tokens: int, text_tokens: int, image_tokens: int = 0) -> Decimal:
        total = (
            input_tokens * self.input + text_tokens * self.text + image_tokens * self.image
        ) / _MILLION
        return total.quantize(_CENT_FRACTION)


@dataclass(frozen=True, slots=True)
class ModelCard:
    """One model. `references` is the most pictures it takes as input; prices are in USD.

    `prompt_tokens` is how many of a prompt's it takes, None where Easel's own limit comes first.
    `styles` are the slugs of those it can make, None where it takes any in words.

    `shutdown` is what its maker has announced: it may be wrong, so it warns and stops nothing.
    `replacement` is the model to go on with; `source` is where all this is
    written.
    """

    provider: str
    id: str
    label: str
    ratios: tuple[str, ...]
    qualities: tuple[Quality, ...]
    operations: frozenset[Operation]
    references: int
    prompt_tokens: int | None = None
    styles: tuple[str, ...] | None = None
    price_usd: Mapping[Quality, Decimal] = field(default_factory=dict)
    rates: TokenRates | None = None
    released: date | None = None
    shutdown: date | None = None
    replacement: str = ""
    source: str = ""

    def best_quality(self, asked: Quality) -> Quality:
        """What was asked for, else the best below it, else the model's least."""
        offered = [quality for quality in _ORDER if quality in self.qualities]
        at_most = [quality for quality in offered if _ORDER.index(quality) <= _ORDER.index(asked)]
        return (at_most or offered[:1])[-1]

    def makes(self, style: str) -> bool:
        """Whether a picture of the model can be in a style; in none in particular, "", it can."""
        return self.styles is None or style in {"", *self.styles}

    def takes(self, request: ImageRequest) -> bool:
        """Whether the model has the operation and room for the pictures."""
        has_room = len(request.references) <= self.references
        return has_room and request.operation in self.operations

    def nearest_ratio(self, asked: str) -> str:
        """The offered ratio that loses least when cropped to the one asked for."""
        wanted = _ratio(asked)
        return min(
            self.ratios, key=lambda ratio: max(_ratio(ratio), wanted) / min(_ratio(ratio), wanted)
        )


def card(provider: str, model: str) -> ModelCard:
    """The model's card; for one that is not listed its family's defaults, without a price.

    Raises KeyError for a provider without a family.
    """
    models, families = _load()
    if known := models.get((provider, model)):
        return known
    return _card(_family(families, provider, model) | {"id": model, "label": model})


def listed() -> tuple[ModelCard, ...]:
    """All that are listed, of every provider."""
    return tuple(_load()[0].values())


def most_references(provider: str, model: str) -> int:
    """The most pictures a request may bring where this step is pinned; "" pins nothing."""
    if not provider:
        owners = {listed.provider for listed in _load()[0].values() if listed.id == model}
        if len(owners) != 1:
            return REFERENCES_MAX
        (provider,) = owners
    try:
        return min(REFERENCES_MAX, card(provider, model).references)
    except KeyError:
        return 0


@functools.cache
def _load() -> tuple[dict[tuple[str, str], ModelCard], list[dict[str, Any]]]:
    data = tomllib.loads(Path(__file__).with_name("catalogue.toml").read_text(encoding="utf-8"))
    families: list[dict[str, Any]] = data["families"]
    cards = [_card(_family(families, row["provider"], row["id"]) | row) for row in data["models"]]
    return {(card.provider, card.id): card for card in cards}, families


def _family(families: Iterable[dict[str, Any]], provider: str, model: str) -> dict[str, Any]:
    """The row whose prefix says most of the model. Raises KeyError."""
    fitting = [
        row for row in families if row["provider"] == provider and model.startswith(row["prefix"])
    ]
    if not fitting:
        raise KeyError(provider)
    return max(fitting, key=lambda row: len(row["prefix"]))


def _card(row: Mapping[str, Any]) -> ModelCard:
    rates = row.get("per_million")
    return ModelCard(
        provider=row["provider"],
        id=row["id"],
        label=row["label"],
        ratios=tuple(row["ratios"]),
        qualities=tuple(Quality(quality) for quality in row["qualities"]),
        operations=frozenset(Operation(operation) for operation in row["operations"]),
        references=row["references"],
        prompt_tokens=row.get("prompt_tokens"),
        styles=tuple(row["styles"]) if "styles" in row else None,
        price_usd={
            Quality(quality): Decimal(price) for quality, price in row.get("price_usd", {}).items()
        },
        rates=TokenRates(**{name: Decimal(rate) for name, rate in rates.items()})
        if rates
        else None,
        released=row.get("released"),
        shutdown=row.get("shutdown"),
        replacement=row.get("replacement", ""),
        source=row.get("source", ""),
    )


def _ratio(text: str) -> float:
    width, height = text.split(":")
    return int(width) / int(height)
