"""Where to crop, in percent, as a person enters it."""

from django import forms

from imaging.pictures.crop import SCALE_MIN


class CropForm(forms.Form):
    x = forms.FloatField(min_value=0, max_value=100, label="From the left")
    y = forms.FloatField(min_value=0, max_value=100, label="From the top")
    scale = forms.FloatField(min_value=SCALE_MIN * 100, max_value=100, label="Size")

    def first_error(self) -> str:
        """One sentence, which names its field."""
        name = next(iter(self.errors))
        return f"{self.fields[name].label}: {self.errors[name][0]}"
