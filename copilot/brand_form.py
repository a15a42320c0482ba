"""A brand as a person types it: colours twice, by a picker and as a code, and pictures."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from copilot.fields import UncutField
from copilot.presentation.brand import UNCHOSEN
from copilot.versions import picture_bring
from imaging.brands import BrandInput, brand_pictures, is_usable
from imaging.limits import TAGLINE_MAX, UPLOAD_MAX
from imaging.models import GeneratedImage
from imaging.pictures.colour_names import full_code
from imaging.pictures.verify import PictureError
from imaging.providers.types import BrandRole

PICTURES = ("logo", "style_reference")
REJECTED = "A reviewer has rejected this picture, so it cannot be used here. Choose another one."
NOT_YOURS = {
    "invalid_choice": "This picture is not in your library, or a reviewer has rejected it. Choose "
    "another one."
}
INCOMPLETE = "Something of the page did not arrive. Load it again."


class PictureField(forms.FileField):
    def clean(self, data: Any, initial: Any = None) -> Any:
        file: UploadedFile[Any] | None = super().clean(data, initial)
        if file and (file.size or 0) > UPLOAD_MAX:
            raise forms.ValidationError(
                f"The picture has {(file.size or 0) / 1e6:.0f} MB; at most "
                f"{UPLOAD_MAX // 1_000_000} MB can be taken. Save it as a JPEG and try again."
            )
        return file


class BrandForm(forms.Form):
    """Each colour is sent as its code, as the picker has it, and as the page showed it.

    What differs from what was shown is what the person chose: without scripts the two do not follow
    each other. `images` are those to choose a logo and a style reference from.
    """

    base = forms.IntegerField(
        min_value=0,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid", "min_value"), INCOMPLETE),
    )
    logo = forms.ModelChoiceField(
        GeneratedImage.objects.none(), required=False, error_messages=NOT_YOURS
    )
    logo_upload = PictureField(required=False)
    style_reference = forms.ModelChoiceField(
        GeneratedImage.objects.none(), required=False, error_messages=NOT_YOURS
    )
    style_reference_upload = PictureField(required=False)
    tagline = UncutField(
        max_length=TAGLINE_MAX,
        required=False,
        error_messages={
            "max_length": "A tagline may have at most %(limit_value)s characters; this one has "
            "%(show_value)s."
        },
    )

    def __init__(self, *args: Any, owner: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._owner = owner
        self.brought = False
        own = brand_pictures(owner).select_related("original")
        for name in PICTURES:
            self.fields[name].queryset = own  # type: ignore[attr-defined]
        for role in BrandRole:
            self.fields[role.value] = forms.CharField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cleaned["colours"] = {role: self._colour(role) for role in BrandRole}
        return cleaned

    def _colour(self, role: BrandRole) -> str:
        """ "" for none."""
        typed = str(self.data.get(role, "")).strip()
        was = str(self.data.get(f"{role}_was", ""))
        picked = str(self.data.get(f"{role}_picked", ""))
        if not typed and not was and picked not in {"", UNCHOSEN}:
            return self._code(role, picked)
        if not typed:
            return ""
        code = self._code(role, typed)
        # The picker of what is no colour shows none: it says nothing of what the person wants.
        return self._code(role, picked) if code and typed == was and picked else code

    def _code(self, role: BrandRole, given: str) -> str:
        """ "" where it is none, which is then an error."""
        try:
            return full_code(given)
        except ValueError:
            self.add_error(
                role.value,
                "Write the colour as # and three or six digits (0 to 9, a to f), such as #0b3350.",
            )
            return ""

    def bring_pictures(self) -> bool:
        """Check the form, and keep what was uploaded whatever else is wrong.

        A browser sends a file once. False where anything is wrong, so that all of it is told at
        once. Sets `brought`. Raises `ResourceBusy`.
        """
        self.full_clean()
        for name in PICTURES:
            upload = self.cleaned_data.get(f"{name}_upload")
            if upload:
                self._bring(name, upload)
        return not self.errors

    def _bring(self, name: str, upload: "UploadedFile[Any]") -> None:
        try:
            image = picture_bring(owner=self._owner, data=upload.read(), name=upload.name or "")
        except PictureError as error:
            self.add_error(f"{name}_upload", str(error))
            return
        # The same bytes are the same picture, with what was decided on it.
        if not is_usable(image):
            self.add_error(f"{name}_upload", REJECTED)
            return
        self.cleaned_data[name] = image
        self.brought = True

    def brand_input(self) -> BrandInput:
        """What is wanted; call it after `bring_pictures`, where that is True."""
        chosen = self.cleaned_data
        return BrandInput(
            colours=chosen["colours"],
            logo=chosen["logo"],
            tagline=chosen["tagline"],
            style_reference=chosen["style_reference"],
        )

    def error_texts(self) -> dict[str, str]:
        """What is wrong, by the name of its field."""
        return {name: " ".join(map(str, errors)) for name, errors in self.errors.items()}


def typed(data: Mapping[str, str]) -> dict[BrandRole, str]:
    """The codes as a person has typed them, to be shown to them again."""
    return {role: data.get(role, "").strip() for role in BrandRole}
