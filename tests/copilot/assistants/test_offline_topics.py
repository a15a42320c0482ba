"""Without a model the question and the hashtags name what a post is about, and nobody."""

import re

import pytest

from tests.copilot.assistants.test_offline import answer


def test_a_topic_named_in_the_request_leads_to_the_question_and_a_hashtag() -> None:
    post, _, _ = answer("Draft something on hiring? I hired a baker. She ran a bakery for 9 years.")
    assert "Hiring: what is your experience?" in post
    assert "#Hiring" in post
    assert not post.startswith("Hiring")


def test_a_person_is_no_topic_to_ask_about() -> None:
    post, _, _ = answer("We cut onboarding to 5 days by writing checklists with Maria Lopez.")
    [question] = [line for line in post.splitlines() if line.endswith("?")]
    assert "Maria" not in question


@pytest.mark.parametrize(
    ("notes", "name"),
    [
        ("Unser neuer Koch heißt Emil. Er kocht seit 12 Jahren in Bremen.", "Emil"),
        ("Frau Öztürk leitet die Schicht. Frau Öztürk hat 30 Tage Urlaub eingeführt.", "Öztürk"),
        ("Our intern Tom built the dashboard in 3 days.", "Tom"),
        ("Intern Tom built it in 3 days. Our intern Tom shows the numbers.", "Tom"),
        ("Notre stagiaire Tom a créé le tableau en 3 jours.", "Tom"),
        ("Nuestra jefa Ana Ruiz abrió la panadería con 40 personas.", "Ruiz"),
    ],
)
def test_a_person_is_neither_topic_nor_in_a_phrase_of_a_hashtag(notes: str, name: str) -> None:
    post, _, _ = answer(notes)
    *_, question, hashtags = post.split("\n\n")
    assert question.endswith("?")
    assert name not in question
    assert not re.search(rf"\w{name}", hashtags)


def test_a_german_noun_with_its_adjective_stays_a_topic() -> None:
    post, _, _ = answer("Die digitale Schichtplanung spart 5 Stunden. Wir lieben sie in Bremen.")
    assert "Digitale Schichtplanung:" in post


def test_a_topic_is_not_lost_where_the_person_asks_the_question() -> None:
    post, _, _ = answer("Write a post about our Lyon bakery. 200 guests came. What would you bake?")
    assert "Our Lyon bakery." in post
    assert post.split("\n\n")[-2].endswith("What would you bake?")
    assert post.count("?") == 1


def test_own_hashtags_come_first_and_own_order_stays() -> None:
    notes = "We moved in May.\n- new dock\n- new racks\n- new robots\nIt took 9 weeks. #Northdock"
    post, _, _ = answer(notes)
    assert post.split("\n\n")[-1].startswith("#Northdock")
    assert post.index("• New dock") < post.index("It took 9 weeks.")


@pytest.mark.parametrize(
    ("notes", "hashtags"),
    [
        ("Unser Praktikant Tom hat das Dashboard in 3 Tagen gebaut.", "#Dashboard"),
        ("Tom und Anna haben den Messestand gebaut. Der Messestand kam gut an.", "#Messestand"),
        ("Got promoted to team lead today. Thanks to Jonas and Priya for it.", "#TeamLead"),
        ("Mi jefa Ana abrió la panadería.", "#Panadería"),
        ("Notre boulangerie de Lille donne 40 pains par semaine.", "#Pains #Boulangerie #Lille"),
        ("Frau Meier hat mir heute geholfen. Danke an alle.", ""),
        ("Yesterday was good. My daughter Emma asked why I work so much.", ""),
    ],
)
def test_a_hashtag_names_a_subject_and_nobody(notes: str, hashtags: str) -> None:
    assert " ".join(re.findall(r"#\w+", answer(notes)[0])) == hashtags


def test_nobody_is_asked_about_what_the_post_only_mentions() -> None:
    post, _, _ = answer(
        "Pick errors fell by 38 percent. We put screens on every dock next to the main station."
    )
    assert "ain station:" not in post


def test_no_hashtag_is_made_of_an_adverb_a_thought_or_a_currency() -> None:
    post, _, _ = answer(
        "I was thinking about hiring. The team basically drove the change. It cost 2 million euros."
    )
    for weak in ("Basically", "Drove", "Thinking", "Euro"):
        assert not re.search(rf"#\w*{weak}", post)
