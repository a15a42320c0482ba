"""The versions of a post: by replies and by hand, undone, chosen again; nothing is lost."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from copilot import drafts, replies, selectors, services, transitions
from copilot.draft_transitions import BURST
from copilot.models import Conversation, Draft, DraftVersion, IdeaJob, Message, User
from copilot.presentation.post import post_panel
from copilot.showing import NotPossible, draft_text, draft_use_image
from imaging.models import GenerationJob
from imaging.signals import job_changed
from tests.factories import make_draft, make_image, make_job

pytestmark = pytest.mark.django_db

PALLETS = "Pallets wait for 20 minutes now, not two hours. Warehouse teams trust the schedule."
PALLETS_SHORTER = "Pallets wait for 20 minutes now. Warehouse teams trust it."
BREAD = "Sourdough taught me patience. Flour, water, salt, and a cold kitchen overnight."


def begin(conversation: Conversation) -> Message:
    services.message_send(conversation=conversation, text="Notes")
    reply = transitions.claim_next()
    assert reply is not None
    return reply


def write(reply: Message, text: str) -> None:
    transitions.stream(reply, text="", draft=text, assistant="a", model="m")


def answer(conversation: Conversation, text: str) -> DraftVersion:
    reply = begin(conversation)
    write(reply, text)
    transitions.complete(reply, notice="", ideas=[])
    return DraftVersion.objects.get(message=reply)


def current(conversation: Conversation) -> DraftVersion:
    version = Draft.objects.get(conversation=conversation).current
    assert version is not None
    return version


def numbers(conversation: Conversation) -> list[int]:
    versions = DraftVersion.objects.filter(draft__conversation=conversation)
    return list(versions.values_list("number", flat=True))


def test_a_reply_comes_into_the_post_when_it_is_whole(conversation: Conversation) -> None:
    first = answer(conversation, "One")
    reply = begin(conversation)
    write(reply, "Tw")
    assert current(conversation) == first

    transitions.complete(reply, notice="", ideas=[])

    assert current(conversation).text == "Tw"
    assert current(conversation).base == first


def test_what_broke_off_is_kept_and_can_be_chosen(conversation: Conversation) -> None:
    first = answer(conversation, "One")
    reply = begin(conversation)
    write(reply, "Tw")
    services.reply_stop(reply)
    assert current(conversation) == first

    drafts.draft_choose(conversation=conversation, version=reply.draft_version)

    assert draft_text(conversation) == "Tw"


def test_redo_does_not_lead_to_what_broke_off(conversation: Conversation) -> None:
    answer(conversation, "One")
    reply = begin(conversation)
    write(reply, "Tw")
    services.reply_stop(reply)
    with pytest.raises(NotPossible):
        drafts.draft_redo(conversation=conversation)
    panel = post_panel(selectors.thread(conversation))
    assert panel is not None
    assert not panel.can_redo
    assert draft_text(conversation) == "One"


def test_undo_redo_and_going_on_from_there(conversation: Conversation) -> None:
    one, two = answer(conversation, "One"), answer(conversation, "Two")
    with pytest.raises(NotPossible, match="latest version"):
        drafts.draft_redo(conversation=conversation)

    assert drafts.draft_undo(conversation=conversation) == one
    with pytest.raises(NotPossible, match="first version"):
        drafts.draft_undo(conversation=conversation)
    assert drafts.draft_redo(conversation=conversation) == two
    drafts.draft_undo(conversation=conversation)
    three = drafts.draft_edit(conversation=conversation, text="Three", base=one.pk)

    assert (three.number, three.base) == (3, one)
    with pytest.raises(NotPossible):
        drafts.draft_redo(conversation=conversation)
    assert drafts.draft_choose(conversation=conversation, version=two) == two
    assert draft_text(conversation) == "Two"


def test_both_messages_are_told_which_of_them_is_in_the_post(conversation: Conversation) -> None:
    one, two = answer(conversation, "One"), answer(conversation, "Two")
    drafts.draft_undo(conversation=conversation)

    conversation.refresh_from_db()
    told = Message.objects.filter(version=conversation.version)
    assert {each.draft_version for each in told} == {one, two}
    assert Draft.objects.get().version == conversation.version


def test_a_second_click_on_undo_goes_back_once(conversation: Conversation) -> None:
    make_draft(conversation, "One", "Two", "Three")
    three = current(conversation)
    drafts.draft_undo(conversation=conversation, seen=three.pk)

    with pytest.raises(drafts.VersionMoved):
        drafts.draft_undo(conversation=conversation, seen=three.pk)

    assert draft_text(conversation) == "Two"


def test_a_burst_of_typing_is_one_version(conversation: Conversation) -> None:
    one, burst = answer(conversation, "One"), uuid.uuid4()
    for text in ("One b", "One by", "One by hand"):
        drafts.draft_edit(conversation=conversation, text=text, base=one.pk, burst=burst)

    typed = current(conversation)
    assert numbers(conversation) == [1, 2]
    assert (typed.text, typed.base, typed.message) == ("One by hand", one, None)
    one.refresh_from_db()
    assert one.text == "One"


@pytest.mark.parametrize("pause", ["time", "another tab", "a reply", "undo and redo"])
def test_a_burst_ends(conversation: Conversation, pause: str) -> None:
    one, burst = answer(conversation, "One"), uuid.uuid4()
    two = drafts.draft_edit(conversation=conversation, text="Two", base=one.pk, burst=burst)
    if pause == "time":
        DraftVersion.objects.update(changed_at=timezone.now() - BURST - timedelta(seconds=1))
    elif pause == "another tab":
        burst = uuid.uuid4()
    elif pause == "a reply":
        begin(conversation)
    else:
        drafts.draft_undo(conversation=conversation)
        drafts.draft_redo(conversation=conversation)

    three = drafts.draft_edit(conversation=conversation, text="Three", base=two.pk, burst=burst)

    assert (three.number, three.base) == (3, two)
    two.refresh_from_db()
    assert two.text == "Two"


def test_the_same_text_makes_no_version(conversation: Conversation) -> None:
    one = answer(conversation, "One\nline")
    same = drafts.draft_edit(conversation=conversation, text="One\r\nline", base=one.pk)
    assert same == one
    assert numbers(conversation) == [1]


def test_a_reply_that_lands_while_one_types_loses_neither(conversation: Conversation) -> None:
    one, burst = answer(conversation, "One"), uuid.uuid4()
    two = answer(conversation, "Two")

    with pytest.raises(drafts.VersionMoved):
        drafts.draft_edit(conversation=conversation, text="Mine", base=one.pk, burst=burst)
    assert numbers(conversation) == [1, 2]
    mine = drafts.draft_edit(
        conversation=conversation, text="Mine", base=one.pk, burst=burst, beside=True
    )

    assert (mine.base, mine.overtook) == (one, two)
    assert draft_text(conversation) == "Mine"
    assert set(DraftVersion.objects.values_list("text", flat=True)) == {"One", "Two", "Mine"}
    # What is typed on, before the page knows of all this, goes on in the same version.
    on = drafts.draft_edit(
        conversation=conversation, text="Mine too", base=one.pk, burst=burst, beside=True
    )
    assert on == mine


def test_typing_while_a_reply_is_written_loses_neither(conversation: Conversation) -> None:
    one = answer(conversation, "One")
    reply = begin(conversation)
    mine = drafts.draft_edit(conversation=conversation, text="Mine", base=one.pk)
    write(reply, "One, shorter")
    transitions.complete(reply, notice="", ideas=[])

    landed = current(conversation)
    assert (landed.text, landed.base, landed.overtook) == ("One, shorter", one, mine)
    assert DraftVersion.objects.get(pk=mine.pk).text == "Mine"


def test_the_next_reply_is_given_the_text_as_edited_by_hand(conversation: Conversation) -> None:
    one = answer(conversation, "One")
    mine = drafts.draft_edit(conversation=conversation, text="By my own hand", base=one.pk)

    reply = begin(conversation)

    assert replies.context_of(reply).draft == "By my own hand"
    assert reply.builds_on == mine


def test_after_an_undo_the_next_reply_builds_on_what_is_in_the_post(
    conversation: Conversation,
) -> None:
    one = answer(conversation, "One")
    answer(conversation, "Two")
    drafts.draft_undo(conversation=conversation)

    reply = begin(conversation)
    write(reply, "Three")
    transitions.complete(reply, notice="", ideas=[])

    assert current(conversation).base == one


def test_trying_again_keeps_what_was_made_by_hand_from_what_broke_off(
    conversation: Conversation,
) -> None:
    reply = begin(conversation)
    write(reply, "Half a po")
    transitions.fail(reply, code="timeout", sentence="It took too long.")
    half = current(conversation)
    mine = drafts.draft_edit(conversation=conversation, text="Half a post", base=half.pk)

    services.reply_retry(reply)

    mine.refresh_from_db()
    assert mine.base is None
    assert current(conversation) == mine


def test_a_revision_keeps_the_image(conversation: Conversation, owner: User) -> None:
    answer(conversation, PALLETS)
    draft_use_image(conversation=conversation, image=(image := make_image(owner)))

    answer(conversation, PALLETS_SHORTER)

    assert Draft.objects.get().image == image


def test_a_post_about_something_else_leaves_the_image_and_undo_brings_it_back(
    conversation: Conversation, owner: User
) -> None:
    answer(conversation, PALLETS)
    draft_use_image(conversation=conversation, image=(image := make_image(owner)))

    answer(conversation, BREAD)
    assert Draft.objects.get().image is None
    drafts.draft_undo(conversation=conversation)
    assert Draft.objects.get().image == image
    drafts.draft_redo(conversation=conversation)
    assert Draft.objects.get().image is None


def test_a_failed_image_touches_neither_text_nor_image(
    conversation: Conversation, owner: User
) -> None:
    version = answer(conversation, PALLETS)
    draft_use_image(conversation=conversation, image=(image := make_image(owner)))
    before = Draft.objects.get()
    job = make_job(owner, status="failed")
    assert version.message
    IdeaJob.objects.create(message=version.message, job=job, born=1, version=1)

    job_changed.send(GenerationJob, job_id=job.pk)

    after = Draft.objects.get()
    assert (after.current, after.image, after.version) == (version, image, before.version)


def test_a_failed_reply_touches_neither_text_nor_image(
    conversation: Conversation, owner: User
) -> None:
    answer(conversation, PALLETS)
    draft_use_image(conversation=conversation, image=(image := make_image(owner)))
    reply = begin(conversation)
    write(reply, BREAD)
    transitions.fail(reply, code="timeout", sentence="It took too long.")
    assert (draft_text(conversation), Draft.objects.get().image) == (PALLETS, image)
