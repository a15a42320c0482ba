"""The options of a select, made once: a long conversation shows the same ones many times."""

from functools import lru_cache

from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe


# Bounded, as what is selected may be anything that somebody has sent.
@lru_cache(maxsize=64)
def options_html(choices: tuple[tuple[str, str], ...], selected: str) -> SafeString:
    """`choices` are values with their labels, all of them ours."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (value, mark_safe(" selected") if value == selected else "", label)
            for value, label in choices
        ),
    )
