"""What is said to the copilot without a model is answered, and never becomes the post."""

import re

import pytest

from copilot.assistants.base import Author, Context, ReplyEvent, Talk, Turn, Write
from copilot.assistants.offline import OfflineAssistant

DRAFT = "Pick errors fell.\n\n• Docks\n• Robots\n• Reviews\n\nWhat would you add?\n\n#Docks #Robots"
NOTES = "Pick errors fell by 38 percent. Docks, robots and daily reviews did it."


def events(*said: str, draft: str = DRAFT) -> list[ReplyEvent]:
    turns = tuple(Turn(Author.PERSON, text) for text in said)
    return list(OfflineAssistant().reply(Context(turns=turns, draft=draft)))


@pytest.mark.parametrize(
    "thanks",
    [
        "thanks, looks great!",
        "Looks great, thanks!",
        "Thank you so much, that’s perfect 👍",
        "danke!",
        "Vielen Dank, sieht toll aus!",
        "merci",
        "Merci beaucoup, c’est parfait",
        "gracias, perfecto",
        "ok",
    ],
)
def test_thanks_leave_the_post_alone(thanks: str) -> None:
    [talk] = events(NOTES, thanks)
    assert isinstance(talk, Talk)
    assert "stays as it is" in talk.text


@pytest.mark.parametrize(
    "question",
    [
        "what can you do?",
        "wie lang darf ein LinkedIn Post sein?",
        "How long may a LinkedIn post be?",
        "¿Qué puedes hacer?",
    ],
)
@pytest.mark.parametrize("draft", [DRAFT, ""])
def test_a_question_is_answered_and_is_no_post(question: str, draft: str) -> None:
    [talk] = events(NOTES, question, draft=draft)
    assert isinstance(talk, Talk)
    assert "needs a model" in talk.text
    assert "notes as a post" in talk.text


@pytest.mark.parametrize(
    "notes",
    [
        "Thanks to our robots pick errors fell by 38 percent in Bremen",
        "Great news: our bakery in Lyon opens a second shop",
        "Who cut pick errors by 38 percent in Bremen?",
    ],
)
def test_thanks_and_questions_with_facts_are_material(notes: str) -> None:
    assert not isinstance(events(notes)[0], Talk)


def test_a_question_that_asks_for_a_post_is_a_request() -> None:
    [talk] = events("Can you write a post about our bakery?", draft="")
    assert isinstance(talk, Talk)
    assert "bakery" in talk.text


@pytest.mark.parametrize(
    "wish",
    [
        "add a sentence about Priya who led the rollout",
        "Please add another short line about Priya, who led the rollout in all of our twelve shops",
        "Füge noch einen Satz über Priya hinzu",
        "ajoute une phrase sur Priya",
        "añade una frase sobre Priya",
    ],
)
def test_a_sentence_that_is_yet_to_be_written_needs_a_model(wish: str) -> None:
    [talk] = events(NOTES, wish)
    assert isinstance(talk, Talk)
    assert "Send me the sentence itself" in talk.text


@pytest.mark.parametrize(
    "wish",
    [
        "Add that Priya led the rollout",
        "Write something for LinkedIn about how Priya led the rollout in Oslo",
    ],
)
def test_a_sentence_that_is_given_is_no_wish_for_one(wish: str) -> None:
    wrote = "".join(event.text for event in events(wish) if isinstance(event, Write))
    assert "Priya" in wrote


@pytest.mark.parametrize(
    "instruction",
    [
        "Make it in English please.",
        "In English, please",
        "Mach es bitte auf Deutsch",
        "Keep it friendly and address our suppliers",
        "Mets-le en français",
        "Hazlo en español",
    ],
)
def test_earlier_instructions_are_no_sentences_of_the_post(instruction: str) -> None:
    said = (NOTES, instruction, "Make a post out of it")
    wrote = "".join(event.text for event in events(*said, draft="") if isinstance(event, Write))
    assert "38 percent" in wrote
    for word in re.findall(r"\w{4,}", instruction):
        assert word not in wrote


def test_a_language_wished_after_the_notes_is_no_sentence_either() -> None:
    said = f"{NOTES} Make it in English please."
    wrote = "".join(event.text for event in events(said) if isinstance(event, Write))
    assert "38 percent" in wrote
    assert "English" not in wrote


def test_another_language_for_a_draft_needs_a_model() -> None:
    [talk] = events(NOTES, "Make it in English please.")
    assert isinstance(talk, Talk)
    assert "needs a model" in talk.text
