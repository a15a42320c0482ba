"""How a long conversation is made to fit a model's context."""

from collections import deque
from collections.abc import Sequence

from copilot.assistants.base import Author, Turn

# About 15,000 tokens: far below what today's models take, and far more than a post needs.
HISTORY_CHARS = 60_000


def trim(turns: Sequence[Turn], *, max_chars: int = HISTORY_CHARS) -> tuple[Turn, ...]:
    """The latest turns that fit, whole; the oldest go first, the last one always stays.

    What is left begins with the person's words, as models expect: an answer whose question has gone
    goes with it. The draft as it stands travels in the instructions, so trimming never loses it.
    """
    kept: deque[Turn] = deque()
    room = max_chars
    for turn in reversed(turns):
        room -= turn.chars
        if kept and room < 0:
            break
        kept.appendleft(turn)
    while len(kept) > 1 and kept[0].author is Author.COPILOT:
        kept.popleft()
    return tuple(kept)
