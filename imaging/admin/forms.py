"""What a reviewer may say about an image."""

from django import forms
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget

from imaging.limits import REASON_MAX
from imaging.models import ReviewDecision

CATEGORIES = {
    "quality": "Poor quality",
    "off_brand": "Off brand",
    "misleading": "Misleading",
    "inappropriate": "Inappropriate",
    "rights": "Rights or likeness",
    "other": "Something else",
}


class DecisionForm(forms.Form):
    """One decision; what a rejection needs besides is in `RejectionForm`."""

    decision = forms.TypedChoiceField(
        choices=ReviewDecision.Decision.choices, coerce=ReviewDecision.Decision
    )


class RejectionForm(forms.Form):
    category = forms.ChoiceField(choices=CATEGORIES, widget=UnfoldAdminSelectWidget)
    reason = forms.CharField(
        max_length=REASON_MAX,
        help_text="The image's owner reads this: say what to change.",
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 4}),
    )
