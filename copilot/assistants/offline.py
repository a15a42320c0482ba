"""Answers without a model: a person's notes become a draft, and nothing is made up."""

import re
from collections.abc import Iterator

from copilot.assistants.addressed import addressed_in
from copilot.assistants.arranging import extended
from copilot.assistants.base import (
    Assistant,
    Author,
    Context,
    ReplyEvent,
    Suggest,
    Talk,
    Write,
)
from copilot.assistants.brief import LANGUAGES
from copilot.assistants.changes import read_change
from copilot.assistants.commenting import own_words
from copilot.assistants.corrections import corrected
from copilot.assistants.edits import EDITS, Edit
from copilot.assistants.ideas_asked import AFTER_A_POST, OTHER_IDEAS, asks_for_ideas, other_ideas
from copilot.assistants.image_wishes import read_wish
from copilot.assistants.kinds import ContentType
from copilot.assistants.notes import content_words, read_notes
from copilot.assistants.remarks import is_instruction, is_question, is_thanks, is_undoing
from copilot.assistants.replying import spoken
from copilot.assistants.requests import is_request, language_asked, read_request
from copilot.assistants.restructuring import Outcome, restructured
from copilot.assistants.revising import revised
from copilot.assistants.sentences import sentences
from copilot.assistants.shapes import write_draft
from copilot.assistants.stating import stated_in
from copilot.assistants.topics import capitalised
from copilot.assistants.wishes import wishes
from imaging.prompts.ideas import suggest_ideas
from imaging.prompts.words import language

ENOUGH_WORDS = 3
# Fewer are no notes for a post, or none where they take up what the post says.
NOTE_WORDS, REMARK_WORDS = 6, 12
DONE = "Arranged from your own notes, without AI."
DONE_WITH_LITTLE = (
    "Arranged from your own notes, without AI. Two or three more facts would make it fuller."
)
EXTENDED = "I added it before the end, in your own words."
NO_REWORDING = (
    "Changing the wording needs a model (a Gemini key), and I work without AI. I can shorten the "
    "draft, move or drop a paragraph, add a sentence of yours, or arrange it anew from your notes."
)
NO_SUCH_CHANGE = (
    "That change needs a model (a Gemini key), and I work without AI. In plain words I can change "
    "one word to another, leave out a sentence, a point or a paragraph, move a paragraph, add a "
    "sentence of yours or a hashtag. The arrows above the post undo and redo."
)
NO_SUCH_PART = (
    "By rule I change the post as a whole, or cut its first line to the core; wording one part "
    "anew needs a model (a Gemini key). I can leave out a sentence or a paragraph: say which."
)
NOTHING_TO_CUT = (
    "By rule there is nothing to cut from the first sentence. Shorter wording needs a model (a "
    "Gemini key), or yours: “change the first sentence to: …”."
)
UNDO_ABOVE = (
    "Undo stands above the post: the arrows there take it back to its last version, and forth "
    "again. I have changed nothing."
)
NOT_TAKEN = (
    "I left the post as it is, as I cannot tell whether that belongs in it. To put it in, say "
    "“add: …”; for another post, begin with “a new post: …”."
)
NO_COMPOSING = (
    "Writing a new sentence needs a model (a Gemini key), and I work without AI. Send me the "
    "sentence itself, as in “add that nobody worked overtime”, and I will put it in."
)
TOO_LITTLE = (
    "I work without AI at the moment, so I can only arrange what you give me. Send me your notes, "
    "a few facts or sentences, and I will set them as a post."
)
WHAT_HAPPENED = (
    "{topic}: what did you see or do, and what came of it? Two or three facts are enough. I work "
    "without AI at the moment, so I arrange your notes and add none of my own."
)
GLADLY = "Glad to help. The post stays as it is: send me a change, or notes for a new one."
SAY_IT_PLAINLY = (
    "I work without AI, and cannot turn that clause into a sentence of its own. Send me the facts "
    "as whole sentences, as in “Wir haben …”, and I will set them as a post."
)
NOT_FOLLOWED = "I left out what speaks to a copilot and to no reader: “{said}”"
NO_ANSWERS = (
    "Answering questions needs a model (a Gemini key), and I work without AI. I can set your notes "
    "as a post, shorten it, move or drop a paragraph, and add a sentence of yours."
)
NO_REPLYING = (
    "Answering a comment by myself needs a model (a Gemini key), and I work without AI. Send me "
    "what you want to say to it, and I will set that."
)
NOT_WORDED = (
    "Putting that into words of its own needs a model (a Gemini key), and I work without AI. Send "
    "me the reply as it is to read, and I will set it."
)
NO_TRANSLATION = (
    "It stays in the language of your notes: putting it into {language} needs a model (a Gemini "
    "key)."
)
NO_TRANSLATING = (
    "Translating needs a model (a Gemini key), and I work without AI: the post stays in the "
    "language of your notes. Send me notes in {language}, and I will set those."
)
IN_IT_ALREADY = (
    "It is in {language}, as far as I can tell. Translating needs a model (a Gemini key), and I "
    "work without AI."
)
_QUESTIONED = re.compile(
    r"(?:how|why|what|when|where|whether|wie|warum|wieso|weshalb|was|comment|pourquoi|cómo"
    r"|por qué)\b",
    re.IGNORECASE,
)
_WORD_GROUP = re.compile(r"(?:\S+\s*){1,3}|\s+")


