"""A finishing touch as a person sends it, checked."""

from typing import Any

from django import forms

from imaging.limits import TAGLINE_MAX
from imaging.pictures.touches import Size, Spot
from imaging.touches import TouchInput, TouchKind


class TouchForm(forms.Form):
    kind = forms.TypedChoiceField(
        choices=[(each.value, each.value) for each in TouchKind],
        coerce=TouchKind,
        error_messages={"required": "Choose the logo or a line of words."},
    )
    text = forms.CharField(
        max_length=TAGLINE_MAX,
        required=False,
        error_messages={
            "max_length": "A line may have at most %(limit_value)d characters; this one has "
            "%(show_value)d."
        },
    )
    spot = forms.TypedChoiceField(choices=[(each.value, each.value) for each in Spot], coerce=Spot)
    size = forms.TypedChoiceField(choices=[(each.value, each.value) for each in Size], coerce=Size)

    def first_error(self) -> str:
        errors: list[Any] = [error for field in self.errors.values() for error in field]
        return str(errors[0]) if errors else ""

    def touch_input(self) -> TouchInput:
        chosen = self.cleaned_data
        return TouchInput(chosen["kind"], chosen["spot"], chosen["size"], chosen["text"])
