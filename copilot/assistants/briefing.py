"""What a text model is sent of a conversation: the instruction, and the turns that fit."""

from dataclasses import dataclass, replace

from copilot.assistants.base import Author, Context, Turn
from copilot.assistants.history import trim
from copilot.assistants.instructions import instructions
from copilot.assistants.material import delimited


@dataclass(frozen=True, slots=True)
class Briefing:
    """`turns` as they are sent, oldest first; `left_out` counts those before them."""

    instruction: str
    turns: tuple[Turn, ...]
    left_out: int


def briefing(context: Context) -> Briefing:
    kept = trim(context.turns)
    return Briefing(
        instruction=instructions(context),
        turns=tuple(_sent(turn) for turn in kept),
        left_out=len(context.turns) - len(kept),
    )


def _sent(turn: Turn) -> Turn:
    return replace(turn, text=delimited(turn.text)) if turn.author is Author.PERSON else turn
