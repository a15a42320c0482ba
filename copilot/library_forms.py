"""What a person looks for in the library, and what they do with what they chose there."""

from typing import Any

from django import forms

from copilot.models import Conversation, IdeaJob
from imaging.library import Wanted, choices_of
from imaging.models import UPLOAD, GeneratedImage, ReviewStatus
from imaging.prompts.styles import STYLES
from imaging.providers.registry import provider_label
from imaging.providers.types import Format


class Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class FilterForm(forms.Form):
    """Every field may be empty; one that makes no sense filters nothing and says so."""

    q = forms.CharField(label="Search", max_length=200, required=False, widget=forms.SearchInput())
    post = forms.ModelChoiceField(
        Conversation.objects.none(), required=False, empty_label="Any post"
    )
    provider = forms.ChoiceField(required=False)
    model = forms.ChoiceField(required=False)
    style = forms.ChoiceField(
        choices=[("", "Any style"), *((each.slug, each.name) for each in STYLES)], required=False
    )
    format = forms.ChoiceField(
        choices=[("", "Any format"), *((each.value, each.value.capitalize()) for each in Format)],
        required=False,
    )
    review = forms.ChoiceField(
        choices=[("", "Any state"), *((each.value, each.label) for each in ReviewStatus)],
        required=False,
    )
    since = forms.DateField(label="From", required=False, widget=Day())
    until = forms.DateField(label="To", required=False, widget=Day())

    def __init__(self, *args: Any, owner: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        used = choices_of(owner)
        uploads = GeneratedImage.objects.owned_by(owner).filter(operation=UPLOAD)
        posts = Conversation.objects.owned_by(owner).filter(messages__idea_jobs__isnull=False)
        self.fields["post"].queryset = posts.distinct()  # type: ignore[attr-defined]
        self.fields["provider"].choices = [  # type: ignore[attr-defined]
            ("", "Any provider"),
            *((each, provider_label(each)) for each in used["provider"]),
            *[(UPLOAD, "My own pictures")] * uploads.exists(),
        ]
        self.fields["model"].choices = [  # type: ignore[attr-defined]
            ("", "Any model"),
            *((each, each) for each in used["model"]),
        ]

    def wanted(self, *, trash: bool) -> Wanted:
        """What is looked for; call it after `is_valid`."""
        given = dict(self.cleaned_data)
        if given.get("provider") == UPLOAD:
            given |= {"provider": "", "operation": UPLOAD}
        post = given.pop("post", None)
        jobs = IdeaJob.objects.filter(message__conversation=post).values("job") if post else None
        return Wanted(**given, jobs=jobs, trash=trash)

    @property
    def narrows(self) -> bool:
        """Whether anything but the search is asked for."""
        return any(self.data.get(name) for name in self.fields if name != "q")
