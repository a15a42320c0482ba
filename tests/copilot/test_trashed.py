"""An image in the trash is in no post, and is back in it once it is restored."""

import uuid

import pytest
from django.test import Client
from rest_framework.test import APIClient

from copilot import selectors, services, showing
from copilot.models import Conversation, Draft, IdeaJob, User
from copilot.presentation.post import post_panel
from imaging.models import GeneratedImage
from imaging.trash import image_restore, image_trash
from tests.factories import make_draft, make_image, make_job

pytestmark = pytest.mark.django_db


@pytest.fixture
def conversation(owner: User) -> Conversation:
    conversation = services.conversation_open(owner=owner, pk=uuid.uuid4())
    make_draft(conversation, "A post")
    return conversation


@pytest.fixture
def image(owner: User, conversation: Conversation) -> GeneratedImage:
    """One that the conversation's last reply shows."""
    reply = services.message_send(conversation=conversation, text="Notes")
    job = make_job(owner)
    IdeaJob.objects.create(message=reply, job=job, born=1, version=1)
    return make_image(owner, job=job)


def shown(conversation: Conversation) -> uuid.UUID | None:
    panel = post_panel(selectors.thread(conversation))
    assert panel is not None
    return panel.image.pk if panel.image else None


def test_the_panel_follows_it_there_and_back(
    conversation: Conversation, image: GeneratedImage
) -> None:
    showing.draft_use_image(conversation=conversation, image=image)
    assert shown(conversation) == image.pk

    for change, left in ((image_trash, None), (image_restore, image.pk)):
        before = Draft.objects.get().version
        change(image)
        assert shown(conversation) == left
        assert Draft.objects.get().version > before


def test_it_cannot_be_chosen(
    conversation: Conversation, image: GeneratedImage, owner: User
) -> None:
    client = Client()
    client.force_login(owner)
    image_trash(image)

    answer = client.post(f"/c/{conversation.pk}/image/{image.pk}/")

    assert answer.status_code == 404
    assert Draft.objects.get().image is None


def test_a_script_cannot_choose_it_either(
    conversation: Conversation, image: GeneratedImage, owner_api: APIClient
) -> None:
    image_trash(image)

    answer = owner_api.put(
        f"/api/v1/conversations/{conversation.pk}/draft/image/", {"image": str(image.pk)}
    )

    assert answer.status_code == 404
    assert Draft.objects.get().image is None


def test_nor_can_an_action_that_found_it_before(
    conversation: Conversation, image: GeneratedImage
) -> None:
    image_trash(image)
    image.refresh_from_db()

    with pytest.raises(showing.NotPossible, match="trash"):
        showing.draft_use_image(conversation=conversation, image=image)


def test_a_post_that_loses_its_picture_is_told_of(
    conversation: Conversation, image: GeneratedImage, owner: User
) -> None:
    client = Client()
    client.force_login(owner)
    showing.draft_use_image(conversation=conversation, image=image)

    asked = {"do": "trash", "image": str(image.pk)}
    answer = client.post("/library/selection/", asked, follow=True)

    assert "1 post that showed it has no picture until then." in answer.content.decode()
