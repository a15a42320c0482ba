"""Without a model, what cannot be done by rule leaves the post as it is, and says what can."""

import pytest

from copilot.assistants.base import Author, Call, Context, Suggest, Talk, Turn, Write
from copilot.assistants.offline import NO_SUCH_PART, UNDO_ABOVE, OfflineAssistant

DRAFT = (
    "We are thrilled to share that pick errors fell by 38 percent. Anna led it. It was fine.\n\n"
    "The team drove it in 4 months. People liked it in the end.\n\n"
    "What would you try first?\n\n#Docks #Picking"
)


def answer(message: str, draft: str = DRAFT) -> tuple[str, str, list[Suggest]]:
    """The post, the talk and the ideas."""
    events = list(OfflineAssistant().reply(Context((Turn(Author.PERSON, message),), draft=draft)))
    assert not [event for event in events if isinstance(event, Call)]
    return (
        "".join(event.text for event in events if isinstance(event, Write)),
        "".join(event.text for event in events if isinstance(event, Talk)),
        [event for event in events if isinstance(event, Suggest)],
    )


@pytest.mark.parametrize(
    "asked",
    [
        "suggest 3 other image ideas, only diagrams",
        "Give me 3 other image ideas",
        "More image ideas please, without people",
        "other ideas",
        "Schlag mir 3 andere Bildideen vor",
        "Could you show me some more visuals?",
    ],
)
def test_who_asks_for_ideas_gets_ideas_and_keeps_the_post(asked: str) -> None:
    post, talk, [suggested] = answer(asked)
    assert post == ""
    assert "stays as it is" in talk
    assert len(suggested.ideas) == (3 if "3" in asked else 4)

    post, talk, ideas = answer(asked, draft="")
    assert (post, ideas) == ("", [])
    assert "Send me your notes" in talk


def test_ideas_are_of_the_kind_that_is_asked_for_first() -> None:
    _, _, [suggested] = answer("suggest 3 other image ideas, only diagrams")
    assert suggested.ideas[0].kind == "diagram"


@pytest.mark.parametrize(
    "notes",
    [
        "More ideas came from the night shift than from any workshop. We built 3 of them.",
        "Give people images and they remember 65 percent. We tried it for a year in Kiel.",
    ],
)
def test_ideas_that_are_told_of_are_material(notes: str) -> None:
    assert answer(notes, draft="")[0]


@pytest.mark.parametrize(
    "asked",
    ["make the first sentence shorter", "shorter hook please", "mach den ersten Satz kürzer"],
)
def test_a_shorter_first_sentence_leaves_all_others(asked: str) -> None:
    post, _, _ = answer(asked)
    assert post.startswith("Pick errors fell by 38 percent.")
    told = DRAFT.replace("We are thrilled to share that pick", "Pick").split()
    assert post.split() == told

    post, talk, _ = answer(asked, draft=DRAFT.replace("We are thrilled to share that pick", "Pick"))
    assert post == ""
    assert "nothing to cut" in talk


@pytest.mark.parametrize(
    "asked",
    [
        "shorten the last paragraph",
        "make the second sentence more casual",
        "The ending should be longer",
        "mach den letzten Absatz kürzer",
        "make the sentence about Anna shorter",
    ],
)
def test_a_change_of_one_part_never_changes_another(asked: str) -> None:
    assert answer(asked)[:2] == ("", NO_SUCH_PART)


@pytest.mark.parametrize("asked", ["make it shorter", "shorter, but keep the hook"])
def test_the_whole_is_shortened_as_before(asked: str) -> None:
    assert answer(asked)[0]


@pytest.mark.parametrize("asked", ["undo that", "Undo", "Please go back", "rückgängig machen"])
def test_undo_in_words_points_at_the_arrows(asked: str) -> None:
    assert answer(asked)[:2] == ("", UNDO_ABOVE)
