"""Numbers and names that are in nothing the person gave, and words they avoid, are found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.assistants.checking import CheckKind, checks, places
from tests.properties import examples

SOURCE = (
    "Pick errors fell 38% in Q3. Anna Berg led it. 1,200 visitors, revenue $4.2M, fifteen people, "
    "from 12 days to 4. We use SAP in Bremen."
)


def found(draft: str, *sources: str, avoid: tuple[str, ...] = ()) -> list[str]:
    return [check.text for check in checks(draft, sources, avoid)]


def test_what_is_in_the_source_is_found_however_it_is_written() -> None:
    draft = (
        "Pick errors fell by 38 percent in Q3. Anna led it, and the 15 people around Berg. "
        "1.200 visitors and 4,2 Mio. in revenue. Twelve days became four. In Bremen, with SAP."
    )
    assert found(draft, SOURCE) == []


def test_what_was_made_up_is_found_whole_and_in_order() -> None:
    draft = (
        "We doubled revenue to $5.1M with 47 people in Hamburg. Maria Lopez told us it took three "
        "weeks. Microsoft called in 2019. What would Google do?\n\n#Leadership #Berlin"
    )
    assert found(draft, SOURCE) == [
        "doubled",
        "$5.1M",
        "47",
        "Hamburg",
        "Maria Lopez",
        "three weeks",
        "Microsoft",
        "2019",
        "Google",
    ]


@pytest.mark.parametrize(
    ("draft", "source", "texts"),
    [
        (
            (
                "Wir haben in Bremen 38 % weniger Fehler. Frau Schmidt sagt: Das Team sei besser. "
                "Bei Siemens dauerte es drei Wochen. Thomas Müller war da. Kunden und Daten zählen."
            ),
            "Wir haben in Bremen 38% weniger Pickfehler. Das Team arbeitet besser.",
            ["Schmidt", "Siemens", "drei Wochen", "Thomas Müller"],
        ),
        (
            (
                "Nous avons réduit les erreurs de 38 % à Lyon. Marie Dupont a dit : 1 200 clients. "
                "Cela a pris deux semaines chez Renault."
            ),
            "erreurs -38%, 1200 clients",
            ["Lyon", "Marie Dupont", "deux semaines", "Renault"],
        ),
        (
            (
                "Reducimos los errores un 38 % en Sevilla. Según Carlos, fueron veinticinco días"
                ". Hoy somos 1.200."
            ),
            "errores -38%, 1200",
            ["Sevilla", "Carlos", "veinticinco días"],
        ),
    ],
)
def test_other_languages_have_their_own_ways(draft: str, source: str, texts: list[str]) -> None:
    assert found(draft, source) == texts


@pytest.mark.parametrize(
    "draft",
    [
        "Three lessons from it:\n\n1. Start small\n2. Measure one thing\n\nWhat would you add?",
        "Slide 1\nErrors fall\n\nSlide 12\nTalk to people 24/7",
        "0:00 Hook\nErrors fall.\n\n[0:05 – 0:20] Story\nThey fell again.",
        "Why Great Teams Fail At Scale\n\nMost teams fail. Leadership matters.",
        "I'm glad. Honestly, it's AI and HR that changed. See https://example.org/2024/Report",
        "Die Kunden und die Daten sind wichtig. Ende der Woche war die Stimmung gut.",
        "Growth is #1 for #Leadership2030",
    ],
)
def test_what_claims_nothing_is_left_alone(draft: str) -> None:
    assert found(draft, "our errors") == []


def test_a_name_at_the_start_of_a_sentence_is_no_first_word_of_it() -> None:
    assert found("Meanwhile Anna fixed it. Then Peter came.", "Anna") == ["Peter"]


def test_a_scale_that_was_made_up_is_no_detail() -> None:
    assert found("Revenue of 4.2 million", "a ratio of 4.2") == ["4.2 million"]


def test_words_to_avoid_are_found_in_each_form_and_phrases_whole() -> None:
    draft = "We leverage synergies. Leveraging them is a game changer, a game of change."
    avoid = ("leverage", "game changer", "synergy")
    assert found(draft, draft, avoid=avoid) == [
        "leverage",
        "synergies",
        "Leveraging",
        "game changer",
    ]
    assert {check.kind for check in checks(draft, (draft,), avoid)} == {CheckKind.AVOID}


def test_a_number_is_not_marked_inside_another() -> None:
    draft = "3 of 13, 3.5 and x3, then 3."
    assert [draft[start:end] for start, end in places(draft, "3")] == ["3", "3"]


@examples(80)
@given(st.text(max_size=300), st.text(max_size=100))
def test_whatever_is_found_stands_in_the_draft(draft: str, source: str) -> None:
    for check in checks(draft, (source,), ("leverage",)):
        assert check.text in draft


@examples(80)
@given(st.text(max_size=300))
def test_a_text_says_nothing_that_it_does_not_say_itself(draft: str) -> None:
    assert list(checks(draft, (draft,))) == []


@pytest.mark.parametrize("heading", ["0:00 Hook", "**HOOK**", "0:00 Einstieg", "[0:04] Accroche"])
def test_a_heading_of_a_video_script_is_no_name(heading: str) -> None:
    script = f"{heading}\nHired three people.\n\n0:05 Story\nLaunched the docks with Maria."
    assert found(script, "Hired three people. Launched the docks.") == ["Maria"]
