"""What a person wants of an image, checked: an edit, another manner, variations, its alt text."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from copilot.fields import UncutField
from copilot.models import Conversation
from copilot.reference_forms import ReferencesForm
from imaging.limits import ALT_TEXT_MAX, COUNT_MAX, PROMPT_MAX
from imaging.prompts.styles import STYLES
from imaging.providers.types import Distance


class VersionForm(forms.Form):
    """`key` names what is sent, so that a double click makes one job."""

    key = forms.UUIDField(required=False)

    def first_error(self) -> str:
        errors: list[Any] = [error for field in self.errors.values() for error in field]
        return str(errors[0]) if errors else ""

    def idempotency_key(self, operation: str) -> str:
        key = self.cleaned_data["key"]
        return f"{operation}-{key}" if key else ""


class EditForm(ReferencesForm, VersionForm):
    instruction = UncutField(
        max_length=PROMPT_MAX,
        error_messages={
            "required": "Say what should change.",
            "max_length": "An instruction may have at most %(limit_value)s characters; "
            "this one has %(show_value)s.",
        },
    )


class RestyleForm(ReferencesForm, VersionForm):
    style = forms.ChoiceField(choices=[(each.slug, each.name) for each in STYLES], required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not cleaned["style"] and not self.shows_a_style:
            raise forms.ValidationError("Choose a style, or a picture to take the look from.")
        return cleaned


class VaryForm(VersionForm):
    distance = forms.ChoiceField(choices=[(each.value, each.value) for each in Distance])
    count = forms.IntegerField(min_value=1, max_value=COUNT_MAX)


def posts_of(owner: Any) -> QuerySet[Conversation]:
    """The conversations whose post an image can be taken into, the latest first."""
    return Conversation.objects.owned_by(owner).archived(False).filter(draft__isnull=False)


class PostForm(forms.Form):
    post = forms.ModelChoiceField(Conversation.objects.none())

    def __init__(self, *args: Any, owner: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["post"].queryset = posts_of(owner)  # type: ignore[attr-defined]


class AltTextForm(forms.Form):
    alt_text = UncutField(
        max_length=ALT_TEXT_MAX,
        required=False,
        error_messages={
            "max_length": "LinkedIn takes at most %(limit_value)s characters of alt text; "
            "this one has %(show_value)s."
        },
    )

    def first_error(self) -> str:
        return str(self.errors["alt_text"][0]) if self.errors else ""
