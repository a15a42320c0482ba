"""Every change of a reply's state, each one conditional UPDATE whose row count names the winner.

A worker holds a reply by a claim and a lease; a person's Stop takes it away.

Whoever needs several locks takes them in one order, else two of them wait for each other: the
person, a job, the conversation, then whatever is in the conversation.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from copilot import draft_transitions
from copilot.assistants.checking import Check
from copilot.models import (
    Conversation,
    DraftCheck,
    DraftVersion,
    Idea,
    Message,
    MessageStatus,
)
from copilot.models.message import MessageQuerySet
from imaging.attempts import lose_texts_of
from imaging.compiled_queries import compiled

LEASE = timedelta(seconds=30)


class ReplyTaken(Exception):
    """The reply is no longer this worker's: stopped, or taken for dead."""


def touch(conversation_id: uuid.UUID, **values: Any) -> int:
    """Count one more change of a conversation, of `values` too, in its transaction.

    Returns the count. Raises Conversation.DoesNotExist.
    """
    conversations = Conversation.objects.filter(pk=conversation_id)
    if not conversations.update(version=F("version") + 1, **values):
        raise Conversation.DoesNotExist
    return _version_of(conversation_id)[0]


@compiled
def _version_of(conversation_id: uuid.UUID) -> QuerySet[Conversation, int]:
    return Conversation.objects.filter(pk=conversation_id).values_list("version", flat=True)


def _touch_if_there(reply: Message) -> int:
    """As `touch`; 0 where the conversation has been deleted under the reply, which is gone too."""
    try:
        return touch(reply.conversation_id)
    except Conversation.DoesNotExist:
        return 0


def claim_next() -> Message | None:
    """Take the reply that has waited longest; None where nothing waits."""
    while candidates := _first_ready():
        [candidate] = candidates
        if reply := _claim(*candidate):
            return reply
    return None


def _claim(pk: uuid.UUID, conversation_id: uuid.UUID) -> Message | None:
    """None where another was first, or the reply has been deleted with its conversation."""
    with transaction.atomic():
        # Locked before its messages and its draft, here as everywhere: nobody begins or takes up
        # an earlier reply meanwhile.
        _lock(conversation_id)
        replies = _ready_with_owner(pk)
        if not replies:
            return None
        [reply] = replies
        reply.claim, reply.lease_expires_at = uuid.uuid4(), timezone.now() + LEASE
        reply.builds_on = draft_transitions.base_of(reply)
        taken = (
            Message.objects.waiting()
            .filter(pk=pk)
            .update(
                claim=reply.claim,
                lease_expires_at=reply.lease_expires_at,
                builds_on=reply.builds_on,
            )
        )
        if not taken:
            return None
        if reply.builds_on:
            draft_transitions.seal(reply.builds_on)
    return reply


@compiled
def _first_ready() -> QuerySet[Message, tuple[uuid.UUID, uuid.UUID]]:
    return Message.objects.ready().values_list("pk", "conversation")[:1]


@compiled
def _lock(conversation_id: uuid.UUID) -> QuerySet[Conversation, tuple[uuid.UUID]]:
    locked = Conversation.objects.select_for_update().filter(pk=conversation_id)
    return locked.values_list("pk")


@compiled
def _ready_with_owner(pk: uuid.UUID) -> QuerySet[Message]:
    ready = Message.objects.ready().order_by().filter(pk=pk)
    return ready.select_related("conversation__owner__profile")


def stream(reply: Message, *, text: str, draft: str | None, assistant: str, model: str) -> None:
    """Keep what has come so far. `draft` is None where the reply has not begun to write a post."""
    with transaction.atomic():
        hold(reply, status=MessageStatus.STREAMING, text=text, assistant=assistant, model=model)
        if draft is not None:
            draft_transitions.write(reply, draft)


def require(reply: Message) -> None:
    """Raise `ReplyTaken` where the reply is no longer this worker's."""
    if reply.claim is None or not _still_claimed(reply.pk, reply.claim):
        raise ReplyTaken


