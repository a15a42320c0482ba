"""A brand as a person types it: colours twice, by a picker and as a code, and pictures."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from copilot.presentation.brand import UNCHOSEN
from copilot.versions import picture_bring
from imaging.brands import BrandInput
from imaging.limits import TAGLINE_MAX, UPLOAD_MAX
from imaging.models import GeneratedImage
from imaging.pictures.colour_names import full_code
from imaging.pictures.verify import PictureError
from imaging.providers.types import BrandRole

PICTURES = ("logo", "style_reference")


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

    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    logo = forms.ModelChoiceField(GeneratedImage.objects.none(), required=False)
    logo_upload = PictureField(required=False)
    style_reference = forms.ModelChoiceField(GeneratedImage.objects.none(), required=False)
    style_reference_upload = PictureField(required=False)
    tagline = forms.CharField(
        max_length=TAGLINE_MAX,
        required=False,
        error_messages={
            "max_length": "A tagline may have at most %(limit_value)d characters; this one has "
            "%(show_value)d."
        },
    )

    def __init__(self, *args: Any, owner: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._owner = owner
        own = GeneratedImage.objects.owned_by(owner).kept().select_related("original")
        for name in PICTURES:
            self.fields[name].queryset = own  # type: ignore[attr-defined]

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
                None,
                f"{role.capitalize()}: write the colour as # and three or six digits (0 to 9, a to "
                "f), such as #0b3350.",
            )
            return ""

    def bring_pictures(self) -> bool:
        """Keep what was uploaded among the person's images; False where one is no picture.

        Raises `DecodingBusy` and `StorageBusy`.
        """
        for name in PICTURES:
            upload = self.cleaned_data[f"{name}_upload"]
            if upload:
                try:
                    brought = picture_bring(owner=self._owner, data=upload.read(), name=upload.name)
                except PictureError as error:
                    self.add_error(f"{name}_upload", str(error))
                else:
                    self.cleaned_data[name] = brought
        return not self.errors

    def brand_input(self) -> BrandInput:
        """What is wanted; call it after `is_valid` and `bring_pictures`."""
        chosen = self.cleaned_data
        return BrandInput(
            colours=chosen["colours"],
            logo=chosen["logo"],
            tagline=chosen["tagline"],
            style_reference=chosen["style_reference"],
        )

    def error_list(self) -> Sequence[str]:
        errors: list[Any] = [error for field in self.errors.values() for error in field]
        return list(map(str, errors))


def typed(data: Mapping[str, str]) -> dict[BrandRole, str]:
    """The codes as a person has typed them, to be shown to them again."""
    return {role: data.get(role, "").strip() for role in BrandRole}
