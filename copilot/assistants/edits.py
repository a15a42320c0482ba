"""The six changes of a draft that take one click."""

from dataclasses import dataclass
from enum import StrEnum


class Edit(StrEnum):
    CASUAL = "casual"
    PROFESSIONAL = "professional"
    TIGHTEN_HOOK = "tighten_hook"
    CALL_TO_ACTION = "call_to_action"
    SHORTEN = "shorten"
    LENGTHEN = "lengthen"


@dataclass(frozen=True, slots=True)
class EditText:
    """`label` is what a person presses, `told` what a model is asked to do."""

    label: str
    told: str


EDITS = {
    Edit.CASUAL: EditText(
        "Casual",
        "Make it sound like the person talking to a colleague: contractions, plain verbs, shorter "
        "sentences. Every fact stays, and so does the order.",
    ),
    Edit.PROFESSIONAL: EditText(
        "Professional",
        "Make it sound composed and precise: no slang, no exclamation marks, no emojis, no jargon "
        "either. Every fact stays, and so does the order.",
    ),
    Edit.TIGHTEN_HOOK: EditText(
        "Tighten the hook",
        "Rewrite the first one or two lines alone, so that they say the most surprising true thing "
        "of the draft in at most twelve words. Leave the rest word for word.",
    ),
    Edit.CALL_TO_ACTION: EditText(
        "Add a call to action",
        "End with one question or one thing to do that follows from this draft and is easy to "
        "answer; it stands before the hashtags and replaces a closing question that is there. "
        "Leave the rest word for word.",
    ),
    Edit.SHORTEN: EditText(
        "Shorten",
        "Take out about a third: what repeats, hedges or adds least goes first. Numbers, names and "
        "the point stay.",
    ),
    Edit.LENGTHEN: EditText(
        "Lengthen",
        "Make it about a third longer, only with what the person has told and the draft does not "
        "use yet, or by explaining what it says already. Where there is nothing left to tell, say "
        "so in an aside with one question, and leave the draft as it is.",
    ),
}