@compiled
def _still_claimed(pk: uuid.UUID, claim: uuid.UUID) -> QuerySet[Message, tuple[uuid.UUID]]:
    return Message.objects.claimed(claim).filter(pk=pk).values_list("pk")


def hold(reply: Message, **values: Any) -> int:
    """Count a change of what a claimed reply shows, of `values` too, in its transaction.

    Returns the count. Raises `ReplyTaken`.
    """
    if reply.claim is None:
        raise ReplyTaken
    # The conversation is locked before its messages, here as everywhere.
    version = _touch_if_there(reply)
    held = Message.objects.claimed(reply.claim).filter(pk=reply.pk)
    if not held.update(version=version, **values):
        raise ReplyTaken
    return version


def complete(
    reply: Message, *, notice: str, ideas: Sequence[Idea], checks: Sequence[Check] = ()
) -> None:
    """`checks` are of the draft that the reply wrote."""
    with transaction.atomic():
        _end_claimed(reply, MessageStatus.COMPLETE, notice=notice)
        Idea.objects.bulk_create(ideas)
        version = DraftVersion.objects.filter(message=reply).first() if checks else None
        if version is not None:
            DraftCheck.objects.bulk_create(
                DraftCheck(version=version, position=position, kind=check.kind, text=check.text)
                for position, check in enumerate(checks)
            )


def fail(reply: Message, *, code: str, sentence: str) -> None:
    _end_claimed(reply, MessageStatus.FAILED, error_code=code, error_message=sentence)


def stop(reply: Message) -> bool:
    """End a reply at a person's wish, keeping what is there; False where it had ended."""
    return _end(Message.objects.unfinished(), reply, MessageStatus.STOPPED)


def interrupt(reply: Message, *, lapsed_at: datetime | None = None) -> bool:
    """Mark a reply whose worker is leaving or, with its lease lapsed, has gone.

    False where it had ended, or is held by another claim or a lease renewed since it was read.
    """
    if reply.claim is None:
        return False
    held = Message.objects.claimed(reply.claim)
    if lapsed_at is not None:
        held = held.abandoned(lapsed_at)
    with transaction.atomic():
        interrupted = _end(held, reply, MessageStatus.INTERRUPTED)
        if interrupted:
            lose_texts_of(reply.pk)
    return interrupted


def restart(reply: Message) -> bool:
    """Ask again for the last reply of a conversation, where it did not come to its end.

    What it had written gives way. False for any other reply: those after it build on it.
    """
    ended_early = Message.objects.ended_early().filter(pk=reply.pk)
    with transaction.atomic():
        version = touch(reply.conversation_id)
        if Message.objects.last_reply(reply.conversation_id) != reply.pk:
            return False
        restarted = ended_early.update(
            status=MessageStatus.PENDING,
            text="",
            notice="",
            error_code="",
            error_message="",
            finished_at=None,
            version=version,
        )
        if restarted:
            draft_transitions.take_back(reply, version)
            if reply.displaced_id:
                draft_transitions.settle(reply.conversation_id, version, keep=True)
            # What they have begun goes on beneath the message.
            reply.actions.all().delete()
    return restarted == 1


def renew_leases(claims: Sequence[uuid.UUID], now: datetime) -> int:
    return (
        Message.objects.unfinished().filter(claim__in=claims).update(lease_expires_at=now + LEASE)
    )


def _end_claimed(reply: Message, status: MessageStatus, **values: Any) -> None:
    if reply.claim is None or not _end(
        Message.objects.claimed(reply.claim), reply, status, **values
    ):
        raise ReplyTaken


def _end(replies: MessageQuerySet, reply: Message, status: MessageStatus, **values: Any) -> bool:
    """End a reply, and put what it wrote into the post."""
    with transaction.atomic():
        version = _touch_if_there(reply)
        ended = replies.filter(pk=reply.pk).update(
            status=status,
            finished_at=timezone.now(),
            claim=None,
            lease_expires_at=None,
            version=version,
            **values,
        )
        if ended:
            draft_transitions.land(reply, version, whole=status == MessageStatus.COMPLETE)
    return ended == 1
