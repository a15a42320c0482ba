"""What posts and images tell of their carousels, also when one is deleted."""

import pytest
from django.test import Client

from copilot.models import Conversation, Draft, User
from imaging.carousels import Slide, carousel_create
from imaging.models import Carousel
from imaging.providers.types import Format
from tests.copilot.browsers import signed_in
from tests.copilot.carousels.pressing import url
from tests.factories import make_image

pytestmark = pytest.mark.django_db


def test_there_is_a_way_from_the_post_to_its_carousels_and_back(
    conversation: Conversation, client: Client
) -> None:
    page = client.get(conversation.get_absolute_url()).content.decode()
    assert "Make a carousel" in page
    before = Draft.objects.get().version

    client.post(f"/c/{conversation.pk}/carousel/")

    carousel = Carousel.objects.get()
    assert Draft.objects.get().version > before
    page = client.get(conversation.get_absolute_url()).content.decode()
    assert f'href="{url(carousel)}"' in page
    assert "Portrait, 3 slides" in page
    assert "Make another" in page
    assert f'href="/c/{conversation.pk}/#post"' in client.get(url(carousel)).content.decode()

    conversation.delete()
    assert "Back to the post" not in client.get(url(carousel)).content.decode()


def test_an_image_tells_of_the_carousels_that_show_it(owner: User, client: Client) -> None:
    image, other = make_image(owner), make_image(owner, colour="red")
    slides = [Slide(image=str(image.pk))]
    carousel = carousel_create(owner=owner, slides=slides, format=Format.SQUARE, title="Docks")

    assert f'<a href="{url(carousel)}">Docks</a>' in client.get(f"/images/{image.pk}/").text
    assert "In the carousel" not in client.get(f"/images/{other.pk}/").text


def test_it_can_be_deleted_and_its_post_hears_of_it(
    conversation: Conversation, client: Client, reviewer: User, stranger: User
) -> None:
    client.post(f"/c/{conversation.pk}/carousel/")
    carousel, before = Carousel.objects.get(), Draft.objects.get().version
    for other in (reviewer, stranger):
        assert signed_in(other).post(f"{url(carousel)}delete/").status_code == 404

    answer = client.post(f"{url(carousel)}delete/")

    assert answer["Location"] == f"{conversation.get_absolute_url()}#post"
    assert not Carousel.objects.exists()
    assert Draft.objects.get().version > before


def test_a_scripts_carousel_leads_to_the_library_when_it_is_deleted(
    carousel: Carousel, client: Client
) -> None:
    assert client.post(f"{url(carousel)}delete/")["Location"] == "/library/"
