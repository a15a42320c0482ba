"""What a person wants of an image, checked: an edit, another manner, variations, its alt text."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from copilot.models import Conversation
from imaging.limits import ALT_TEXT_MAX, COUNT_MAX, PROMPT_MAX, UPLOAD_MAX
from imaging.models import GeneratedImage
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


class EditForm(VersionForm):
    instruction = forms.CharField(
        max_length=PROMPT_MAX,
        error_messages={
            "required": "Say what should change.",
            "max_length": "An instruction may have at most %(limit_value)d characters; "
            "this one has %(show_value)d.",
        },
    )


class RestyleForm(VersionForm):
    """`reference` is one of the person's own `images`; `upload` a new one, which goes first."""

    style = forms.ChoiceField(choices=[(each.slug, each.name) for each in STYLES], required=False)
    reference = forms.ModelChoiceField(GeneratedImage.objects.none(), required=False)

    upload = forms.FileField(required=False)

    def __init__(self, *args: Any, images: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reference"].queryset = images  # type: ignore[attr-defined]

    def clean_upload(self) -> Any:
        upload = self.cleaned_data["upload"]
        if upload and upload.size > UPLOAD_MAX:
            raise forms.ValidationError(
                f"The picture has {upload.size / 1e6:.0f} MB; at most {UPLOAD_MAX // 1_000_000} "
                "MB can be taken. Save it as a JPEG and try again."
            )
        return upload

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        given = any(cleaned.get(name) for name in ("style", "reference", "upload"))
        if not self.errors and not given:
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
    alt_text = forms.CharField(
        max_length=ALT_TEXT_MAX,
        required=False,
        error_messages={
            "max_length": "LinkedIn takes at most %(limit_value)d characters of alt text; "
            "this one has %(show_value)d."
        },
    )

    def first_error(self) -> str:
        return str(self.errors["alt_text"][0]) if self.errors else ""
