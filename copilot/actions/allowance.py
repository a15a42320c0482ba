"""What a picture may cost that a reply makes unasked. No model has a say in this."""

from dataclasses import dataclass
from decimal import Decimal

from copilot import branches, drafting
from copilot.assistants.image_wishes import asked_for
from copilot.models import Action, ActionName, Message

WISH_CHARS = 280
TOO_MUCH = "It waits for you: it might cost more than what you allow unasked."
NOT_ASKED = "It waits for you: you asked for another text, not for an image."
PASTED = "It waits for you: after a long or pasted message nothing is spent unasked."
NOT_IN_WORDS = (
    "It waits for you: there is pasted text here, and your last words did not ask for this."
)
ONLY_FIRST = "It waits for you: there is pasted text here, so only the first was made unasked."


@dataclass(frozen=True, slots=True)
class Allowance:
    """`why` tells a person who has named an amount why this waits for them all the same."""

    usd: Decimal
    why: str


def allowance_of(reply: Message, name: ActionName) -> Allowance:
    """The person's own amount, or nothing: pasted text must not spend.

    Nothing where the person's message is more than a few words, and nothing where they have clicked
    for another text. Once they have pasted something, a model reads it again with all that they say
    later; an action must then be one that their last words ask for, and the first one.
    """
    amount = Decimal(reply.conversation.owner.profile.unasked_usd)
    if not amount:
        return Allowance(amount, "")
    if why := _why_not(reply, name):
        return Allowance(Decimal(0), why)
    return Allowance(amount, TOO_MUCH)


def _why_not(reply: Message, name: ActionName) -> str:
    asked = reply.parent
    if asked is None or asked.edit:
        return NOT_ASKED
    if _is_pasted(asked.text):
        return PASTED
    if not _has_pasted(reply):
        return ""
    if name not in asked_for(asked.text):
        return NOT_IN_WORDS
    return ONLY_FIRST if Action.objects.filter(message=reply, name=name).exists() else ""


def _has_pasted(reply: Message) -> bool:
    """Whether more than a few words at once are on the reply's branch, or in the post by hand."""
    said = (each.text for each in branches.path_to(reply) if each.author == Message.Author.PERSON)
    return any(_is_pasted(text) for text in (*said, *drafting.written_by_hand(reply.conversation)))


def _is_pasted(text: str) -> bool:
    return len(text) > WISH_CHARS or text.strip().count("\n") > 1
