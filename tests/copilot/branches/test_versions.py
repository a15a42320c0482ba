"""Versions of a message: said differently, answered again, and back."""

import pytest

from copilot import paging, replies, selectors, services, showing, transitions
from copilot.models import Conversation, Message, MessageStatus
from copilot.presentation.messages import message_card
from copilot.showing import NotPossible
from tests.copilot.branches.saying import say, shown, write

pytestmark = pytest.mark.django_db


def test_what_is_said_differently_begins_another_branch(conversation: Conversation) -> None:
    say(conversation, "Pallets", "One")
    second = say(conversation, "Shorter", "Two")
    say(conversation, "Longer", "Three")

    say(conversation, "Much shorter", "Four", in_place_of=second)

    assert shown(conversation) == ["Pallets", "One", "Much shorter", "Four"]
    assert showing.draft_text(conversation) == "Four"
    services.branch_show(second)
    assert shown(conversation) == ["Pallets", "One", "Shorter", "Two", "Longer", "Three"]
    assert showing.draft_text(conversation) == "Three"


def test_the_assistant_knows_what_was_said_on_its_own_branch(conversation: Conversation) -> None:
    say(conversation, "Pallets", "One")
    second = say(conversation, "Shorter", "Two")
    services.message_send(conversation=conversation, text="Much shorter", in_place_of=second)
    reply = transitions.claim_next()
    assert reply

    context = replies.context_of(reply)

    assert [turn.text for turn in context.turns] == ["Pallets", "One", "Much shorter"]
    assert context.draft == "One"


def test_the_first_message_has_versions_too(conversation: Conversation) -> None:
    first = say(conversation, "Pallets", "One")
    say(conversation, "Forklifts", "Two", in_place_of=first)
    assert shown(conversation) == ["Forklifts", "Two"]
    conversation.refresh_from_db()
    assert conversation.title == "Pallets"

    services.branch_show(first)

    assert shown(conversation) == ["Pallets", "One"]


def test_another_answer_stands_beside_the_first(conversation: Conversation) -> None:
    say(conversation, "Pallets", "One")
    first = Message.objects.get(draft_version__text="One")

    services.reply_retry(first)
    assert showing.draft_text(conversation) == ""
    second = write("Two")

    assert shown(conversation) == ["Pallets", "Two"]
    assert (first.parent, showing.draft_text(conversation)) == (second.parent, "Two")
    with pytest.raises(NotPossible):
        services.reply_retry(first)
    services.branch_show(first)
    assert showing.draft_text(conversation) == "One"


def test_a_reply_that_nobody_waits_for_stops(conversation: Conversation) -> None:
    reply = services.message_send(conversation=conversation, text="Pallets")
    claimed = transitions.claim_next()
    assert claimed

    services.message_send(conversation=conversation, text="Forklifts", in_place_of=reply.parent)

    claimed.refresh_from_db()
    assert claimed.status == MessageStatus.STOPPED
    following = transitions.claim_next()
    assert following
    assert [turn.text for turn in replies.context_of(following).turns] == ["Forklifts"]


def test_the_cards_lead_from_one_version_to_the_next(conversation: Conversation) -> None:
    first = say(conversation, "Pallets", "One")
    second = say(conversation, "Forklifts", "Two", in_place_of=first)
    third = say(conversation, "Conveyors", "Three", in_place_of=first)
    services.branch_show(second)
    conversation.refresh_from_db()

    thread = selectors.thread(conversation)
    said, reply = (message_card(each, thread) for each in paging.latest_page(conversation).messages)

    assert reply.versions is None
    assert said.versions
    assert (said.versions.position, said.versions.count) == (2, 3)
    assert str(first.pk) in said.versions.previous_url
    assert str(third.pk) in said.versions.next_url
