"""Whose turn a reply is, and in whose hands."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from copilot import services, tasks, transitions
from copilot.models import Conversation, Message, MessageStatus, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def conversation(owner: User) -> Conversation:
    return services.conversation_open(owner=owner, pk=uuid.uuid4())


@pytest.mark.parametrize("taken_over", [True, False])
def test_a_reply_that_is_in_good_hands_again_is_not_interrupted(
    conversation: Conversation, taken_over: bool
) -> None:
    """Between the sweep's look and its mark: another claim, or a new lease for the same."""
    reply = services.message_send(conversation=conversation, text="Notes")
    now = timezone.now()
    Message.objects.filter(pk=reply.pk).update(
        claim=uuid.uuid4(), lease_expires_at=now - timedelta(seconds=1)
    )
    [seen] = Message.objects.abandoned(now)
    if taken_over:
        Message.objects.filter(pk=reply.pk).update(claim=uuid.uuid4())
    else:
        assert seen.claim
        transitions.renew_leases([seen.claim], now)

    assert not transitions.interrupt(seen, lapsed_at=now)

    reply.refresh_from_db()
    assert reply.status == MessageStatus.PENDING


def test_a_reply_waits_for_the_one_before_it_in_its_conversation(
    conversation: Conversation, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (
        services.message_send(conversation=conversation, text=text) for text in ("Notes", "Shorter")
    )
    elsewhere = services.conversation_open(owner=owner, pk=uuid.uuid4())
    other = services.message_send(conversation=elsewhere, text="Notes")

    claimed = [transitions.claim_next() for _ in range(3)]
    assert claimed == [first, other, None]

    woken: list[int] = []
    monkeypatch.setattr(tasks, "wake", lambda: woken.append(1))
    services.reply_stop(first)
    assert woken
    assert transitions.claim_next() == second
