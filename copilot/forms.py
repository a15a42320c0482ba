"""What a person types in the chat, checked."""

from typing import Any

from django import forms
from django.conf import settings

from copilot.models import Profile
from imaging.keys import KEY_FAULTS, KEY_MAX, KEY_MIN, KEY_PATTERN
from imaging.limits import CONTENT_MAX, PROMPT_MAX
from imaging.prompts.styles import STYLES
from imaging.providers.types import Format


class MessageForm(forms.Form):
    """`key` names what is sent, so that a double click sends it once."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label="Message",
        max_length=CONTENT_MAX,
        widget=forms.Textarea,
        error_messages={
            "required": "Write something first.",
            "max_length": "A message may have at most %(limit_value)d characters; "
            "this one has %(show_value)d.",
        },
    )

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")


class RetryForm(forms.Form):
    start_at = forms.ChoiceField(
        choices=lambda: [(alias, alias) for alias in settings.IMAGE_PROVIDERS], required=False
    )


class IdeaForm(forms.Form):
    key = forms.UUIDField(required=False)
    prompt = forms.CharField(
        max_length=PROMPT_MAX,
        error_messages={
            "required": "Write a prompt first.",
            "max_length": "A prompt may have at most %(limit_value)d characters; "
            "this one has %(show_value)d.",
        },
    )
    format = forms.ChoiceField(choices=[(each.value, each.value) for each in Format])
    style = forms.ChoiceField(choices=[(each.slug, each.name) for each in STYLES])

    def first_error(self) -> str:
        errors: list[Any] = [error for field in self.errors.values() for error in field]
        return str(errors[0]) if errors else ""


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Profile
        fields = ("headline",)
        help_texts = {"headline": "As on LinkedIn: what you do, in one line."}


class KeyForm(forms.Form):
    """A key is typed once and never filled in again."""

    key = forms.RegexField(
        KEY_PATTERN,
        label="New key",
        min_length=KEY_MIN,
        max_length=KEY_MAX,
        strip=True,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages=KEY_FAULTS,
    )

    def __init__(self, *args: Any, provider: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.provider = provider
        self.auto_id = f"{provider}-%s"
