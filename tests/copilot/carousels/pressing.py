"""A carousel's page: where it is, a press on it, and the slides then."""

from django.test import Client

from imaging.carousels import slides_of
from imaging.models import Carousel


def url(carousel: Carousel) -> str:
    return f"/carousels/{carousel.pk}/"


def press(client: Client, carousel: Carousel, **values: str) -> str:
    """What the page says after it, "" for nothing."""
    sent = {"version": str(carousel.version)} | values
    answer = client.post(url(carousel), sent, follow=True)
    assert answer.redirect_chain == [(url(carousel), 302)]
    carousel.refresh_from_db()
    return " ".join(str(message) for message in answer.context["messages"])


def titles(carousel: Carousel) -> str:
    return "".join(slide.title for slide in slides_of(carousel))
