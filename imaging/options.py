"""What each model can do that a person could paint with: the form that asks for images is made
from it, and so are the reasons for what it does not offer."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from imaging import shapes
from imaging.keys import Keys, keys_for
from imaging.models import ModelState
from imaging.prompts.styles import STYLES, Style
from imaging.providers import catalogue
from imaging.providers.base import ImageProvider
from imaging.providers.catalogue import ModelCard
from imaging.providers.registry import build_providers, is_enabled, provider_label
from imaging.providers.types import Format, ImageRequest, Operation, Quality

# The name of none: whichever model the chain comes to.
AUTOMATIC = ""


@dataclass(frozen=True, slots=True)
class ModelOption:
    """A model for new images. `name` tells it from all others, whatever provider has it too."""

    provider: str
    provider_label: str
    uses_ai: bool
    card: ModelCard
    qualities: tuple[Quality, ...]

    @property
    def name(self) -> str:
        return f"{self.provider}:{self.card.id}"

    @property
    def label(self) -> str:
        return self.card.label

    @property
    def quality_limit(self) -> str:
        """Why not every quality is offered; "" where each is."""
        if set(self.qualities) == set(Quality):
            return ""
        return _limit(self.label, self.qualities)

    @property
    def styles(self) -> tuple[Style, ...]:
        return tuple(each for each in STYLES if self.card.makes(each.slug))

    @property
    def style_limit(self) -> str:
        """Why not every style is offered; "" where each is."""
        if len(self.styles) == len(STYLES):
            return ""
        names = [each.name for each in self.styles]
        return (
            f"{self.label} draws {', '.join(names[:-1])} and {names[-1]}; "
            "the other styles take a model that paints."
        )

    def price_usd(self, quality: Quality) -> Decimal | None:
        """Of one picture."""
        return self.card.price_usd.get(quality)

    def ratio_note(self, format: Format) -> str:
        """What happens to a format that the model does not have; "" where it has it."""
        made = self.card.nearest_ratio(format.aspect_ratio)
        across, down = (int(part) for part in made.split(":"))
        if shapes.fits(across, down, format):
            return ""
        return f"{self.label} has no {format.aspect_ratio}: it paints {made}, cropped to fit."


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """A model, all those of a provider, or whichever the chain comes to.

    `options` are asked in turn. `provider` and `model` are a job's pins, "" where nothing is.
    """

    options: tuple[ModelOption, ...]
    provider: str = ""
    model: str = ""

    @property
    def name(self) -> str:
        return choice_name(self.provider, self.model)

    @property
    def first(self) -> ModelOption | None:
        """The model that is asked first."""
        return next(iter(self.options), None)


def choice_name(provider: str, model: str) -> str:
    """What tells a choice from all others; `AUTOMATIC` for no pin."""
    return f"{provider}:{model}" if provider or model else AUTOMATIC


def model_choices(options: Sequence[ModelOption]) -> tuple[ModelChoice, ...]:
    """What there is to choose from, the automatic choice first.

    A provider with several models can be chosen without one of them.
    """
    choices = [ModelChoice(tuple(options))]
    for provider, group in groupby(options, key=lambda each: each.provider):
        models = tuple(group)
        if len(models) > 1:
            choices.append(ModelChoice(models, provider))
        choices += [ModelChoice((each,), provider, each.card.id) for each in models]
    return tuple(choices)


def choice_of(options: Sequence[ModelOption], name: str) -> ModelChoice | None:
    """The one of that name, whose provider or model may be left out; None if there is none."""
    provider, _, model = name.partition(":")
    fitting = (
        each
        for each in model_choices(options)
        if (each.name == AUTOMATIC) == (name == AUTOMATIC)
        and provider in {"", each.provider}
        and model in {"", each.model}
    )
    return next(fitting, None)


def has_painter(keys: Keys) -> bool:
    """Whether any model that paints, and not only draws words, is set up with these keys."""
    plain = ImageRequest(prompt="", operation=Operation.GENERATE)
    return any(
        provider.uses_ai and is_enabled(provider.alias) and provider.offers(model, plain)
        for provider in build_providers(keys)
        for model in provider.models
    )


def model_options(owner: Any) -> tuple[ModelOption, ...]:
    """The models set up for the person, in the order of the chain; those that have gone left out.

    Asks nobody outside.
    """
    gone = set(ModelState.objects.exclude(retired_at=None).values_list("provider", "model"))
    plain = ImageRequest(prompt="", operation=Operation.GENERATE)
    return tuple(
        _option(provider, model)
        for provider in build_providers(keys_for(owner))
        if is_enabled(provider.alias)
        for model in provider.models
        if (provider.alias, model) not in gone and provider.offers(model, plain)
    )


def quality_refusal(limit: str) -> str:
    """What is said of a quality that a model has not, by its `quality_limit`."""
    return f"{limit} Choose another model for more."


def quality_lacking(keys: Keys, provider: str, model: str, quality: Quality) -> str:
    """Why no model that is meant by `provider` and `model` has the quality; "" where one has.

    "" leaves a choice. Whether there is a key for a model is nothing to this: the person may set
    one up later.
    """
    asked = _known(keys, provider, model) or _of_family(provider, model)
    offered = {each for qualities in asked.values() for each in qualities}
    if not asked or quality in offered:
        return ""
    limit = _limit(_label(provider, model, asked), [each for each in Quality if each in offered])
    return quality_refusal(limit)


def unpaintable(keys: Keys, provider: str, model: str, quality: Quality) -> dict[str, str]:
    """Why no model could be asked for it, by field; empty where one can. As `quality_lacking`."""
    if not _known(keys, provider, model):
        whose = f" of {provider}" if provider else ""
        return {
            "model": f"“{model}” is no model{whose} that Easel knows; GET providers/ lists them."
        }
    lacking = quality_lacking(keys, provider, model, quality)
    return {"quality": lacking} if lacking else {}


def _known(keys: Keys, provider: str, model: str) -> dict[tuple[str, str], tuple[Quality, ...]]:
    """The qualities of the models that are meant, of those listed and those set up."""
    known = {(card.provider, card.id): card.qualities for card in catalogue.listed()}
    known |= {
        (step.alias, name): step.qualities(name)
        for step in build_providers(keys)
        for name in step.models
    }
    return {
        name: qualities
        for name, qualities in known.items()
        if provider in {"", name[0]} and model in {"", name[1]}
    }


def _of_family(provider: str, model: str) -> dict[tuple[str, str], tuple[Quality, ...]]:
    """What is taken for granted of a model that is not listed."""
    with suppress(KeyError):  # a provider whose models nobody has listed
        return {(provider, model): catalogue.card(provider, model).qualities} if model else {}
    return {}


def _label(provider: str, model: str, asked: Iterable[tuple[str, str]]) -> str:
    """What people know it by that was pinned: the model, else the provider."""
    if not model:
        return provider_label(provider)
    with suppress(KeyError):  # a provider whose models nobody has listed
        return catalogue.card(*next(iter(asked))).label
    return model


def _limit(label: str, qualities: Sequence[Quality]) -> str:
    return f"{label} paints {' and '.join(qualities)} only."


def _option(provider: ImageProvider, model: str) -> ModelOption:
    return ModelOption(
        provider=provider.alias,
        provider_label=provider.label,
        uses_ai=provider.uses_ai,
        card=catalogue.card(provider.alias, model),
        qualities=provider.qualities(model),
    )