class OfflineAssistant(Assistant):
    label = "Offline drafting, no AI"
    uses_ai = False

    def reply(self, context: Context) -> Iterator[ReplyEvent]:
        message = "" if context.edit else _message(context)
        if asks_for_ideas(message):
            yield Talk(OTHER_IDEAS if context.draft else AFTER_A_POST)
            if context.draft:
                yield other_ideas(context)
            return
        if not addressed_in(message) and (wish := read_wish(context)):
            yield wish
            return
        outcome = (_changed(context) if context.draft else None) or _answered(context)
        for words in _WORD_GROUP.findall(outcome.text):
            yield Write(words)
        yield Talk(outcome.said)
        if outcome.text:
            yield Suggest(suggest_ideas(outcome.text, recent=context.recent))


def _changed(context: Context) -> Outcome | None:
    """The draft as it was asked to be changed, or why it is not; None for new material."""
    draft, message = context.draft, _message(context)
    if context.edit:
        return revised(draft, context.edit, _told(context))
    if said := _told_of_it(draft, message):
        return Outcome("", said)
    if outcome := restructured(draft, message) or corrected(draft, message):
        return outcome
    change = read_change(message)
    if change is None:
        return None
    if change.part:
        return _opening_cut(draft) if change.edit else Outcome("", NO_SUCH_PART)
    if change.edit:
        return revised(draft, change.edit, _told(context))
    if change.composes:
        return Outcome("", NO_COMPOSING)
    if content_words(change.added):
        return Outcome(extended(draft, change.added), EXTENDED)
    return Outcome("", NO_REWORDING)


def _told_of_it(draft: str, message: str) -> str:
    """What to answer where nothing of the draft can be changed; "" where something may be."""
    if is_thanks(message):
        return GLADLY
    if is_undoing(message):
        return UNDO_ABOVE
    if wanted := language_asked(message):
        said = IN_IT_ALREADY if wanted == language(draft) else NO_TRANSLATING
        return said.format(language=LANGUAGES[wanted])
    return ""


def _opening_cut(draft: str) -> Outcome:
    """The draft with a shorter first sentence; as it stands where only its setting would change."""
    outcome = revised(draft, Edit.TIGHTEN_HOOK, ())
    before, after = (sentences(text)[:1] for text in (draft, outcome.text))
    return outcome if after and after != before else Outcome("", NOTHING_TO_CUT)


def _is_a_word_on(draft: str, message: str) -> bool:
    """Whether a message is more likely about the draft than notes for another one."""
    told = message.strip()
    if "\n" in told or len(sentences(told)) > 1 or read_request(told).material != told:
        return False
    words, written = ({w.casefold() for w in content_words(text)} for text in (told, draft))
    about_it = not words.isdisjoint(written) and not re.search(r"\d", told)
    return len(told.split()) < (REMARK_WORDS if about_it else NOTE_WORDS)


def _answered(context: Context) -> Outcome:
    message = _message(context)
    addressed = addressed_in(message)
    if addressed and not content_words(read_notes(message).text):
        return Outcome("", NOT_FOLLOWED.format(said=addressed[0]))
    if stated_in(message) == "":
        return Outcome("", SAY_IT_PLAINLY)
    if is_question(message):
        return Outcome("", NO_ANSWERS)
    if context.draft and is_instruction(message) and not is_request(message):
        return Outcome("", NO_SUCH_CHANGE)
    if context.draft and _is_a_word_on(context.draft, message):
        return Outcome("", NOT_TAKEN)
    return _arranged(context)


def _arranged(context: Context) -> Outcome:
    """The notes of the last message; where it has none, all that were sent before it."""
    message = _message(context)
    is_reply = context.brief.content_type is ContentType.COMMENT_REPLY
    words = spoken(own_words(message)) if is_reply else message
    if words is None:
        return Outcome("", NOT_WORDED)
    notes = read_notes(words)
    if is_reply and not content_words(notes.text):
        return Outcome("", NO_REPLYING)
    if not content_words(notes.text):
        notes = read_notes("\n".join(_told(context)))
    asks_why = _names_a_question(message, notes.text)
    enough = stated_in(message) or len(content_words(notes.text)) >= ENOUGH_WORDS
    if not is_reply and (asks_why or not enough):
        named = asks_why or is_request(message)
        topic = capitalised(notes.text.strip(" .?!")) if named else ""
        return Outcome("", WHAT_HAPPENED.format(topic=topic) if topic else TOO_LITTLE)
    written = write_draft(notes, context.brief.content_type)
    if not written.text:
        return written
    said = DONE if len(notes.items) > 1 else DONE_WITH_LITTLE
    wanted = wishes(message).get("language") or context.brief.language
    if wanted and wanted != notes.language:
        said = f"{said} {NO_TRANSLATION.format(language=LANGUAGES[wanted])}"
    if addressed := addressed_in(message):
        said = f"{said} {NOT_FOLLOWED.format(said=addressed[0])}"
    return Outcome(written.text, said)


def _names_a_question(message: str, left: str) -> bool:
    """Whether all that a request leaves is how or why something is, and no fact: "how hard …"."""
    return bool(_QUESTIONED.match(left)) and not (
        read_request(message).material == message.strip()
        or len(sentences(left)) > 1
        or re.search(r"\d", left)
    )


def _message(context: Context) -> str:
    return context.turns[-1].text if context.turns else ""


def _told(context: Context) -> list[str]:
    """What the person has sent as material: no clicks, no changes, no remarks to the copilot."""
    labels = {edit.label for edit in EDITS.values()}
    return [
        turn.text
        for turn in context.turns
        if turn.author is Author.PERSON
        and turn.text not in labels
        and not is_thanks(turn.text)
        and not is_question(turn.text)
        and not is_instruction(turn.text)
        and read_change(turn.text) is None
        and restructured("-\n\n-", turn.text) is None
        and corrected("-\n\n-", turn.text) is None
    ]
