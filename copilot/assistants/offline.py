"""Answers without a model: a person's notes become a post, and nothing is made up."""

import re
from collections.abc import Iterator

from copilot.assistants.arranging import extended, shortened, write_post
from copilot.assistants.base import Assistant, Context, ReplyEvent, Suggest, Talk, Write
from copilot.assistants.image_wishes import read_wish
from copilot.assistants.notes import content_words, read_notes
from copilot.assistants.requests import Edit, read_edit
from imaging.prompts.ideas import suggest_ideas

ENOUGH_WORDS = 3
DONE = "Arranged from your own notes, without AI."
DONE_WITH_LITTLE = (
    "Arranged from your own notes, without AI. Two or three more facts would make it a fuller post."
)
SHORTENED = "I left out the last part and changed no word; rewording needs a model (a Gemini key)."
EXTENDED = "I added it before the end, in your own words."
NO_SHORTER = "Only the hook is left. Saying it in fewer words needs a model (a Gemini key)."
NO_REWORDING = (
    "Changing the wording needs a model (a Gemini key), and I work without AI. I can make the post "
    "shorter, add a sentence of yours, or arrange it anew from changed notes."
)
TOO_LITTLE = (
    "I work without AI at the moment, so I can only arrange what you give me. Send me your notes, "
    "a few facts or sentences, and I will set them as a post."
)
_WORD_GROUP = re.compile(r"(?:\S+\s*){1,3}|\s+")


class OfflineAssistant(Assistant):
    label = "Offline drafting, no AI"
    uses_ai = False

    def reply(self, context: Context) -> Iterator[ReplyEvent]:
        if wish := read_wish(context):
            yield wish
            return
        message = context.turns[-1].text if context.turns else ""
        post, talk = _changed(context.draft, message) or _arranged(message)
        for words in _WORD_GROUP.findall(post):
            yield Write(words)
        yield Talk(talk)
        if post:
            yield Suggest(suggest_ideas(post, recent=context.recent))


def _changed(draft: str, message: str) -> tuple[str, str] | None:
    """The draft as it was asked to be changed, or "" with why not; None for new material."""
    edit = read_edit(message) if draft else None
    match edit:
        case None:
            return None
        case (Edit.SHORTEN, _):
            shorter = shortened(draft)
            return ("", NO_SHORTER) if shorter == draft else (shorter, SHORTENED)
        case (Edit.ADD, text) if content_words(text):
            return extended(draft, text), EXTENDED
        case _:
            return "", NO_REWORDING


def _arranged(message: str) -> tuple[str, str]:
    notes = read_notes(message)
    if len(content_words(notes.text)) < ENOUGH_WORDS:
        return "", TOO_LITTLE
    return write_post(notes), DONE if len(notes.items) > 1 else DONE_WITH_LITTLE
