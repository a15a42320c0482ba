"""The pictures attached to a form that asks for images: which, new ones, what each is for."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from django import forms

from copilot.versions import picture_bring
from imaging.limits import UPLOAD_MAX
from imaging.models import GeneratedImage
from imaging.pictures.verify import PictureError
from imaging.providers.types import ReferenceRole
from imaging.references import Reference, ReferenceLimit

BUSY = "Other pictures are being read just now. Try again in a moment."
ROLES = {
    ReferenceRole.STYLE: "Style",
    ReferenceRole.SUBJECT: "Subject",
    ReferenceRole.LOGO: "Logo",
}


class PicturesRefused(Exception):
    """Files that are no usable pictures: each by its name, on a line of its own."""


def too_large(file: Any) -> str:
    """Why a file is not read at all; "" where it is."""
    if (file.size or 0) <= UPLOAD_MAX:
        return ""
    return (
        f"The picture has {file.size / 1e6:.0f} MB; at most {UPLOAD_MAX // 1_000_000} MB can be "
        "taken. Save it as a JPEG and try again."
    )


def usual_role(sent: Any) -> ReferenceRole:
    """What pictures are for that came without a role of their own."""
    role = sent.get("reference_files_role")
    return ReferenceRole(role) if role in set(ReferenceRole) else ReferenceRole.STYLE


def bring(owner: Any, files: Sequence[Any]) -> tuple[list[GeneratedImage], list[str]]:
    """The pictures that the files are, now kept, and a line on each that is none.

    Raises `ResourceBusy`.
    """
    brought, refused = [], []
    for file in files:
        if told := too_large(file):
            refused.append(f"{file.name}: {told}")
            continue
        file.seek(0)
        try:
            brought.append(picture_bring(owner=owner, data=file.read(), name=file.name))
        except PictureError as error:
            refused.append(f"{file.name}: {error}")
    return brought, refused


def own_images(owner: Any, given: Sequence[str]) -> list[GeneratedImage]:
    """The person's kept images by their ids, in the order given; what is not there is left out."""
    pks = []
    for each in given:
        with suppress(ValueError):
            pks.append(UUID(each))
    owned = GeneratedImage.objects.owned_by(owner).kept().in_bulk(pks)
    return [owned[pk] for pk in pks if pk in owned]


class ManyValues(forms.Field):
    """All values of a name that is sent several times."""

    widget = forms.MultipleHiddenInput


class ManyFiles(forms.Field):
    class Input(forms.FileInput):
        allow_multiple_selected = True

        def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
            return files.getlist(name) if hasattr(files, "getlist") else []

    widget = Input


class ReferencesForm(forms.Form):
    """To be inherited: pictures by their ids with a role each, and new ones as files.

    What is sent without a role is for `reference_files_role`, which by itself is the style.
    """

    reference_images = ManyValues(required=False)
    reference_roles = ManyValues(required=False)
    reference_files = ManyFiles(required=False)
    reference_files_role = forms.ChoiceField(choices=list(ROLES.items()), required=False)

    def __init__(self, *args: Any, owner: Any, limit: ReferenceLimit, **options: Any) -> None:
        """`limit` is what the model that is asked for takes."""
        super().__init__(*args, **options)
        self._owner = owner
        self._limit = limit

    def clean_reference_images(self) -> list[GeneratedImage]:
        """The person's own, in the order sent; somebody else's is as one that does not exist."""
        given = self.cleaned_data["reference_images"] or []
        found = own_images(self._owner, given)
        if len(found) != len(given):
            raise forms.ValidationError("A picture you attached is no longer there. Remove it.")
        return found

    def clean_reference_roles(self) -> list[ReferenceRole]:
        try:
            return [ReferenceRole(each) for each in self.cleaned_data["reference_roles"] or []]
        except ValueError:
            raise forms.ValidationError("Say what each picture is for.") from None

    def clean_reference_files(self) -> list[Any]:
        files: list[Any] = self.cleaned_data["reference_files"]
        refused = [f"{file.name}: {told}" for file in files if (told := too_large(file))]
        if refused:
            raise forms.ValidationError("\n".join(refused))
        return files

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        count = len(cleaned.get("reference_images", ())) + len(cleaned.get("reference_files", ()))
        if count > self._limit.most:
            told = f" You attached {count}." if self._limit.most else ""
            raise forms.ValidationError(f"{self._limit.sentence}{told}")
        return cleaned

    def first_error(self) -> str:
        errors: list[Any] = [error for field in self.errors.values() for error in field]
        return str(errors[0]) if errors else ""

    @property
    def shows_a_style(self) -> bool:
        """Whether one of the pictures is there for its style; call it after `is_valid`."""
        return ReferenceRole.STYLE in self._roles()

    def references(self) -> Sequence[Reference]:
        """What was attached, new pictures last and now kept; call it after `is_valid`.

        Raises `PicturesRefused` and `ResourceBusy`.
        """
        brought, refused = bring(self._owner, self.cleaned_data["reference_files"])
        if refused:
            raise PicturesRefused("\n".join(refused))
        images = [*self.cleaned_data["reference_images"], *brought]
        return [Reference(*each) for each in zip(images, self._roles(), strict=True)]

    def _roles(self) -> list[ReferenceRole]:
        """Of all pictures, those chosen first."""
        chosen, files = (self.cleaned_data[f"reference_{name}"] for name in ("images", "files"))
        usual = usual_role(self.cleaned_data)
        said = self.cleaned_data["reference_roles"][: len(chosen)]
        return [*said, *[usual] * (len(chosen) + len(files) - len(said))]
