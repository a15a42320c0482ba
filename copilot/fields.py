"""Form fields for what people write at length."""

from typing import Any

from django import forms


class UncutField(forms.CharField):
    """Text that is refused, with its length, where it is too long: no browser cuts it before.

    Line ends count as one character, as in the browser's box, and the space around the text as
    none. In `error_messages` lengths are `%(limit_value)s` and `%(show_value)s`, as in "4,000".
    """

    default_error_messages = {
        "max_length": "At most %(limit_value)s characters can be kept; this has %(show_value)s."
    }

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text

    def run_validators(self, value: Any) -> None:
        try:
            super().run_validators(value)
        except forms.ValidationError as error:
            for each in error.error_list:
                each.params = {name: _told(number) for name, number in (each.params or {}).items()}
            raise

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without `maxlength`: what is pasted would be cut without a word."""
        attributes: dict[str, Any] = super().widget_attrs(widget)
        attributes.pop("maxlength", None)
        return attributes


def _told(value: Any) -> Any:
    return f"{value:,}" if isinstance(value, int) else value
