"""The PDF of a carousel, as its page asks for it and tells of it."""

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from copilot.models import Conversation, User
from imaging.carousel_transitions import fail
from imaging.carousels import Slide, carousel_create, make_pdf
from imaging.models import Carousel, ReviewStatus
from imaging.providers.types import Format
from tests.copilot.browsers import signed_in
from tests.copilot.carousels.pressing import url
from tests.factories import make_image

pytestmark = pytest.mark.django_db


def test_is_made_by_a_worker_while_the_page_asks_how_far_it_is(
    carousel: Carousel, client: Client
) -> None:
    assert "Download PDF" in client.get(url(carousel)).content.decode()
    asked = f"{url(carousel)}pdf/"

    answer = client.post(asked)
    assert (answer.status_code, answer["Location"]) == (302, url(carousel))
    page = client.get(url(carousel)).content.decode()
    assert "Making the PDF" in page
    assert f'hx-get="{asked}"' in page
    make_pdf(carousel.pk)

    part = client.get(asked, headers={"HX-Request": "true"}).content.decode()
    assert f"/api/v1/carousels/{carousel.pk}/content/" in part
    assert "hx-get" not in part


def test_what_went_wrong_is_said_with_a_way_to_try_again(
    carousel: Carousel, client: Client
) -> None:
    htmx = {"HX-Request": "true"}
    client.post(f"{url(carousel)}pdf/", headers=htmx)
    fail(Carousel.objects.get(), "It broke.")

    part = client.get(f"{url(carousel)}pdf/", headers=htmx).content.decode()
    assert "It broke." in part
    assert "Try again" in part
    again = client.post(f"{url(carousel)}pdf/", headers=htmx).content.decode()
    assert "Making the PDF" in again


def test_is_not_begun_where_a_slide_forbids_it(
    conversation: Conversation, owner: User, client: Client
) -> None:
    image = make_image(owner)
    slides = [Slide(image=str(image.pk))]
    carousel = carousel_create(owner=owner, slides=slides, format=Format.SQUARE)
    image.trashed_at = timezone.now()
    image.save()

    assert "Download PDF" not in client.get(url(carousel)).content.decode()
    told = client.post(f"{url(carousel)}pdf/", follow=True).content.decode()

    assert "The picture of slide 1 is gone." in told
    assert Carousel.objects.get().pdf_status == "none"


def test_is_its_owners_alone(carousel: Carousel, reviewer: User, stranger: User) -> None:
    for other in (reviewer, stranger):
        for method in ("get", "post"):
            answer = getattr(signed_in(other), method)(f"{url(carousel)}pdf/")
            assert answer.status_code == 404
    assert Carousel.objects.get().pdf_status == "none"


def test_the_page_says_why_there_is_no_pdf(owner: User, client: Client, settings: Settings) -> None:
    settings.IMAGE_REVIEW = "flag"
    image = make_image(owner, review_status=ReviewStatus.REJECTED)
    carousel = carousel_create(
        owner=owner, slides=[Slide(image=str(image.pk))], format=Format.SQUARE
    )

    page = client.get(url(carousel)).content.decode()
    assert "The picture of slide 1 was rejected by a reviewer" in page
    assert "Download PDF" not in page
