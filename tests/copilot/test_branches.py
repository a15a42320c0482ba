"""Branches of a conversation: said differently, answered again, and back."""

import uuid
from typing import Any
from uuid import UUID

import pytest

from copilot import message_contents, paging, replies, selectors, services, showing, transitions
from copilot.api.draft_serializers import DraftSerializer
from copilot.changes import changes_since
from copilot.drafts import draft_edit, draft_redo, draft_undo
from copilot.models import Conversation, Draft, DraftVersion, Message, MessageStatus, User
from copilot.presentation.messages import message_card
from copilot.presentation.post import post_panel
from copilot.showing import NotPossible
from imaging.models import GeneratedImage
from tests.factories import make_image

pytestmark = pytest.mark.django_db

PALLETS = "Cross docking cut our pallet returns by 30 percent at the Hamburg warehouse in May."
PALLETS_ANEW = "At the Hamburg warehouse, pallet returns fell by 30 percent: cross docking in May."
ELSEWHERE = "Hiring nurses abroad takes patience, language teachers and honest interviews."


@pytest.fixture
def conversation(owner: User) -> Conversation:
    return services.conversation_open(owner=owner, pk=uuid.uuid4())


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


def break_off(reply: Message, how: str) -> None:
    """End a reply that has written nothing."""
    if how == "stopped while it waits":
        services.reply_stop(reply)
        return
    claimed = transitions.claim_next()
    assert claimed
    if how == "failed":
        transitions.fail(claimed, code="timeout", sentence="It took too long.")
    elif how == "interrupted":
        assert transitions.interrupt(claimed)
    else:
        services.reply_stop(claimed)


@pytest.mark.parametrize("how", ["stopped while it waits", "stopped", "failed", "interrupted"])
def test_a_reply_that_wrote_nothing_leaves_the_post_as_it_was(
    conversation: Conversation, owner: User, how: str
) -> None:
    image = post_with_image(conversation, owner)
    services.reply_retry(Message.objects.get(draft_version__text="One"))
    assert showing.draft_text(conversation) == ""

    break_off(last_reply(conversation), how)

    assert in_post() == ("One, by hand", image)
    services.message_send(conversation=conversation, text="Shorter")
    following = transitions.claim_next()
    assert following
    assert replies.context_of(following).draft == "One, by hand"


def test_what_was_changed_last_comes_back_and_not_what_it_was_made_from(
    conversation: Conversation,
) -> None:
    say(conversation, "Pallets", "One")
    say(conversation, "Shorter", "Two")
    by_hand(conversation, "Two, by hand")
    services.reply_retry(Message.objects.get(draft_version__text="Two"))
    assert showing.draft_text(conversation) == "One"

    services.reply_stop(last_reply(conversation))

    assert showing.draft_text(conversation) == "Two, by hand"


def test_a_reply_tried_again_after_it_wrote_nothing_begins_anew(
    conversation: Conversation, owner: User
) -> None:
    image = post_with_image(conversation, owner)
    services.reply_retry(Message.objects.get(draft_version__text="One"))
    services.reply_stop(last_reply(conversation))

    services.reply_retry(last_reply(conversation))

    assert showing.draft_text(conversation) == ""
    services.reply_stop(last_reply(conversation))
    assert in_post() == ("One, by hand", image)


def test_said_differently_twice_before_a_word_is_written_the_post_comes_back(
    conversation: Conversation, owner: User
) -> None:
    first = say(conversation, "Pallets", "One")
    services.message_send(conversation=conversation, text="Forklifts", in_place_of=first)
    services.message_send(conversation=conversation, text="Robots", in_place_of=first)

    services.reply_stop(last_reply(conversation))

    assert showing.draft_text(conversation) == "One"


def test_a_reply_stopped_on_a_branch_that_was_left_moves_nothing(
    conversation: Conversation,
) -> None:
    say(conversation, "Pallets", "One")
    by_hand(conversation, "One, by hand")
    first = Message.objects.get(draft_version__text="One")
    services.reply_retry(first)
    again = last_reply(conversation)
    services.branch_show(first)
    draft_undo(conversation=conversation)

    services.reply_stop(again)

    assert showing.draft_text(conversation) == "One"


@pytest.mark.parametrize(("anew", "stays"), [(PALLETS_ANEW, True), (ELSEWHERE, False)])
def test_the_image_of_a_post_written_again_stays_or_is_offered(
    conversation: Conversation, owner: User, anew: str, stays: bool
) -> None:
    say(conversation, "Pallets", PALLETS)
    image = make_image(owner)
    showing.draft_use_image(conversation=conversation, image=image)
    services.reply_retry(Message.objects.get(draft_version__text=PALLETS))

    write(anew)

    conversation.refresh_from_db()
    panel = post_panel(selectors.thread(conversation))
    assert panel
    assert in_post() == (anew, image if stays else None)
    assert bool(panel.left_out) is not stays
    if not stays:
        assert str(image.pk) in panel.urls["put_back"]


def post_with_image(conversation: Conversation, owner: User) -> GeneratedImage:
    say(conversation, "Pallets", "One")
    by_hand(conversation, "One, by hand")
    image = make_image(owner)
    showing.draft_use_image(conversation=conversation, image=image)
    return image


def by_hand(conversation: Conversation, text: str) -> None:
    base = DraftVersion.objects.current()
    assert base
    draft_edit(conversation=conversation, text=text, base=base.pk)


def last_reply(conversation: Conversation) -> Message:
    reply = Message.objects.replies_in(conversation.pk).first()
    assert reply
    return reply


def in_post() -> tuple[str, GeneratedImage | None]:
    draft = Draft.objects.get()
    return (draft.current.text if draft.current else "", draft.image)


def test_what_broke_off_twice_leaves_the_image_of_the_post_before(
    conversation: Conversation, owner: User
) -> None:
    say(conversation, "Pallets", PALLETS)
    image = make_image(owner)
    showing.draft_use_image(conversation=conversation, image=image)
    services.reply_retry(Message.objects.get(draft_version__text=PALLETS))
    claimed = transitions.claim_next()
    assert claimed
    transitions.stream(claimed, text="", draft=ELSEWHERE, assistant="a", model="m")
    services.reply_stop(claimed)
    assert in_post() == (ELSEWHERE, None)

    services.reply_retry(last_reply(conversation))
    services.reply_stop(last_reply(conversation))

    assert in_post() == (PALLETS, image)
