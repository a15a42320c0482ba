"""What a page that follows a conversation is told of another branch."""

from typing import Any
from uuid import UUID

import pytest

from copilot import message_contents, selectors, services
from copilot.changes import changes_since
from copilot.models import Conversation
from copilot.presentation.post import post_panel
from tests.copilot.branches.saying import say, write

pytestmark = pytest.mark.django_db


def test_a_follower_is_told_the_whole_branch_and_then_what_changes_in_it(
    conversation: Conversation,
) -> None:
    first = say(conversation, "Pallets", "One")
    conversation.refresh_from_db()
    reply = services.message_send(conversation=conversation, text="Forklifts", in_place_of=first)

    told = changes_since(conversation.pk, conversation.version)

    assert told.branch
    assert [each.text for each in told.branch.messages] == ["Forklifts", ""]
    assert (told.messages, told.new_messages) == ([], [])
    assert post_panel(selectors.thread(told.conversation)) is None
    write("Two")
    then = changes_since(conversation.pk, told.version)
    assert then.branch is None
    assert [each.pk for each in then.messages] == [reply.pk]


def test_a_branch_that_comes_while_changes_are_read_is_told_whole(
    conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The conversation is read before it, the messages after it."""
    first = say(conversation, "Pallets", "One")
    conversation.refresh_from_db()
    read = message_contents.changed_since

    def later(of: UUID, since: int) -> Any:
        monkeypatch.setattr(message_contents, "changed_since", read)
        services.message_send(conversation=conversation, text="Forklifts", in_place_of=first)
        return read(of, since)

    monkeypatch.setattr(message_contents, "changed_since", later)
    told = changes_since(conversation.pk, conversation.version)

    assert told.branch
    assert [each.text for each in told.branch.messages] == ["Forklifts", ""]
