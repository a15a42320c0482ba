"""Taking an image into a post from its own page."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from copilot import services
from copilot.models import Conversation, Draft, User
from imaging.models import GeneratedImage
from tests.copilot.image_page.opening import page_of
from tests.factories import make_image

pytestmark = pytest.mark.django_db


def test_it_can_be_chosen_for_the_post_of_its_conversation(
    image: GeneratedImage, conversation: Conversation, client: Client
) -> None:
    client.force_login(image.owner)
    assert "Use in post" not in page_of(client, image)
    draft = Draft.objects.create(conversation=conversation, version=1)
    draft.versions.create(number=1, text="A post")
    assert "Use in post" in page_of(client, image)
    client.post(reverse("copilot:draft-image", args=[conversation.pk, image.pk]))
    assert "Use in post" not in page_of(client, image)
    assert f"{conversation.get_absolute_url()}#post" in page_of(client, image)


def test_a_picture_of_ones_own_can_be_taken_into_any_post(
    owner: User, stranger: User, conversation: Conversation, client: Client
) -> None:
    picture = make_image(owner, operation="upload", provider="", model="", ai_generated=False)
    client.force_login(owner)
    assert "use-title" not in page_of(client, picture)
    draft = Draft.objects.create(conversation=conversation, version=1)
    theirs = services.conversation_open(owner=stranger, pk=uuid.uuid4())
    Draft.objects.create(conversation=theirs, version=1)
    page = page_of(client, picture)
    assert "Use in a post" in page
    assert 'href="/library/" aria-label="Back to the library"' in page
    assert f'<option value="{conversation.pk}">' in page
    assert str(theirs.pk) not in page
    url = reverse("copilot:image-use", args=[picture.pk])
    assert client.post(url, {"post": theirs.pk})["Location"] == f"/images/{picture.pk}/"
    answer = client.post(url, {"post": conversation.pk})
    assert answer["Location"] == f"{conversation.get_absolute_url()}#post"
    draft.refresh_from_db()
    assert draft.image == picture
    assert Draft.objects.get(conversation=theirs).image is None
    assert "use-title" not in page_of(client, picture)


def test_the_posts_it_can_be_taken_into_are_listed(
    image: GeneratedImage, stranger: User, conversation: Conversation, client: Client
) -> None:
    client.force_login(image.owner)
    assert "You have no post yet." in page_of(client, image, "image-posts")
    Draft.objects.create(conversation=conversation, version=1)
    theirs = services.conversation_open(owner=stranger, pk=uuid.uuid4())
    Draft.objects.create(conversation=theirs, version=1)
    page = page_of(client, image, "image-posts")
    assert f'name="post" value="{conversation.pk}"' in page
    assert str(theirs.pk) not in page
    Draft.objects.filter(conversation=conversation).update(image=image)
    assert "In the post" in page_of(client, image, "image-posts")
