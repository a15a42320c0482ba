"""The post while a reply is written again, and where that breaks off."""

import pytest

from copilot import replies, selectors, services, showing, transitions
from copilot.drafts import draft_edit, draft_undo
from copilot.models import Conversation, Draft, DraftVersion, Message, User
from copilot.presentation.post import post_panel
from imaging.models import GeneratedImage
from tests.copilot.branches.saying import ELSEWHERE, PALLETS, PALLETS_ANEW, say, write
from tests.factories import make_image

pytestmark = pytest.mark.django_db


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


def break_off(reply: Message, how: str) -> None:
    """End a reply that has written nothing, or half of another post."""
    if how == "stopped while it waits":
        services.reply_stop(reply)
        return
    claimed = transitions.claim_next()
    assert claimed
    if how == "stopped while it writes":
        transitions.stream(claimed, text="", draft="One again, and", assistant="a", model="m")
    if how == "failed":
        transitions.fail(claimed, code="timeout", sentence="It took too long.")
    elif how == "interrupted":
        assert transitions.interrupt(claimed)
    else:
        services.reply_stop(claimed)


@pytest.mark.parametrize(
    "how",
    ["stopped while it waits", "stopped", "stopped while it writes", "failed", "interrupted"],
)
def test_a_reply_that_broke_off_leaves_the_post_as_it_was(
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


@pytest.mark.parametrize("how", ["stopped while it waits", "stopped while it writes"])
def test_what_was_changed_last_comes_back_and_not_what_it_was_made_from(
    conversation: Conversation, how: str
) -> None:
    say(conversation, "Pallets", "One")
    say(conversation, "Shorter", "Two")
    by_hand(conversation, "Two, by hand")
    services.reply_retry(Message.objects.get(draft_version__text="Two"))
    assert showing.draft_text(conversation) == "One"

    break_off(last_reply(conversation), how)

    assert showing.draft_text(conversation) == "Two, by hand"
    services.message_send(conversation=conversation, text="Shorter still")
    following = transitions.claim_next()
    assert following
    assert replies.context_of(following).draft == "Two, by hand"


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
    assert in_post() == (PALLETS, image)

    services.reply_retry(last_reply(conversation))
    services.reply_stop(last_reply(conversation))

    assert in_post() == (PALLETS, image)
