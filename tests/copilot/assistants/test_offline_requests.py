"""Without a model no request gets into a post, in whatever words it is made."""

import pytest

from copilot.assistants.arranging import QUESTIONS
from tests.copilot.assistants.test_offline import answer

ENGLISH = ("Errors fell 38%.", "Priya Nair led it.", "Nobody quit, and 40 people joined.")
GERMAN = ("Fehler sanken um 38%.", "Frau Öztürk war dabei.", "Niemand ging, und 40 kamen dazu.")


@pytest.mark.parametrize(
    ("form", "facts"),
    [
        ("Turn these notes into a post: {0} {1} {2}", ENGLISH),
        ("Turn these notes into a post:{0} {1} {2}", ENGLISH),
        ("Turn these notes into a post:\n{0} {1} {2}", ENGLISH),
        ("Turn these notes into a post - {0} {1} {2}", ENGLISH),
        ("Turn these notes into a short, friendly post for bakers \u2013 {0} {1} {2}", ENGLISH),
        ("Turn this into a post\n{0}\n\n{1}\n\n{2}", ENGLISH),
        ("Can you turn the following into a LinkedIn post? {0} {1} {2}", ENGLISH),
        ("Summarise this as a post: {0} {1} {2}", ENGLISH),
        ("LinkedIn post please: {0} {1} {2}", ENGLISH),
        ("Draft a post for our customers: {0} {1} {2}", ENGLISH),
        ("Write a LinkedIn post. Notes: {0} {1} {2}", ENGLISH),
        ("Use these notes:\n\n{0}\n{1}\n{2}\n\nThanks!", ENGLISH),
        ("Meeting notes:\n* {0}\n* {1}\n* {2}", ENGLISH),
        ('Please make a post of the following notes:\n\n"{0} {1} {2}"', ENGLISH),
        ("Hi, I want to post about this on LinkedIn: {0} {1} {2}", ENGLISH),
        ("{0} {1} {2} Turn these into a post.", ENGLISH),
        ("{0}\n\n{1}\n\n{2}\n\nMake this a post please", ENGLISH),
        ("Mach aus diesen Notizen einen Beitrag: {0} {1} {2}", GERMAN),
        ("Bitte mach daraus einen Beitrag:\n{0} {1} {2}", GERMAN),
        ("Aus diesen Notizen bitte einen Post machen \u2013 {0} {1} {2}", GERMAN),
        ("Erstelle einen Beitrag aus diesen Stichpunkten:\n- {0}\n- {1}\n- {2}", GERMAN),
        ("Hier sind meine Notizen:\n{0}\n{1}\n{2}", GERMAN),
        ("Kannst du daraus einen Beitrag machen? {0} {1} {2}", GERMAN),
        ("Könntest du einen Beitrag für LinkedIn schreiben? {0} {1} {2}", GERMAN),
        ("Schreibe einen Beitrag\n\n{0}\n\n{1}\n\n{2}", GERMAN),
        ("{0} {1} {2} Mach daraus einen LinkedIn-Beitrag.", GERMAN),
    ],
)
def test_however_it_is_asked_no_fact_is_lost_and_no_request_is_published(
    form: str, facts: tuple[str, ...]
) -> None:
    post, _, _ = answer(form.format(*facts))
    *told, question, _ = post.split("\n\n")
    assert question in {each for pair in QUESTIONS.values() for each in pair} or ":" in question
    kept = " ".join(told).replace("\n", " ")
    rest = kept
    for fact in facts:
        assert fact.rstrip(".") in kept
        rest = rest.replace(fact.rstrip("."), "")
    assert rest.strip(" .•") == ""


@pytest.mark.parametrize("told", ["The notes were lost.", "Our facts are 7 years old, we found."])
def test_a_sentence_about_notes_is_no_label(told: str) -> None:
    assert told in answer(f"We moved to Bremen in March. {told} We found them in Kiel.")[0]
    assert told in answer(f"{told} We moved to Bremen in March.")[0]
