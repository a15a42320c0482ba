"""The arguments of a call, checked: a model's word is trusted no more than a stranger's form."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from copilot.models import ActionName, Idea
from imaging.limits import PROMPT_MAX
from imaging.models import GeneratedImage
from imaging.prompts.styles import STYLES
from imaging.providers.types import Format

_LABEL = re.compile(r"(?:image|picture)?\s*#?(\d{1,4})", re.IGNORECASE)
_IDEA = re.compile(r"(?:idea)?\s*#?(\d{1,4})", re.IGNORECASE)
_STYLES = [(each.slug, each.name) for each in STYLES]
_FORMATS = [(each.value, each.value) for each in Format]


class Refused(Exception):
    """The call cannot be done; `str()` says why in a sentence."""


class LabelField(forms.CharField):
    """One of the images of the conversation, by its place among them: no id is ever taken."""

    def __init__(self, images: Sequence[GeneratedImage]) -> None:
        super().__init__(max_length=40)
        self._images = images

    def clean(self, value: Any) -> GeneratedImage:
        label = super().clean(value)
        match = _LABEL.fullmatch(label)
        if match is None or not 0 < int(match[1]) <= len(self._images):
            raise forms.ValidationError(f"There is no {label} in this conversation.")
        image = self._images[int(match[1]) - 1]
        if image.trashed_at is not None:
            raise forms.ValidationError(f"{label.capitalize()} is in the trash.")
        return image


class IdeaField(forms.CharField):
    """One of the ideas that are shown, by its place among them; None where none is named."""

    def __init__(self, ideas: Sequence[Idea]) -> None:
        super().__init__(max_length=40, required=False)
        self._ideas = ideas

    def clean(self, value: Any) -> Idea | None:
        label = super().clean(value)
        if not label:
            return None
        match = _IDEA.fullmatch(label)
        if match is None or not 0 < int(match[1]) <= len(self._ideas):
            raise forms.ValidationError(f"There is no {label} among those shown.")
        return self._ideas[int(match[1]) - 1]


def _prompt(*, required: bool = True) -> forms.Field:
    return forms.CharField(max_length=PROMPT_MAX, required=required)


def _style(*, required: bool) -> forms.Field:
    return forms.ChoiceField(choices=_STYLES, required=required)


def _fields(
    name: ActionName,
    arguments: Mapping[str, Any],
    images: Sequence[GeneratedImage],
    ideas: Sequence[Idea],
) -> dict[str, forms.Field]:
    match name:
        case ActionName.GENERATE_IMAGE:
            shape = forms.ChoiceField(choices=_FORMATS, required=False)
            return {
                "idea": IdeaField(ideas),
                "prompt": _prompt(required=not arguments.get("idea")),
                "style": _style(required=False),
                "format": shape,
            }
        case ActionName.EDIT_IMAGE:
            return {"image": LabelField(images), "instruction": _prompt()}
        case ActionName.RESTYLE_IMAGE:
            return {"image": LabelField(images), "style": _style(required=True)}
        case ActionName.VARY_IMAGE | ActionName.CHOOSE_FOR_POST:
            return {"image": LabelField(images)}
        case _:
            raise Refused("There is no such action.")


def read(
    name: ActionName,
    arguments: Mapping[str, Any],
    images: Sequence[GeneratedImage],
    ideas: Sequence[Idea] = (),
) -> tuple[dict[str, str], GeneratedImage | None]:
    """What is asked for, and the image it is asked of. Raises `Refused`.

    `images` are those of the conversation, the oldest first; `ideas` those that it shows.
    """
    form = forms.Form({key: value for key, value in arguments.items() if value is not None})
    form.fields.update(_fields(name, arguments, images, ideas))
    if not form.is_valid():
        raise Refused(" ".join(_sentences(form)))
    cleaned = dict(form.cleaned_data)
    image = cleaned.pop("image", None)
    if idea := cleaned.pop("idea", None):
        cleaned["prompt"] = idea.prompt
        cleaned["style"] = cleaned["style"] or idea.style
    return {key: str(value) for key, value in cleaned.items() if value}, image


def _sentences(form: forms.Form) -> list[str]:
    return [
        str(error) if field in ("image", "idea") else f"{field.capitalize()}: {error}"
        for field, errors in form.errors.items()
        for error in errors
    ]
