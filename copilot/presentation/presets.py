"""A person's presets as their page and the form of an idea show them."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from copilot.presentation.references import picture
from copilot.reference_forms import ROLES
from imaging.models import Preset
from imaging.options import choice_name
from imaging.presets import PresetPictures
from imaging.prompts.styles import style
from imaging.providers import catalogue
from imaging.providers.registry import provider_label
from imaging.references import Reference


@dataclass(frozen=True, slots=True)
class KeptPicture:
    role: str
    label: str
    thumbnail_url: str


@dataclass(frozen=True, slots=True)
class PresetRow:
    """`facts` are its options in a line; `error` is why it could not be called `name`.

    `note` tells of pictures that are not there any more.
    """

    pk: UUID
    name: str
    prompt: str
    facts: str
    pictures: tuple[KeptPicture, ...]
    note: str
    rename_url: str
    delete_url: str
    error: str


def preset_rows(
    presets: Iterable[Preset],
    pictures: Mapping[UUID, PresetPictures],
    *,
    refused: UUID | None = None,
    entered: str = "",
    error: str = "",
) -> list[PresetRow]:
    """`refused` is the one whose new name, as `entered`, was not taken."""
    return [
        PresetRow(
            pk=preset.pk,
            name=entered if preset.pk == refused else preset.name,
            prompt=preset.prompt,
            facts=_facts(preset),
            pictures=tuple(_kept(each) for each in pictures[preset.pk].references),
            note=pictures[preset.pk].note,
            rename_url=reverse("copilot:preset-rename", args=[preset.pk]),
            delete_url=reverse("copilot:preset-delete", args=[preset.pk]),
            error=error if preset.pk == refused else "",
        )
        for preset in presets
    ]


def entered_of(preset: Preset) -> dict[str, str]:
    """The form of an idea as the preset fills it; what it says nothing of stays as it is."""
    said = {
        "prompt": preset.prompt,
        "style": preset.style,
        "format": preset.format,
        "quality": preset.quality,
        "count": str(preset.count),
    }
    named = choice_name(preset.provider, preset.model)
    return {name: value for name, value in said.items() if value} | {"model": named}


def _kept(reference: Reference) -> KeptPicture:
    shown = picture(reference.image)
    return KeptPicture(ROLES[reference.role], shown.label, shown.thumbnail_url)


def _facts(preset: Preset) -> str:
    known = style(preset.style)
    images = "1 image" if preset.count == 1 else f"{preset.count} images"
    facts = [preset.format.capitalize(), known.name if known else "", preset.quality, images]
    return " · ".join(filter(None, [*facts, _model(preset)]))


def _model(preset: Preset) -> str:
    if not preset.model:
        return f"any model of {provider_label(preset.provider)}" if preset.provider else ""
    with suppress(KeyError):  # a provider whose models nobody has listed
        return catalogue.card(preset.provider, preset.model).label
    return preset.model
