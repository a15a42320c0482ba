"""A model's ideas are taken where they are new and true, and filled up locally."""

from typing import Any

from copilot.assistants.suggestions import ideas_from
from imaging.prompts.ideas import IdeaKind, suggest_ideas
from imaging.prompts.recent import Recent

POST = "We cut pick errors by 38 percent in one quarter. Not with more people."
MEETING = {
    "kind": "people",
    "style": "cinematic",
    "prompt": "A picker and a robot meet at eye level between two tall racks in early light.",
    "description": "A picker and a robot at eye level.",
    "reason": "Because you say “pick errors”.",
}


def taken(*ideas: dict[str, Any], recent: tuple[Recent, ...] = ()) -> Any:
    return ideas_from({"ideas": list(ideas)}, POST, recent)


def test_a_new_and_true_idea_comes_first() -> None:
    ideas = taken(MEETING)

    assert ideas[0].prompt == MEETING["prompt"]
    assert ideas[0].reason == MEETING["reason"]
    assert len({idea.kind for idea in ideas}) == len(ideas) == 4


def test_an_idea_that_was_just_shown_gives_way_to_another() -> None:
    ideas = taken(MEETING, recent=(Recent(MEETING["prompt"]),))

    assert MEETING["prompt"] not in {idea.prompt for idea in ideas}
    assert len(ideas) == 4


def test_a_reason_that_quotes_nothing_of_the_post_is_written_anew() -> None:
    local = {idea.kind: idea.reason for idea in suggest_ideas(POST, count=6)}

    for reason in ("It looks nice.", "Because you say “our robots dance”."):
        assert taken(MEETING | {"reason": reason})[0].reason == local[IdeaKind.PEOPLE]
