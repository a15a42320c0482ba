"""Long conversations, written straight into the database."""

import itertools
import uuid

from copilot.models import Conversation, Draft, DraftVersion, Idea, Message, User

POST = "We moved the docks to a schedule.\n\n" + "Trucks wait 20 minutes now, not two hours. " * 12
PROMPT = "A wide warehouse dock at dawn, one truck backing in, soft light from the left. " * 6


def make_long(owner: User, length: int) -> Conversation:
    """`length` messages by turns; each reply has a draft and four ideas."""
    conversation = Conversation.objects.create(pk=uuid.uuid4(), owner=owner, title="Docks")
    draft = Draft.objects.create(conversation=conversation, version=1)
    messages = [_message(conversation, number) for number in range(length)]
    for message, following in itertools.pairwise(messages):
        following.parent = message
    Message.objects.bulk_create(messages)
    replies = messages[1::2]
    DraftVersion.objects.bulk_create(
        DraftVersion(draft=draft, number=number, text=POST, message=reply)
        for number, reply in enumerate(replies, start=1)
    )
    Idea.objects.bulk_create(
        Idea(
            message=reply,
            position=position,
            kind="people",
            style="photographic",
            prompt=PROMPT,
            description="A dock at dawn",
            reason="From “20 minutes”",
        )
        for reply in replies
        for position in range(4)
    )
    Conversation.objects.filter(pk=conversation.pk).update(version=length + 1)
    conversation.refresh_from_db()
    return conversation


def _message(conversation: Conversation, number: int) -> Message:
    by_copilot = number % 2
    return Message(
        conversation=conversation,
        author=Message.Author.COPILOT if by_copilot else Message.Author.PERSON,
        text="" if by_copilot else f"Message {number}",
        assistant="Gemini" if by_copilot else "",
        born=number + 1,
        version=number + 1,
    )
