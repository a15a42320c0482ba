"""How an image is to be made of an idea, checked against what the models can do."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from copilot.forms import PromptForm
from copilot.models import Idea
from copilot.presentation.brand import BRAND_USED
from imaging.inputs import JobInput
from imaging.limits import COUNT_MAX
from imaging.models.preset import NAME_MAX
from imaging.options import AUTOMATIC, ModelOption, model_choices, quality_refusal
from imaging.prompts.steer import HINT_MAX
from imaging.prompts.styles import STYLES
from imaging.providers.types import Format, Quality


class ChosenForm(forms.Form):
    """Which of a message's `ideas` are to be made; `key` names what is sent."""

    key = forms.UUIDField(required=False)
    ideas = forms.ModelMultipleChoiceField(
        Idea.objects.none(),
        error_messages={
            "required": "Choose an idea first.",
            "invalid_choice": "One of these ideas is not offered any more. Choose again.",
            "invalid_pk_value": "One of these ideas is not offered any more. Choose again.",
        },
    )

    def __init__(self, *args: Any, ideas: QuerySet[Idea], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["ideas"].queryset = ideas  # type: ignore[attr-defined]

    def first_error(self) -> str:
        errors: list[Any] = [error for field in self.errors.values() for error in field]
        return str(errors[0]) if errors else ""


class IdeaSetForm(forms.Form):
    place = forms.IntegerField(min_value=0)


class HintForm(forms.Form):
    """What other ideas should be like, in a person's words; "" for just others."""

    hint = forms.CharField(
        max_length=HINT_MAX,
        required=False,
        error_messages={
            "max_length": "Say it in at most %(limit_value)d characters; this has %(show_value)d."
        },
    )

    def first_error(self) -> str:
        return str(self.errors["hint"][0]) if self.errors else ""


class PresetNameForm(forms.Form):
    preset_name = forms.CharField(
        max_length=NAME_MAX,
        error_messages={
            "required": "Give the preset a name.",
            "max_length": "A name may have at most %(limit_value)d characters; "
            "this one has %(show_value)d.",
        },
    )

    def first_error(self) -> str:
        return str(self.errors["preset_name"][0]) if self.errors else ""


class SelectorForm(PromptForm):
    """`model` is the name of a choice among the `options`, or else the chain chooses.

    No style is what the idea or the model makes of it.
    """

    format = forms.ChoiceField(choices=[(each.value, each.value) for each in Format])
    style = forms.ChoiceField(choices=[(each.slug, each.name) for each in STYLES], required=False)
    quality = forms.ChoiceField(choices=[(each.value, each.value) for each in Quality])
    count = forms.IntegerField(min_value=1, max_value=COUNT_MAX)
    model = forms.ChoiceField(
        required=False,
        error_messages={"invalid_choice": "That model is not set up any more. Choose another."},
    )

    def __init__(self, *args: Any, options: Sequence[ModelOption], **more: Any) -> None:
        super().__init__(*args, **more)
        self._choices = {each.name: each for each in model_choices(options)}
        model: Any = self.fields["model"]
        model.choices = [(name, name) for name in self._choices]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        option = self._choices[cleaned.get("model", AUTOMATIC)].first
        quality = cleaned.get("quality")
        if option is not None and quality and Quality(quality) not in option.qualities:
            self.add_error("quality", quality_refusal(option.quality_limit))
        return cleaned

    def errors_by_field(self) -> dict[str, str]:
        """The first of each field's."""
        return {name: str(found[0]) for name, found in self.errors.items()}

    def job_input(self, content: str) -> JobInput:
        """`content` is the post it is for; call it after `is_valid`."""
        asked = self.cleaned_data
        choice = self._choices[asked["model"]]
        return JobInput(
            prompt=asked["prompt"],
            content=content,
            format=Format(asked["format"]),
            style=asked["style"],
            quality=Quality(asked["quality"]),
            count=asked["count"],
            provider=choice.provider,
            model=choice.model,
            # An idea's own button says nothing of it.
            brand=self.data.get("brand", BRAND_USED) == BRAND_USED,
        )


def preset_values(asked: JobInput) -> dict[str, Any]:
    """What a preset holds of what is asked for."""
    names = ("prompt", "format", "style", "quality", "count", "provider", "model")
    pictures = ("reference_ids", "reference_roles")
    plain = {name: getattr(asked, name) for name in names}
    return plain | {name: list(getattr(asked, name)) for name in pictures}
