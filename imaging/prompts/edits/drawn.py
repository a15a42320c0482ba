"""What might be changed in a picture that the canvas drew: only what it can change itself."""

from collections.abc import Iterator
from typing import Any

from imaging.pictures.facts import PictureFacts
from imaging.prompts.edits.seen import EditSuggestion, named

_DARK, _BRIGHT = 0.30, 0.88
_FEW_WORDS = 8
_SHADES, _LARGEST = 2, 1.5


def suggest_drawn_edits(facts: PictureFacts, drawing: Any) -> tuple[EditSuggestion, ...]:
    """Each is told in words that the canvas understands. `drawing` is its own JSON."""
    return tuple(_edits(facts, drawing["words"], drawing["changes"]))


def _edits(facts: PictureFacts, words: str, changes: Any) -> Iterator[EditSuggestion]:
    count, main = len(words.split()), facts.tones[0]
    if facts.brightness < _DARK and changes["shade"] < _SHADES:
        yield EditSuggestion(
            "A lighter background",
            "Make the background lighter",
            f"Its mean brightness is {facts.brightness:.0%} of white, which is dark on a phone.",
        )
    if facts.brightness > _BRIGHT and changes["shade"] > -_SHADES:
        yield EditSuggestion(
            "A darker background",
            "Make the background darker",
            f"Its mean brightness is {facts.brightness:.0%} of white: in a white feed one hardly "
            "sees where it ends.",
        )
    if 0 < count <= _FEW_WORDS and changes["size"] < _LARGEST:
        yield EditSuggestion(
            "A larger headline",
            "Make the headline bigger",
            f"It has {count} word{'' if count == 1 else 's'}, so there may be room for larger "
            "letters, which read better on a phone.",
        )
    if changes["bare"]:
        yield EditSuggestion(
            "Bring the decoration back",
            "Bring the decoration back",
            "The words stand on a plain ground. A pattern would set it apart in the feed.",
        )
    else:
        yield EditSuggestion(
            "Leave out the decoration",
            "Remove the decoration",
            "The words stand over a drawn pattern. On a plain ground they have all the attention.",
        )
    yield EditSuggestion(
        "Other colours",
        "Use other colours",
        f"Its main colour is {named(main.colour)}, on {main.share:.0%} of it.",
    )
    yield EditSuggestion(
        "Another design",
        "Use another design",
        f"The same {count} word{'' if count == 1 else 's'}, set another way.",
    )
