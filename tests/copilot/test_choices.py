"""Options of a select as the page has them."""

from copilot.presentation.choices import options_html

CHOICES = (("a", "First & best"), ("b", "Second"))


def test_one_is_selected_and_labels_are_escaped() -> None:
    assert options_html(CHOICES, "b") == (
        '<option value="a">First &amp; best</option><option value="b" selected>Second</option>'
    )


def test_what_is_none_of_them_selects_nothing() -> None:
    assert "selected" not in options_html(CHOICES, '"><script>')
    assert "script" not in options_html(CHOICES, '"><script>')
