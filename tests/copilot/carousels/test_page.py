"""The carousel's page: its owner's alone, changed by single presses."""

import pytest
from django.test import Client

from copilot.carousels import carousel_from
from copilot.models import Conversation, DraftVersion, User
from imaging.carousels import Slide, slides_of
from imaging.models import Carousel
from tests.copilot.browsers import signed_in
from tests.copilot.carousels.pressing import press, titles, url
from tests.factories import make_image

pytestmark = pytest.mark.django_db


def test_it_is_its_owners_alone(
    carousel: Carousel, conversation: Conversation, reviewer: User, stranger: User
) -> None:
    for other in (reviewer, stranger):
        assert signed_in(other).get(url(carousel)).status_code == 404
        assert signed_in(other).post(url(carousel), {"remove": "0"}).status_code == 404
        assert signed_in(other).post(f"/c/{conversation.pk}/carousel/").status_code == 404
    assert Client().get(url(carousel)).status_code == 302
    carousel.refresh_from_db()
    assert titles(carousel) == "abc"


@pytest.mark.parametrize(
    ("pressed", "after"),
    [
        ({"up": "1"}, "bac"),
        ({"up": "0"}, "abc"),
        ({"up": "2"}, "acb"),
        ({"down": "0"}, "bac"),
        ({"down": "2"}, "abc"),
        ({"remove": "1"}, "ac"),
        ({"order": "2,0,1"}, "cab"),
        ({"words": "", "title": "d"}, "abcd"),
        ({"words": "1", "title": "x"}, "axc"),
        ({"format": "landscape"}, "abc"),
    ],
)
def test_one_press_is_one_change(
    carousel: Carousel, client: Client, pressed: dict[str, str], after: str
) -> None:
    assert press(client, carousel, **pressed) == ""
    assert titles(carousel) == after
    assert carousel.format == pressed.get("format", "square")


@pytest.mark.parametrize(
    ("pressed", "said"),
    [
        ({"order": "0,0,1"}, "The order could not be read."),
        ({"up": "7"}, "no such slide"),
        ({"remove": "-1"}, "no such slide"),
        ({"words": ""}, "Write a title or a text"),
        ({"words": "", "title": "x" * 121}, "A title has at most 120 characters"),
        ({"image": "nothing"}, "no such image"),
        ({"version": "99", "remove": "0"}, "changed in another window"),
        ({"version": "9" * 5000, "remove": "0"}, "changed in another window"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(
    carousel: Carousel, client: Client, pressed: dict[str, str], said: str
) -> None:
    assert said in press(client, carousel, **pressed)
    assert titles(carousel) == "abc"


def test_ones_own_images_are_added_and_nobody_elses(
    carousel: Carousel, client: Client, owner: User, stranger: User
) -> None:
    mine, other = make_image(owner), make_image(stranger)

    assert "no such image" in press(client, carousel, image=str(other.pk))
    assert press(client, carousel, image=str(mine.pk)) == ""

    assert slides_of(carousel)[-1] == Slide(image=str(mine.pk))


def test_a_carousel_is_full_at_twenty(carousel: Carousel, client: Client) -> None:
    for _ in range(17):
        press(client, carousel, words="", title="x")

    assert "at most 20 slides" in press(client, carousel, words="", title="x")
    assert len(carousel.slides) == 20


def test_a_slide_keeps_the_lines_of_its_words(client: Client, conversation: Conversation) -> None:
    DraftVersion.objects.update(text="Hook\n\nWhat to do:\n• a\n• b")
    carousel = carousel_from(conversation)
    assert slides_of(carousel)[1].text == "What to do:\n• a\n• b"

    press(client, carousel, words="1", title="", text="• c \r\n\r\n•  d")
    assert slides_of(carousel)[1].text == "• c\n• d"
    assert "• c\n• d" in client.get(url(carousel)).content.decode()
