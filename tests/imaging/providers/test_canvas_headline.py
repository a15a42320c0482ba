"""The hook of a post, in the person's own words, without what a picture cannot say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imaging.providers.canvas.figure import find_figure
from imaging.providers.canvas.headline import LONGEST, headline, hook, shortened


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        (
            "We cut onboarding from 14 days to 2.\n\nHere is how.",
            "We cut onboarding from 14 days to 2.",
        ),
        ("**73% of _roadmaps_** are `wish` lists 🎯!\n", "73% of roadmaps are wish lists!"),
        ("# Heading\n\nText", "Heading Text"),
        ("## A heading that is long enough\n\nText", "A heading that is long enough"),
        ("> - 1. Quoted and listed too", "Quoted and listed too"),
        ("Read [our report](https://example.org/a) today", "Read our report today"),
        ("See https://example.org/a?b=c first", "See first"),
        ("Hiring is broken #hiring #hr #futureofwork", "Hiring is broken"),
        ("Why #Python beats my spreadsheet", "Why Python beats my spreadsheet"),
        ("#only #tags\n🚀🚀🚀\n---\nThe real first line", "The real first line"),
        ("𝗕𝗼𝗹𝗱 𝘮𝘰𝘷𝘦𝘴 pay off in the end", "Bold moves pay off in the end"),
        ("Ship it 👩🏽‍💻🇩🇪1️⃣ every day", "Ship it every day"),
        ("Stop.\nYour roadmap is not a strategy.", "Stop. Your roadmap is not a strategy."),
        ("Three lessons from the year:\n- one", "Three lessons from the year"),
        (
            "snake_case_name and 2*3*4 stay as they are",
            "snake_case_name and 2*3*4 stay as they are",
        ),
        ("A zero\u200b-width\ufeff and\u00ad soft", "A zero-width and soft"),
        ("Don't say 'it's easy'", "Don’t say 'it’s easy'"),
        ("C# and F# are languages, not tags", "C# and F# are languages, not tags"),
    ],
)
def test_hook_of_a_post(post: str, expected: str) -> None:
    assert hook(post) == expected


def test_a_long_first_line_gives_its_first_sentences() -> None:
    line = (
        "Leadership is no title. It is going first when nobody looks. " + "More words follow. " * 9
    )
    assert hook(line) == (
        "Leadership is no title. It is going first when nobody looks. "
        "More words follow. More words follow. More words follow."
    )


def test_a_full_stop_inside_a_name_or_number_ends_no_sentence() -> None:
    line = (
        "Dr. Meyer raised 3.5 million with J. Doe in the U.S. market last spring. "
        + "And so on " * 12
    )
    assert hook(line) == "Dr. Meyer raised 3.5 million with J. Doe in the U.S. market last spring."


def test_a_single_endless_sentence_is_cut_between_words() -> None:
    text = hook("wonderful " * 60)
    assert text.endswith("wonderful…")
    assert len(text) <= LONGEST


def test_a_script_without_spaces_is_cut_too_its_wide_letters_counting_double() -> None:
    assert shortened("あ" * 300, 100) == "あ" * 49 + "…"


def test_the_prompt_speaks_where_there_is_no_post() -> None:
    assert headline("", "A lighthouse at dawn") == "A lighthouse at dawn"
    assert headline("🚀 #go", "A lighthouse at dawn") == "A lighthouse at dawn"
    assert headline("", "") == ""


def test_a_colon_goes_with_the_hard_space_that_french_puts_before_it() -> None:
    assert hook("Pourquoi nos projets prennent du retard\u00a0:") == (
        "Pourquoi nos projets prennent du retard"
    )
    assert shortened("Pourquoi\u00a0: nos projets prennent du retard", 10) == "Pourquoi…"


@given(st.text(max_size=400))
def test_any_text_gives_one_clean_line_of_bounded_length(text: str) -> None:
    words = hook(text)
    assert len(words) <= LONGEST
    assert "\n" not in words
    assert words == words.strip()


@pytest.mark.parametrize(
    ("text", "figure", "percent"),
    [
        ("73% of roadmaps fail", "73%", 73.0),
        ("Up 12,5 % this year", "12,5 %", 12.5),
        ("We grew 250% in a year", "250%", None),
        ("Down -40% on cost", "-40%", None),
        ("$4.2M in revenue", "$4.2M", None),
        ("It is 10x faster", "10x", None),
        ("3,000 people came", "3,000", None),
        ("In 2026 we hired 12 engineers", "12", None),
        ("500+ calls later", "500+", None),
    ],
)
def test_a_quantity_is_found_as_written(text: str, figure: str, percent: float | None) -> None:
    found = find_figure(text)
    assert found is not None
    assert (found.text, found.percent) == (figure, percent)
    assert found.text in text


@pytest.mark.parametrize(
    "text",
    ["No number", "In 2026", "B2B", "GPT-4 is here", "at 10:30", "24/7", "Q3", "v2.0.1", "Web3",
     "123456789012"],
)  # fmt: skip
def test_years_times_versions_and_names_are_no_quantities(text: str) -> None:
    assert find_figure(text) is None
