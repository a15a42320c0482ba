"""What a post has lost of its notes, put back where it stood."""

from copilot.assistants.anatomy import BULLET, blocks_in
from copilot.assistants.arranging import as_sentence, extended, hook_and_rest
from copilot.assistants.kinds import POST_MAX
from copilot.assistants.notes import Item, Notes
from copilot.assistants.topics import capitalised


def put_back(draft: str, notes: Notes, item: Item) -> str:
    """The draft with an item after what stood before it, or else before the ending."""
    hook, rest = hook_and_rest(notes)
    before = rest[: rest.index(item)] if item in rest else []
    for earlier in reversed(before):
        if longer := _after(draft, earlier, item):
            break
    else:
        first, *others = blocks_in(draft)
        opens = item in rest and first == hook
        sentence = as_sentence(item.text)
        longer = "\n\n".join([first, sentence, *others]) if opens else extended(draft, item.text)
    return longer if len(longer) <= POST_MAX else extended(draft, item.text)


def _after(draft: str, earlier: Item, item: Item) -> str:
    """The draft with an item right after an earlier one, "" where that does not stand in it."""
    lines = draft.split("\n")
    point, sentence = BULLET + capitalised(earlier.text), as_sentence(earlier.text)
    for at, line in enumerate(lines):
        if line == point:
            lines.insert(at + 1, BULLET + capitalised(item.text))
            return "\n".join(lines)
        if sentence in line and not line.startswith(BULLET):
            lines[at] = line.replace(sentence, f"{sentence} {as_sentence(item.text)}", 1)
            return "\n".join(lines)
    return ""
