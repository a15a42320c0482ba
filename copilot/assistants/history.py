"""How a long conversation is made to fit a model's context."""

from collections.abc import Sequence

from copilot.assistants.base import Turn

# About 15,000 tokens: far below what today's models take, and far more than a post needs.
HISTORY_CHARS = 60_000


def trim(turns: Sequence[Turn], *, max_chars: int = HISTORY_CHARS) -> tuple[Turn, ...]:
    """The latest turns that fit, whole; the oldest go first, the last one always stays.

    The draft as it stands travels in the instructions, so trimming never loses the post.
    """
    kept: list[Turn] = []
    room = max_chars
    for turn in reversed(turns):
        room -= len(turn.text)
        if kept and room < 0:
            break
        kept.append(turn)
    return tuple(reversed(kept))
