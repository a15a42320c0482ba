"""What a person types in the chat, checked."""

from typing import Any

from django import forms
from django.conf import settings

from copilot.assistants.brief import AUDIENCE_MAX, INDUSTRIES, LANGUAGES, LENGTHS, TONES
from copilot.assistants.edits import EDITS, Edit
from copilot.assistants.kinds import KINDS, ContentType
from copilot.fields import UncutField
from copilot.models import Profile
from copilot.models.conversation import TITLE_MAX
from imaging.keys import KEY_FAULTS, KEY_MAX, KEY_MIN, KEY_PATTERN
from imaging.limits import CONTENT_MAX, PROMPT_MAX


class MessageForm(forms.Form):
    """`key` names what is sent, so that a double click sends it once."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = UncutField(
        label="Message",
        max_length=CONTENT_MAX,
        widget=forms.Textarea,
        error_messages={
            "required": "Write something first.",
            "max_length": "A message may have at most %(limit_value)s characters; "
            "this one has %(show_value)s.",
        },
    )


class EditForm(forms.Form):
    """A change of the draft that takes one click."""

    key = forms.UUIDField(required=False)
    edit = forms.TypedChoiceField(
        choices=[(edit.value, EDITS[edit].label) for edit in Edit], coerce=Edit
    )


class OptionsForm(forms.Form):
    """What is asked of the drafts. A field that the sender's page did not change is left alone."""

    content_type = forms.ChoiceField(
        choices=[(kind.value, KINDS[kind].label) for kind in ContentType],
        required=False,
        show_hidden_initial=True,
    )
    tone = forms.ChoiceField(
        choices=[("", ""), *TONES.items()], required=False, show_hidden_initial=True
    )
    length = forms.ChoiceField(
        choices=[("", ""), *LENGTHS.items()], required=False, show_hidden_initial=True
    )
    language = forms.ChoiceField(
        choices=[("", ""), *LANGUAGES.items()], required=False, show_hidden_initial=True
    )
    industry = forms.ChoiceField(
        choices=[("", ""), *((name, name) for name in INDUSTRIES)],
        required=False,
        show_hidden_initial=True,
    )
    audience = forms.CharField(max_length=AUDIENCE_MAX, required=False, show_hidden_initial=True)

    def changes(self) -> dict[str, str]:
        """What the person has changed, where it is a choice that there is."""
        self.is_valid()
        return {
            name: self.cleaned_data[name]
            for name in self.changed_data
            if name in self.cleaned_data and name in self.data
        }


class RenameForm(forms.Form):
    title = forms.CharField(
        label="Name",
        max_length=TITLE_MAX,
        error_messages={"required": "Give it a name."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class PostForm(forms.Form):
    """The post as edited by hand: `base` is the version that was edited, `burst` the typing."""

    base = forms.UUIDField(required=False)
    burst = forms.UUIDField(required=False)
    text = UncutField(
        max_length=CONTENT_MAX,
        required=False,
        strip=False,
        error_messages={
            "max_length": "Easel keeps at most %(limit_value)s characters of a post; this one has "
            "%(show_value)s. It is not saved yet.",
        },
    )


class VersionForm(forms.Form):
    """Where to go: a step back or on, or a version. `seen` is the one in the post as shown."""

    seen = forms.UUIDField(required=False)
    step = forms.ChoiceField(choices=[("undo", "Undo"), ("redo", "Redo")], required=False)
    version = forms.UUIDField(required=False)


class RetryForm(forms.Form):
    start_at = forms.ChoiceField(
        choices=lambda: [(alias, alias) for alias in settings.IMAGE_PROVIDERS], required=False
    )


class PromptForm(forms.Form):
    key = forms.UUIDField(required=False)
    prompt = UncutField(
        max_length=PROMPT_MAX,
        error_messages={
            "required": "Write a prompt first.",
            "max_length": "A prompt may have at most %(limit_value)s characters; "
            "this one has %(show_value)s.",
        },
    )

    def first_error(self) -> str:
        errors: list[Any] = [error for field in self.errors.values() for error in field]
        return str(errors[0]) if errors else ""


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    industry = forms.ChoiceField(
        choices=[("", "None in particular"), *((name, name) for name in INDUSTRIES)], required=False
    )
    language = forms.ChoiceField(
        label="Language of drafts",
        choices=[("", "The one I write in"), *LANGUAGES.items()],
        required=False,
    )

    class Meta:
        model = Profile
        fields = ("headline", "industry", "audience", "language")
        field_classes = dict.fromkeys(("headline", "audience"), UncutField)
        help_texts = {
            "headline": "As on LinkedIn: what you do, in one line.",
            "audience": "Whom you write for, such as “Heads of logistics”.",
        }


class VoiceForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Profile
        fields = ("voice", "example", "avoid")
        field_classes = dict.fromkeys(fields, UncutField)
        widgets = {
            "voice": forms.Textarea({"rows": 3}),
            "example": forms.Textarea({"rows": 6}),
            "avoid": forms.Textarea({"rows": 3}),
        }
        help_texts = {
            "voice": "In your own words, such as “Short sentences. Dry humour. No questions.”",
            "example": "Drafts take its rhythm and its words, and none of its facts.",
            "avoid": "One word or phrase a line. A draft that has one is marked.",
        }


class SpendingForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Profile
        fields = ("unasked_usd",)
        labels = {"unasked_usd": "Most for an image without asking, in US dollars"}
        help_texts = {
            "unasked_usd": "With 0 the copilot always asks. What costs nothing it makes by itself. "
            "After a long or pasted message it asks whatever stands here."
        }


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
