"""Whole words are evidence; parts of words, idioms and single hints are not."""

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imaging.prompts.analysis import THEMES_MAX, VISUAL_ELEMENTS_MAX, analyse, industry_name
from imaging.prompts.data import table
from imaging.prompts.purpose import PURPOSES, UNKNOWN
from tests.imaging.prompts.posts import (
    BAKERY,
    CHARGING,
    CLARITY,
    EMERGENCY,
    HOSPITAL,
    LAWYER,
    NEWSROOM,
    SCHOOL,
    TOWN_HALL,
    WAREHOUSE,
)

INDUSTRIES = {
    "Technology", "Healthcare", "Finance", "Education", "Manufacturing", "Retail", "Marketing",
    "Consulting", "Real Estate", "Legal", "Non-profit", "Government", "Entertainment", "Sports",
    "Food & Beverage", "Automotive", "Energy", "Telecommunications", "Media",
}  # fmt: skip


def test_the_industries_are_those_people_choose_from() -> None:
    assert {industry_name(key) for key in table("industries")} == INDUSTRIES


@pytest.mark.parametrize(
    ("post", "industry"),
    [
        (WAREHOUSE, "manufacturing"),
        (HOSPITAL, "healthcare"),
        (LAWYER, "legal"),
        (BAKERY, "food"),
        (TOWN_HALL, "government"),
        (SCHOOL, "education"),
        (EMERGENCY, "healthcare"),
        (NEWSROOM, "media"),
        (CHARGING, "automotive"),
        ("Our model portfolio lost money. Every investor got a call from a person.", "finance"),
        ("The choir sang, and the film festival gave us a second cinema.", "entertainment"),
        ("Volunteers from four streets keep the food bank open.", "non_profit"),
    ],
)
def test_industry(post: str, industry: str) -> None:
    assert analyse(post).industry == industry


@pytest.mark.parametrize(
    "post",
    [
        CLARITY,
        "He said that the window was open and that we win by waiting.",
        "The sales pitch went well and the team sports a new logo.",
        "It was a paid trail through the rain.",
        "Be patient with your team. Nobody can doctor a culture overnight.",
        "It was a marathon, not a sprint, and at every stage we kept our eyes on the ball.",
        "We are not a bank, and this is not about insurance.",
        "Their onboarding reads like a mortgage contract.",
        "My plate is full and I bring this to the table: take stock, then drive results.",
        "Wir bleiben am Ball, auch wenn Vertrauen keine Rolle spielt.",
        "",
    ],
)
def test_an_industry_is_not_guessed(post: str) -> None:
    assert analyse(post).industry == UNKNOWN


def test_what_is_meant_counts_beside_what_is_not() -> None:
    post = "The sales pitch was rocket science, but our nurses and the surgeon liked it."
    assert analyse(post).industry == "healthcare"


@pytest.mark.parametrize("field", ["industry", "themes", "tone", "audience", "purpose"])
def test_what_is_plain_is_surer_than_what_is_not(field: str) -> None:
    plain = analyse(
        "How to brief a lawyer, a checklist for founders: three steps before you sue. Ask the "
        "law firm what the court needs. Write down every clause. Check the contract."
    )
    vague = analyse("Blue.")
    assert 1 >= getattr(plain.confidence, field) > 0.25
    assert getattr(vague.confidence, field) < getattr(plain.confidence, field)


@pytest.mark.parametrize("word", ["Dreißig", "DREISSIG", "ſix", "sıx", "SİX"])
def test_numbers_in_letters_of_any_kind_are_no_exception(word: str) -> None:
    assert analyse(f"It took {word} days.").themes is not None


@pytest.mark.parametrize(
    ("post", "code"), [(WAREHOUSE, "en"), (TOWN_HALL, "de"), (SCHOOL, "fr"), (EMERGENCY, "es")]
)
def test_language(post: str, code: str) -> None:
    assert analyse(post).language == code


@pytest.mark.parametrize(
    ("post", "theme"),
    [
        (WAREHOUSE, "pick errors"),
        (TOWN_HALL, "Bürgeramt"),
        (SCHOOL, "réparation de vélos"),
        ("The future of remote work in small towns.", "remote work"),
    ],
)
def test_a_theme_stands_in_the_text(post: str, theme: str) -> None:
    assert theme in " ".join(analyse(post).themes)


@pytest.mark.parametrize(
    ("post", "tone"),
    [
        ("Thank you all! We are so happy to welcome two new colleagues!", "friendly"),
        ("Here's how to do it, step by step: five lessons and a checklist.", "educational"),
        ("We opened a second dock.", "professional"),
    ],
)
def test_tone(post: str, tone: str) -> None:
    assert analyse(post).tone == tone


@pytest.mark.parametrize(
    ("post", "weak"),
    [
        ("The council approved the harbour plan this morning.", "approved"),
        ("We watched the database disappear that evening.", "disappear"),
        ("Honestly, it usually rains on the market square.", "usually"),
        ("Ayer llegamos al puerto con los barcos.", "llegamos"),
    ],
)
def test_what_is_no_name_is_neither_theme_nor_hashtag(post: str, weak: str) -> None:
    analysis = analyse(post)
    assert analysis.terms
    assert weak not in " ".join((*analysis.themes, *analysis.terms)).split()


@given(st.text(max_size=500))
def test_any_text_is_analysed_in_its_own_words(post: str) -> None:
    analysis = analyse(post)
    assert len(analysis.themes) <= THEMES_MAX
    assert all(theme in post for theme in analysis.themes)
    assert analysis.industry == UNKNOWN or analysis.industry in table("industries")
    assert len(analysis.visual_elements) <= VISUAL_ELEMENTS_MAX
    assert analysis.purpose in PURPOSES
    assert analysis.audience
    assert all(0 <= sure <= 1 for sure in asdict(analysis.confidence).values())
    for figure in analysis.figures:
        assert post[figure.start : figure.end] == figure.text


def test_what_the_post_names_can_be_seen() -> None:
    elements = analyse(WAREHOUSE).visual_elements
    assert "a compact wheeled robot" in elements
    assert len(elements) <= VISUAL_ELEMENTS_MAX
    assert analyse("Consistency beats talent.").visual_elements == ()


@pytest.mark.parametrize(
    ("post", "audience"),
    [
        (WAREHOUSE, "Operations and supply chain leaders"),
        (
            "We hired a baker. Which candidate would you have hired?",
            "Recruiters and hiring managers",
        ),
        (
            "Our sourdough takes 30 hours, and the bakery opens at five.",
            "People in food & beverage",
        ),
        ("Consistency beats talent.", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_audience(post: str, audience: str) -> None:
    assert analyse(post).audience == audience


@pytest.mark.parametrize(
    ("post", "purpose"),
    [
        ("How to run a retrospective: three steps and a checklist.", "educational"),
        ("Unpopular opinion: most companies should hire slower.", "thought_leadership"),
        ("I remember my first job. My father drove me there and I was afraid.", "personal_story"),
        ("A new study shows that the market for heat pumps doubled.", "industry_news"),
        ("We're hiring! Our new office opens in May, and our team grows.", "company_update"),
        ("How often do you talk to customers? a) weekly b) monthly c) never", "poll"),
        ("Wir haben unsere Halle eröffnet. Wir suchen eine Schichtleitung.", "company_update"),
        ("Blue.", "unknown"),
        ("", "unknown"),
    ],
)
def test_purpose(post: str, purpose: str) -> None:
    assert analyse(post).purpose == purpose


def test_every_purpose_is_one_of_those_told() -> None:
    assert {*table("purposes"), UNKNOWN} == set(PURPOSES)
