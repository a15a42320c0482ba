"""Other ideas for a post, by a person's hint: Gemini's where there is a key, else written here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from imaging.errand_transitions import WITHIN_S
from imaging.keys import keys_for
from imaging.prompts.idea_writing import IDEAS, INSTRUCTION, ideas_from, question, schema
from imaging.prompts.ideas import IdeaKind, ImageIdea, suggest_ideas
from imaging.prompts.recent import Recent
from imaging.prompts.steer import Steer, known_hints, read_hint
from imaging.providers.errors import NotConfigured, ProviderError
from imaging.providers.registry import provider_label
from imaging.text_calls import Writer, ask_in_turn, gemini_texts, writer_of

# The latest of those seen are told of: a person may have asked for others all day.
SEEN_TOLD = 12
# A long post with as many ideas seen, and four ideas: about the most that a call takes.
TOKENS_IN, TOKENS_OUT = 5000, 1500


@dataclass(frozen=True, slots=True)
class Reimagined:
    """`note` says who wrote them and what was made of the hint; `provider` "" is Easel itself."""

    ideas: tuple[ImageIdea, ...]
    note: str
    provider: str = ""
    model: str = ""


def reimagine(
    owner: Any,
    content: str,
    *,
    hint: str,
    seen: Sequence[Recent],
    recent: Sequence[Recent] = (),
    turn: int = 1,
    subject: UUID | None = None,
) -> Reimagined:
    """Four ideas, no two of a kind, that are not those `seen`; `turn` counts how often was asked.

    Never fails; takes up to a minute where a model is asked, whose calls are recorded for
    `subject`.
    """
    keys, prompts = keys_for(owner), [each.prompt for each in seen]
    steer = read_hint(hint, turn=turn)
    try:
        told = ask_in_turn(
            gemini_texts(keys),
            lambda gemini, within_s: gemini.ask(
                question(content, wish=hint, seen=prompts[-SEEN_TOLD:]),
                instruction=INSTRUCTION,
                schema=schema(),
                within_s=within_s,
            ),
            lambda answer: ideas_from(answer, content, seen=prompts),
            owner=owner,
            keys=keys,
            within_s=WITHIN_S,
            subject=subject,
        )
    except ProviderError as error:
        ideas = suggest_ideas(content, recent=[*seen, *recent], steer=steer)
        failed = "" if isinstance(error, NotConfigured) else f"Gemini failed: {error.sentence} "
        return Reimagined(ideas, f"{failed}{_understood(hint, steer)}")
    written = _filled_up(told.said, content, [*seen, *recent], steer)
    more = len(written) - len(told.said)
    rest = f", {more} of them by Easel without AI" if more else ""
    note = f"Written by {provider_label(told.provider)}, {told.model}{rest}."
    return Reimagined(written, note, told.provider, told.model)


def writer_for(keys: Mapping[str, str]) -> Writer | None:
    """None where Easel writes the ideas itself, which is free."""
    return writer_of(gemini_texts(keys), input_tokens=TOKENS_IN, text_tokens=TOKENS_OUT)


def _filled_up(
    written: tuple[ImageIdea, ...], content: str, seen: Sequence[Recent], steer: Steer
) -> tuple[ImageIdea, ...]:
    """With ideas of other kinds, written here, where a model gave too few that were fit."""
    missing = IDEAS - len(written)
    if not missing:
        return written
    taken = {each.kind for each in written}
    others = suggest_ideas(content, count=len(IdeaKind), recent=seen, steer=steer)
    return (*written, *[each for each in others if each.kind not in taken][:missing])


def _understood(hint: str, steer: Steer) -> str:
    """What a hint was taken for, and what nothing was made of."""
    if not hint.strip():
        return "Written by Easel, without AI."
    if not steer.understood:
        return (
            f"Easel, without AI, did not understand “{hint}”, so these are other ideas as they "
            f"come. It understands {known_hints()}."
        )
    missed = f" Not understood: {', '.join(f'“{word}”' for word in steer.missed)}."
    return f"Understood as {', '.join(steer.understood)}.{missed if steer.missed else ''}"
