"""What the form of an idea offers to choose from, and which of it is chosen."""

from collections.abc import Sequence
from typing import Any

from django.templatetags.static import static

from copilot.presentation.money import money
from copilot.presentation.tools import Choice
from imaging.limits import COUNT_MAX
from imaging.models import Preset
from imaging.options import AUTOMATIC, ModelOption
from imaging.prompts.styles import STYLES
from imaging.providers.types import Format, Quality


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


def styles(chosen: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            each.slug,
            each.name,
            each.description,
            static(f"styles/{each.slug}.webp"),
            is_chosen=each.slug == chosen,
        )
        for each in STYLES
    )


def models(options: Sequence[ModelOption], named: ModelOption | None) -> tuple[Choice, ...]:
    automatic = Choice(AUTOMATIC, "Automatic", is_chosen=named is None)
    return (
        automatic,
        *(
            Choice(
                each.name,
                each.label if each.uses_ai else f"{each.label}, drawn locally without AI",
                money(each.price_usd(each.qualities[0])),
                is_chosen=each == named,
            )
            for each in options
        ),
    )
