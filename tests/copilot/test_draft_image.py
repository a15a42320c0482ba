"""Choosing an image for the post."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from copilot import services, showing, transitions
from copilot.models import Conversation, Draft, User
from imaging.models import GeneratedImage
from tests.factories import make_draft, make_image

only_on_a_server = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite has one lock for everything"
)


@pytest.fixture
def conversation(owner: User) -> Conversation:
    conversation = services.conversation_open(owner=owner, pk=uuid.uuid4())
    make_draft(conversation, "A post")
    return conversation


@pytest.mark.django_db
def test_the_image_is_in_the_post_and_the_panel_is_told(
    conversation: Conversation, owner: User
) -> None:
    image = make_image(owner)

    showing.draft_use_image(conversation=conversation, image=image)

    draft = Draft.objects.get()
    conversation.refresh_from_db()
    assert (draft.image, draft.version) == (image, conversation.version)


@pytest.mark.django_db
def test_without_a_post_nothing_changes(owner: User) -> None:
    empty = services.conversation_open(owner=owner, pk=uuid.uuid4())

    with pytest.raises(showing.NotPossible):
        showing.draft_use_image(conversation=empty, image=make_image(owner))

    before = empty.version
    empty.refresh_from_db()
    assert empty.version == before


@only_on_a_server
@pytest.mark.django_db(transaction=True)
def test_the_conversation_is_locked_before_its_draft(
    conversation: Conversation, owner: User
) -> None:
    """A reply locks them in this order while it writes; the other way round is a deadlock."""
    image = make_image(owner)

    def choose(image: GeneratedImage) -> None:
        try:
            showing.draft_use_image(conversation=conversation, image=image)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            transitions.touch(conversation.pk)
            choosing = pool.submit(choose, image)
            time.sleep(0.5)
            assert Draft.objects.select_for_update(nowait=True).get().image is None
        choosing.result()

    assert Draft.objects.get().image == image
