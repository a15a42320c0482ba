"""Which branch of a conversation's messages is shown.

The functions expect the conversation locked: they are called in a transaction that touched it.
"""

import uuid

from django.db.models import Q, QuerySet

from copilot import draft_transitions, transitions
from copilot.models import Conversation, DraftVersion, Message
from imaging.compiled_queries import compiled


def leave_after(
    parent: Message | None, conversation_id: uuid.UUID, version: int
) -> DraftVersion | None:
    """Show nothing after `parent` any more, None for nothing at all.

    Nobody waits for the replies that are being written there, so those stop. Returns the version
    that gave way in the post, or already had for such a reply; None where none did.
    """
    left = Message.objects.shown_in(conversation_id).filter(born__gt=parent.born if parent else 0)
    unfinished = list(left.unfinished())
    left.update(shown=False)
    for reply in unfinished:
        transitions.stop(reply)
    _mark(conversation_id, version)
    gave_way = draft_transitions.settle(conversation_id, version, keep=True)
    return gave_way or next((each.displaced for each in unfinished if each.displaced), None)


def show(message: Message, version: int) -> bool:
    """Show a message in place of the other one that follows on the same, with its newest branch.

    False where what it follows on is not shown itself.
    """
    conversation = message.conversation_id
    parent = message.parent
    if message.shown or (parent is not None and not parent.shown):
        return False
    shown = Message.objects.shown_in(conversation)
    shown.filter(born__gt=parent.born if parent else 0).update(shown=False)
    Message.objects.filter(pk__in=_newest_path(message)).update(shown=True)
    _mark(conversation, version)
    draft_transitions.settle(conversation, version, keep=False)
    return True


def _newest_path(message: Message) -> list[uuid.UUID]:
    """The message and, from each on, the latest that follows on it."""
    later = Message.objects.filter(
        conversation=message.conversation_id, born__gt=message.born
    ).order_by("born")
    newest_child = {parent: pk for pk, parent in later.values_list("pk", "parent")}
    path = [message.pk]
    while child := newest_child.get(path[-1]):
        path.append(child)
    return path


def _mark(conversation_id: uuid.UUID, version: int) -> None:
    Conversation.objects.filter(pk=conversation_id).update(branched=version)


def path_to(message: Message) -> list[Message]:
    """What was said before a message on its own branch, oldest first, with the drafts written."""
    earlier = _earlier(message.conversation_id, message.born)
    known = {each.pk: each for each in earlier}
    path: list[Message] = []
    at = message.parent_id
    while at is not None:
        path.append(known[at])
        at = known[at].parent_id
    return path[::-1]


@compiled
def _earlier(conversation: uuid.UUID, born: int) -> QuerySet[Message]:
    earlier = Message.objects.filter(conversation=conversation, born__lt=born)
    return earlier.select_related("draft_version")


def siblings_of(conversation_id: uuid.UUID) -> dict[tuple[uuid.UUID | None, str], list[uuid.UUID]]:
    """By what they follow on and their author: the messages that share a place, oldest first.

    Places that only ever had one message are left out.
    """
    hidden = Message.objects.filter(conversation=conversation_id, shown=False)
    places = set(hidden.values_list("parent", "author"))
    if not places:
        return {}
    parents = {parent for parent, _ in places if parent}
    rows = (
        Message.objects.filter(conversation=conversation_id)
        .filter(Q(parent__in=parents) | Q(parent=None))
        .order_by("born")
        .values_list("parent", "author", "pk")
    )
    found: dict[tuple[uuid.UUID | None, str], list[uuid.UUID]] = {}
    for parent, author, pk in rows:
        found.setdefault((parent, author), []).append(pk)
    return {place: pks for place, pks in found.items() if len(pks) > 1}
