"""What a picture may cost that a reply makes unasked. No model has a say in this."""

from decimal import Decimal

from copilot import branches, drafting
from copilot.assistants.image_wishes import asked_for
from copilot.models import Action, ActionName, Message

WISH_CHARS = 280


def allowance_usd(reply: Message, name: ActionName) -> Decimal:
    """The person's own amount, or nothing: pasted text must not spend.

    Nothing where the person's message is more than a few words, and nothing where they have clicked
    for another text. Once they have pasted something, a model reads it again with all that they say
    later; an action must then be one that their last words ask for, and the first one.
    """
    asked = reply.parent
    if asked is None or asked.edit or _is_pasted(asked.text):
        return Decimal(0)
    if _has_pasted(reply) and not (
        name in asked_for(asked.text)
        and not Action.objects.filter(message=reply, name=name).exists()
    ):
        return Decimal(0)
    return Decimal(reply.conversation.owner.profile.unasked_usd)


def _has_pasted(reply: Message) -> bool:
    """Whether more than a few words at once are on the reply's branch, or in the post by hand."""
    said = (each.text for each in branches.path_to(reply) if each.author == Message.Author.PERSON)
    return any(_is_pasted(text) for text in (*said, *drafting.written_by_hand(reply.conversation)))


def _is_pasted(text: str) -> bool:
    return len(text) > WISH_CHARS or text.strip().count("\n") > 1
