"""Quotes stand in the post word for word, and say so where they were cut."""

import pytest

from imaging.prompts.quoting import quote, quotes_truly

LONG = "The storm took our mast on the island at two in the night and I was on call for all of it"


def quoted(text: str, word: str) -> str:
    start = text.index(word)
    return quote(text, start, start + len(word))


def test_a_clause_is_quoted_whole() -> None:
    assert quoted("Honestly? It was late, and nobody asked.", "late") == "It was late"


def test_a_long_clause_is_cut_with_an_ellipsis() -> None:
    assert quoted(LONG, "mast") == "The storm took our mast on the island at two …"
    assert quoted(LONG, "was on") == "… in the night and I was on call for all …"


def test_no_quote_begins_with_what_links_it() -> None:
    assert quoted("We waited, and nobody asked.", "nobody") == "nobody asked"


def test_the_letter_of_the_next_line_is_not_quoted() -> None:
    asked = "Stimmt ab:\n\na) mehr Bäume\nb) Parkplätze wie bisher\nc) ein Wasserspiel"
    assert quoted(asked, "Parkplätze") == "Parkplätze wie bisher"
    assert quoted(asked, "Wasserspiel") == "ein Wasserspiel"


def test_a_wrapped_line_is_one_clause() -> None:
    assert quoted("Thank you to the midwives who drew the\nplan.", "midwives") == (
        "Thank you to the midwives who drew the plan"
    )
    assert quoted("First line\nSecond line", "Second") == "Second line"


@pytest.mark.parametrize(
    ("reason", "true"),
    [
        ("Because you say “the storm took our mast”.", True),
        ('You write "The storm  took our mast…" yourself.', True),
        ("Because you say “the storm sank our boat”.", False),
        ("Because it fits the mood.", False),
        ("“our mast” and “our yacht”", False),
    ],
)
def test_a_reason_quotes_truly(reason: str, true: bool) -> None:
    assert quotes_truly(reason, LONG) is true


def test_an_aside_is_quoted_with_what_it_is_said_of() -> None:
    assert quoted("Dans notre service client, nous mesurons tout.", "client") == (
        "Dans notre service client, nous mesurons tout"
    )
    assert quoted("We meet at the bedside, with the patient listening. Then we go.", "patient") == (
        "We meet at the bedside, with the patient listening"
    )
    assert quoted("Without a plan: nothing. In May, after all, we moved.", "plan") == (
        "Without a plan"
    )
