"""A person's post read by Gemini, under the rules of every outside call, or else locally."""

from enum import StrEnum
from typing import Any

from imaging.keys import keys_for
from imaging.prompts.analysis import Analysis, analyse
from imaging.prompts.reading import INSTRUCTION, analysis_from, question, schema
from imaging.providers.errors import ProviderError
from imaging.text_calls import ask_in_turn, gemini_texts

# Somebody waits for the answer, and there is another one at once.
WITHIN_S = 10.0


class Source(StrEnum):
    GEMINI = "gemini"
    LOCAL = "local"


def read_post(owner: Any, content: str) -> tuple[Analysis, Source]:
    """What a post is about. Never fails; takes `WITHIN_S` at most, and no time without a key."""
    local = analyse(content)
    keys = keys_for(owner)
    # The last is the cheapest, and reading is easy.
    try:
        told = ask_in_turn(
            reversed(gemini_texts(keys)),
            lambda gemini, within_s: gemini.ask(
                question(content), instruction=INSTRUCTION, schema=schema(), within_s=within_s
            ),
            lambda answer: analysis_from(answer, local),
            owner=owner,
            keys=keys,
            within_s=WITHIN_S,
        )
    except ProviderError:
        # Recorded with its attempt; the local reading always knows.
        return local, Source.LOCAL
    return told.said, Source.GEMINI
