"""A person's presets: kept, changed and found."""

from typing import Any

from django.db import IntegrityError, transaction

from imaging.models import Preset

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


def preset_create(*, owner: Any, name: str, **values: Any) -> Preset:
    """Keep a prompt and its options under a name. Raises `NameTaken` and `TooManyPresets`."""
    if Preset.objects.filter(owner=owner).count() >= PRESETS_MAX:
        raise TooManyPresets
    preset = Preset(owner=owner, name=name, **values)
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
