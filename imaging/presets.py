"""A person's presets: kept, changed and found."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from imaging.inputs import roles_of
from imaging.models import GeneratedImage, Preset
from imaging.references import Reference
from imaging.turns import take_turns

# Enough to choose from; whoever has more has lost sight of them.
PRESETS_MAX = 100


class NameTaken(Exception):
    """The person has a preset of that name, whatever its case."""

    def __init__(self, name: str) -> None:
        super().__init__(f"You have a preset “{name}” already. Choose another name.")


class TooManyPresets(Exception):
    """The person has as many as Easel keeps."""

    def __init__(self) -> None:
        super().__init__(f"You have {PRESETS_MAX} presets. Delete one to keep another.")


@dataclass(frozen=True, slots=True)
class PresetPictures:
    """The pictures of a preset that are there; `note` tells of those that are not, or is ""."""

    references: tuple[Reference, ...]
    note: str


def pictures_of(owner: Any, presets: Iterable[Preset]) -> dict[UUID, PresetPictures]:
    """By preset, all with one query; one out of the trash again is there again."""
    presets = list(presets)
    wanted = {pk for preset in presets for pk in preset.reference_ids}
    own = GeneratedImage.objects.owned_by(owner).kept()
    there = {str(pk): image for pk, image in own.in_bulk(wanted).items()} if wanted else {}
    return {preset.pk: _pictures(preset, there) for preset in presets}


def _pictures(preset: Preset, there: dict[str, GeneratedImage]) -> PresetPictures:
    kept = zip(preset.reference_ids, roles_of(preset), strict=True)
    references = tuple(Reference(there[pk], role) for pk, role in kept if pk in there)
    all_of_them, gone = len(preset.reference_ids), len(preset.reference_ids) - len(references)
    if not gone:
        return PresetPictures(references, "")
    which = "Its picture" if all_of_them == 1 else f"{gone} of its {all_of_them} pictures"
    return PresetPictures(
        references, f"{which} {'is' if gone == 1 else 'are'} in the trash or deleted."
    )


def preset_create(*, owner: Any, name: str, **values: Any) -> Preset:
    """Keep a prompt and its options under a name. Raises `NameTaken` and `TooManyPresets`."""
    preset = Preset(owner=owner, name=name, **values)
    with transaction.atomic():
        take_turns(owner)
        if Preset.objects.filter(owner=owner).count() >= PRESETS_MAX:
            raise TooManyPresets
        _save(preset, force_insert=True)
    return preset


def preset_change(preset: Preset, **values: Any) -> None:
    """Rename a preset, or change what it holds. Raises `NameTaken`."""
    for field, value in values.items():
        setattr(preset, field, value)
    _save(preset, update_fields=list(values))


def _save(preset: Preset, **how: Any) -> None:
    try:
        with transaction.atomic():
            preset.save(**how)
    except IntegrityError as error:
        raise NameTaken(preset.name) from error
