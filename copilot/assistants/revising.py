"""The six one-click edits without a model: each changes what rules can change, and invents nothing.

Every word that is added is the person's own, but for the questions of `arranging` and an invitation
to comment.
"""

# Apostrophes and dashes of every kind are meant.
# ruff: noqa: RUF001

import re
from collections.abc import Iterable

from copilot.assistants.anatomy import OPTION, blocks_in, parts, without_heading
from copilot.assistants.arranging import (
    as_sentence,
    fitted,
    question,
)
from copilot.assistants.edits import Edit
from copilot.assistants.notes import content_words, read_notes
from copilot.assistants.registers import casual, formal
from copilot.assistants.restoring import put_back
from copilot.assistants.restructuring import Outcome
from copilot.assistants.sentences import sentences
from copilot.assistants.shortening import shortened
from copilot.assistants.topics import capitalised
from imaging.prompts.words import language

LONGER_BY = 0.35
# So much of a note stands in the draft already that it has been used.
USED = 0.6
NEEDS_MODEL = "Anything beyond that needs a model (a Gemini key)."

INVITATIONS = {
    "en": "Tell me in the comments.",
    "de": "Schreibt es in die Kommentare.",
    "fr": "Dites-le en commentaire.",
    "es": "Cuéntamelo en los comentarios.",
}
# What a first line begins with before it says anything.
_THROAT_CLEARING = re.compile(
    r"^(?:(?:i am|i'm|i’m|we are|we're|we’re) (?:(?:so|very|really|truly|incredibly) )?"
    r"(?:excited|thrilled|proud|happy|delighted|pleased|glad|honou?red) to "
    r"(?:announce|share|say|tell you|report)(?: that |:\s*)"
    r"|(?:in today['’]s [\w -]{3,40}|these days|as (?:we|you) all know|let me tell you"
    r"|here['’]s the thing|fun fact|to be honest|needless to say)[,:]\s+"
    r"|it(?: is|['’]s) no secret that "
    r"|(?:je suis|nous sommes) (?:ravie?s?|heureux|heureuse|fiers?|fières?) "
    r"(?:de vous |de |d['’])(?:annoncer|partager) que |de nos jours, "
    r"|(?:me alegra|nos alegra|estoy orgulloso de|estamos orgullosos de) "
    r"(?:anunciar|compartir|contar) que |hoy en día, )",
    re.IGNORECASE,
)
# Not after "not": "not really done" says another thing than "not done".
_HEDGES = re.compile(
    r"(?<!not )(?<!n't )(?<!n’t )(?<!nicht )(?<!pas )(?<!no )"
    r"\b(?:really|very|actually|basically|quite|literally|honestly|perhaps|somewhat|eigentlich"
    r"|wirklich|sozusagen|vraiment|simplement|realmente|simplemente) ",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*\((?![^)]*\d)[^)]*\)")


def revised(draft: str, edit: Edit, notes: Iterable[str]) -> Outcome:
    """The draft after a one-click edit; `notes` is all the person has told."""
    if not draft.strip():
        return Outcome("", "There is no draft yet to change.")
    match edit:
        case Edit.SHORTEN:
            return shortened(draft)
        case Edit.LENGTHEN:
            return _lengthened(draft, notes)
        case Edit.TIGHTEN_HOOK:
            return _tightened(draft)
        case Edit.CALL_TO_ACTION:
            return _with_call_to_action(draft)
        case Edit.CASUAL:
            return _in_register(draft, casual(draft), "more casual")
        case Edit.PROFESSIONAL:
            return _in_register(draft, formal(draft), "more formal")


def _in_register(draft: str, changed: str, way: str) -> Outcome:
    if changed == draft.replace("’", "'"):
        return Outcome("", f"By rule there is nothing to make {way} here. {NEEDS_MODEL}")
    return Outcome(
        changed, f"I exchanged words for {way} ones and said nothing anew. {NEEDS_MODEL}"
    )


def _lengthened(draft: str, notes: Iterable[str]) -> Outcome:
    used = {word.casefold() for word in content_words(draft)}
    longer = draft
    room = LONGER_BY * len(draft)
    for told in map(read_notes, notes):
        for item in told.items:
            words = {word.casefold() for word in content_words(item.text)}
            if len(words) > 1 and len(words & used) < USED * len(words) and room > 0:
                longer = put_back(longer, told, item)
                used |= words
                room -= len(item.text)
    if longer == draft:
        return Outcome(
            "", f"All that you have told is in it. Send me more, and I will add it. {NEEDS_MODEL}"
        )
    return Outcome(longer, f"I added what you had told and it did not say. {NEEDS_MODEL}")


def _tightened(draft: str) -> Outcome:
    """The first line cut to its core; what it said besides goes on as a paragraph of its own."""
    blocks = blocks_in(draft)
    heading, opening = without_heading(blocks[0])
    line, _, below = opening.partition("\n")
    first, *more = sentences(line) or [line]
    core = _ASIDE.sub("", _HEDGES.sub("", capitalised(_THROAT_CLEARING.sub("", first)))).strip()
    head, mark, tail = _broken(core)
    rest = " ".join([*filter(None, [capitalised(tail)]), *more])
    hook = as_sentence(head) if mark or head != first else first
    # A slide and a poll's question stay one block.
    between = "\n" if heading or OPTION in below else "\n\n"
    if hook == first and (between == "\n" or not (more or below)):
        return Outcome("", f"By rule there is nothing to cut from the first line. {NEEDS_MODEL}")
    begun = between.join(filter(None, [heading, hook, rest, below]))
    text = "\n\n".join([begun, *blocks[1:]])
    return Outcome(text, f"I cut the first line to its core and reworded nothing. {NEEDS_MODEL}")


def _broken(sentence: str) -> tuple[str, str, str]:
    """A sentence at its semicolon or dash, where both sides stand by themselves."""
    head, *rest = re.split(r"(;\s|\s[–—]\s)", sentence, maxsplit=1)
    mark, tail = rest or ("", "")
    return (head, mark, tail) if len(tail.split()) > 2 else (sentence, "", "")


def _with_call_to_action(draft: str) -> Outcome:
    blocks, ending = parts(draft)
    tags = [each for each in ending if each.startswith("#")]
    asked = [each for each in ending if not each.startswith("#")]
    call = INVITATIONS[language(draft)]
    if not asked and OPTION not in draft and call not in draft:
        call = question(read_notes("\n".join(blocks))) or call
    if call in draft:
        return Outcome("", f"It ends with a question and an invitation already. {NEEDS_MODEL}")
    ending = [" ".join([*asked, call]), *tags]
    return Outcome(fitted(blocks, ending), f"I asked for an answer at the end. {NEEDS_MODEL}")
