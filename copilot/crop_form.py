"""Where to crop, in percent, as a person enters it."""

from django import forms

from imaging.pictures.crop import SCALE_MIN


def _percent(label: str, least: float) -> forms.FloatField:
    wrong = f"“{label}” takes a percentage from {least:g} to 100. Correct it and save again."
    reasons = ("required", "invalid", "min_value", "max_value")
    return forms.FloatField(
        min_value=least, max_value=100, label=label, error_messages=dict.fromkeys(reasons, wrong)
    )


class CropForm(forms.Form):
    x = _percent("From the left", 0)
    y = _percent("From the top", 0)
    scale = _percent("Size", SCALE_MIN * 100)

    def first_error(self) -> str:
        return str(next(iter(self.errors.values()))[0])
