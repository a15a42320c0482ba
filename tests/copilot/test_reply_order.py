"""Whose turn a reply is, and in whose hands."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from copilot import paging, selectors, services, showing, tasks, transitions
from copilot.changes import changes_since
from copilot.models import Conversation, Message, MessageStatus, User
from copilot.presentation.messages import message_card
from copilot.presentation.post import post_panel

pytestmark = pytest.mark.django_db


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


def failed_reply(conversation: Conversation, draft: str) -> Message:
    services.message_send(conversation=conversation, text="Notes")
    reply = transitions.claim_next()
    assert reply is not None
    transitions.stream(reply, text="", draft=draft, assistant="a", model="m")
    transitions.fail(reply, code="timeout", sentence="It took too long.")
    return reply


def retry_urls(conversation: Conversation) -> list[bool]:
    thread = selectors.thread(conversation)
    cards = [message_card(each, thread) for each in paging.latest_page(conversation).messages]
    return [bool(card.retry_url) for card in cards if card.author == Message.Author.COPILOT]


def test_only_the_last_reply_of_a_conversation_can_be_tried_again(
    conversation: Conversation,
) -> None:
    first = failed_reply(conversation, "One")
    assert retry_urls(conversation) == [True]
    conversation.refresh_from_db()
    since = conversation.version

    second = failed_reply(conversation, "Two")

    assert retry_urls(conversation) == [False, True]
    assert first.pk in {each.pk for each in changes_since(conversation.pk, since).messages}
    assert not transitions.restart(first)
    assert showing.draft_text(conversation) == "Two"
    assert transitions.restart(second)


def test_the_panel_and_the_message_before_are_told_when_a_draft_gives_way(
    conversation: Conversation,
) -> None:
    first, second = (failed_reply(conversation, text) for text in ("One", "Two"))
    conversation.refresh_from_db()

    services.reply_retry(second)

    changes = changes_since(conversation.pk, conversation.version)
    assert changes.draft_changed
    assert {each.pk for each in changes.messages} == {first.pk, second.pk}


def test_the_panel_is_told_when_the_only_draft_gives_way(conversation: Conversation) -> None:
    reply = failed_reply(conversation, "One")
    conversation.refresh_from_db()

    services.reply_retry(reply)

    changes = changes_since(conversation.pk, conversation.version)
    assert changes.draft_changed
    assert post_panel(selectors.thread(changes.conversation)) is None
