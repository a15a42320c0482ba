"""What is said in a conversation, answered, and then shown of it."""

from typing import Any

from copilot import paging, services, transitions
from copilot.models import Conversation, Message

PALLETS = "Cross docking cut our pallet returns by 30 percent at the Hamburg warehouse in May."
PALLETS_ANEW = "At the Hamburg warehouse, pallet returns fell by 30 percent: cross docking in May."
ELSEWHERE = "Hiring nurses abroad takes patience, language teachers and honest interviews."


def write(draft: str) -> Message:
    """The reply that waits, complete."""
    reply = transitions.claim_next()
    assert reply is not None
    transitions.stream(reply, text="", draft=draft, assistant="a", model="m")
    transitions.complete(reply, notice="", ideas=[])
    return reply


def say(conversation: Conversation, text: str, draft: str, **options: Any) -> Message:
    """What a person says and the post it brings; the person's message."""
    services.message_send(conversation=conversation, text=text, **options)
    reply = write(draft)
    assert reply.parent
    return reply.parent


def shown(conversation: Conversation) -> list[str]:
    messages = paging.latest_page(conversation).messages
    return [each.text or each.draft_version.text for each in messages]
