"""A carousel begun from a conversation: its post's words, then its images."""

import uuid
from typing import Any

import pytest
from django.test import Client

from copilot import services, showing
from copilot.carousels import carousel_from
from copilot.models import Conversation, Draft, User
from imaging.carousels import Slide, slides_of
from imaging.models import Carousel, GeneratedImage, ReviewStatus
from tests.copilot.carousels.pressing import url
from tests.factories import make_draft, make_image, make_job

pytestmark = pytest.mark.django_db


def test_it_begins_with_the_posts_words(conversation: Conversation, client: Client) -> None:
    answer = client.post(f"/c/{conversation.pk}/carousel/")

    carousel = Carousel.objects.get()
    assert answer["Location"] == url(carousel)
    assert slides_of(carousel) == [
        Slide(title="Cross docking works."),
        Slide(text="Trucks wait 20 minutes now."),
        Slide(text="How is it for you?"),
    ]
    assert "Trucks wait 20 minutes now." in client.get(url(carousel)).content.decode()


def test_long_words_are_cut_between_two_of_them(owner: User) -> None:
    conversation = services.conversation_open(owner=owner, pk=uuid.uuid4())
    make_draft(conversation, "word " * 200)

    (slide,) = slides_of(carousel_from(conversation))

    assert len(slide.text) <= 400
    assert slide.text.endswith("word…")


def test_it_begins_with_the_latest_of_each_tree_and_nothing_rejected(
    owner: User, conversation: Conversation
) -> None:
    message = services.message_send(conversation=conversation, text="Notes of mine")

    def shown_image(colour: str, **values: Any) -> GeneratedImage:
        job = make_job(owner, content=colour)
        showing.show_job(message=message, job=job, idea=None)
        return make_image(owner, colour=colour, job=job, **values)

    first = shown_image("red")
    later = shown_image("blue", parent=first, tree=first.pk)
    other = shown_image("green")
    shown_image("gray", review_status=ReviewStatus.REJECTED)

    def images() -> list[str | None]:
        return [slide.image for slide in slides_of(carousel_from(conversation)) if slide.image]

    assert images() == [str(later.pk), str(other.pk)]
    Draft.objects.update(image=first)
    assert images() == [str(first.pk), str(other.pk)]
