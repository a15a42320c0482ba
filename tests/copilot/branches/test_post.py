"""The post of each branch: written, changed by hand, undone and redone."""

import pytest

from copilot import replies, selectors, services, showing, transitions
from copilot.api.draft_serializers import DraftSerializer
from copilot.drafts import draft_edit, draft_redo, draft_undo
from copilot.models import Conversation, Draft, DraftVersion, User
from copilot.presentation.post import post_panel
from copilot.showing import NotPossible
from tests.copilot.branches.saying import ELSEWHERE, PALLETS, PALLETS_ANEW, say
from tests.factories import make_image

pytestmark = pytest.mark.django_db


def test_what_is_written_by_hand_belongs_to_the_branch_it_was_written_on(
    conversation: Conversation, owner: User
) -> None:
    first = say(conversation, "Pallets", PALLETS)
    image = make_image(owner)
    base = DraftVersion.objects.get().pk
    draft_edit(conversation=conversation, text=PALLETS_ANEW, base=base)
    showing.draft_use_image(conversation=conversation, image=image)

    second = say(conversation, "Nurses", ELSEWHERE, in_place_of=first)
    assert showing.draft_text(conversation) == ELSEWHERE
    assert Draft.objects.get().image is None
    services.branch_show(first)
    assert showing.draft_text(conversation) == PALLETS_ANEW
    assert Draft.objects.get().image == image
    services.branch_show(second)
    assert showing.draft_text(conversation) == ELSEWHERE


def test_redo_stays_on_the_branch(conversation: Conversation) -> None:
    say(conversation, "Pallets", "One")
    second = say(conversation, "Shorter", "Two")
    say(conversation, "Longer", "Three", in_place_of=second)
    services.branch_show(second)
    assert draft_undo(conversation=conversation).text == "One"
    assert offers_redo(conversation)
    assert draft_redo(conversation=conversation).text == "Two"


def test_redo_is_offered_for_the_branch_that_is_shown_alone(conversation: Conversation) -> None:
    say(conversation, "Pallets", "One")
    second = say(conversation, "Shorter", "Two")
    services.message_send(conversation=conversation, text="Thanks", in_place_of=second)
    assert showing.draft_text(conversation) == "One"
    assert not offers_redo(conversation)
    with pytest.raises(NotPossible):
        draft_redo(conversation=conversation)


def offers_redo(conversation: Conversation) -> bool:
    """What the page and the API say alike."""
    panel = post_panel(selectors.thread(conversation))
    assert panel
    assert DraftSerializer(Draft.objects.get()).data["can_redo"] == panel.can_redo
    return panel.can_redo


def test_a_reply_begun_after_its_branch_was_left_knows_the_post_of_its_own(
    conversation: Conversation,
) -> None:
    first = say(conversation, "Pallets", "One")
    second = say(conversation, "Forklifts", "Two", in_place_of=first)
    version = DraftVersion.objects.get(text="Two")
    draft_edit(conversation=conversation, text="Two, by hand", base=version.pk)
    services.message_send(conversation=conversation, text="Shorter")
    services.branch_show(first)

    reply = transitions.claim_next()
    assert reply
    assert replies.context_of(reply).draft == "Two, by hand"
    transitions.stream(reply, text="", draft="2", assistant="a", model="m")
    transitions.complete(reply, notice="", ideas=[])
    assert showing.draft_text(conversation) == "One"
    services.branch_show(second)
    written = Draft.objects.get().current
    assert written
    assert written.base
    assert (written.text, written.base.text) == ("2", "Two, by hand")
    assert written.overtook is None


def test_what_is_typed_once_a_reply_has_begun_is_not_what_it_was_given(
    conversation: Conversation,
) -> None:
    say(conversation, "Pallets", "One")
    services.message_send(conversation=conversation, text="Shorter")
    reply = transitions.claim_next()
    assert reply
    base = DraftVersion.objects.get().pk
    draft_edit(conversation=conversation, text="One, by hand", base=base)
    assert replies.context_of(reply).draft == "One"


def test_a_post_finished_on_another_branch_waits_there(conversation: Conversation) -> None:
    first = say(conversation, "Pallets", "One")
    services.message_send(conversation=conversation, text="Forklifts", in_place_of=first)
    reply = transitions.claim_next()
    assert reply
    assert reply.parent
    transitions.stream(reply, text="", draft="Two", assistant="a", model="m")
    services.branch_show(first)

    transitions.complete(reply, notice="", ideas=[])

    assert showing.draft_text(conversation) == "One"
    services.branch_show(reply.parent)
    assert showing.draft_text(conversation) == "Two"
