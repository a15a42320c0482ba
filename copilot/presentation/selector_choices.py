"""What the form of an idea offers to choose from, and which of it is chosen."""

from collections.abc import Sequence
from typing import Any

from django.templatetags.static import static

from copilot.presentation.money import money
from copilot.presentation.tools import Choice
from imaging.limits import COUNT_MAX
from imaging.models import Preset
from imaging.options import AUTOMATIC, ModelChoice, ModelOption, model_choices
from imaging.prompts.styles import STYLES, Style
from imaging.providers.types import Format, Quality

# Whatever the model makes of the words.
ANY_STYLE = ""


def formats(chosen: Format) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            each.value,
            each.value.capitalize(),
            note="{} by {}".format(*each.size),
            is_chosen=each == chosen,
        )
        for each in Format
    )


def qualities(option: ModelOption | None, chosen: Quality) -> tuple[Choice, ...]:
    offered = option.qualities if option else Quality
    return tuple(Choice(each.value, each.value, is_chosen=each == chosen) for each in offered)


def counts(chosen: int) -> tuple[Choice, ...]:
    return tuple(Choice(str(n), str(n), is_chosen=n == chosen) for n in range(1, COUNT_MAX + 1))


def presets(owner: Any) -> tuple[Choice, ...]:
    kept = Preset.objects.owned_by(owner).values_list("pk", "name")
    return tuple(Choice(str(pk), name) for pk, name in kept)


def styles(option: ModelOption | None, chosen: str) -> tuple[Choice, ...]:
    """Those that the model can make, each with a picture of how it makes it.

    One that draws some alone need not be told any.
    """
    if option is None or not option.style_limit:
        return tuple(_style(each, "styles", chosen) for each in STYLES)
    folder = f"styles/{option.provider}"
    free = Choice(
        ANY_STYLE, "As it suits", "What goes with the words.", static(f"{folder}/any.webp"),
        is_chosen=chosen == ANY_STYLE,
    )  # fmt: skip
    return (free, *(_style(each, folder, chosen) for each in option.styles))


def models(options: Sequence[ModelOption], chosen: ModelChoice) -> tuple[Choice, ...]:
    return tuple(_model(each, chosen) for each in model_choices(options))


def _style(style: Style, folder: str, chosen: str) -> Choice:
    return Choice(
        style.slug,
        style.name,
        style.description,
        static(f"{folder}/{style.slug}.webp"),
        is_chosen=style.slug == chosen,
    )


def _model(choice: ModelChoice, chosen: ModelChoice) -> Choice:
    is_chosen, first = choice.name == chosen.name, choice.first
    if choice.name == AUTOMATIC or first is None:
        return Choice(AUTOMATIC, "Automatic", is_chosen=is_chosen)
    label = first.label if first.uses_ai else f"{first.label}, drawn locally without AI"
    if not choice.model:
        label = f"Any model of {first.provider_label}"
    price = money(first.price_usd(first.qualities[0]))
    return Choice(choice.name, label, price if choice.model else "", is_chosen=is_chosen)
