"""The carousel's page: begun from a conversation, changed by single presses."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from copilot import services, showing
from copilot.carousels import carousel_from
from copilot.models import Conversation, Draft, DraftVersion, User
from imaging.carousel_transitions import fail
from imaging.carousels import Slide, carousel_create, make_pdf, slides_of
from imaging.models import Carousel, GeneratedImage, ReviewStatus
from imaging.providers.types import Format
from tests.factories import make_draft, make_image, make_job

pytestmark = pytest.mark.django_db

POST = "Cross docking works.\n\nTrucks wait 20 minutes now.\n\nHow is it for you?\n\n#Docks #Trucks"


@pytest.fixture
def conversation(owner: User) -> Conversation:
    conversation = services.conversation_open(owner=owner, pk=uuid.uuid4())
    make_draft(conversation, POST)
    return conversation


@pytest.fixture
def carousel(owner: User) -> Carousel:
    slides = [Slide(title=name) for name in "abc"]
    return carousel_create(owner=owner, slides=slides, format=Format.SQUARE)


@pytest.fixture
def client(owner: User) -> Client:
    return signed_in(owner)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


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


def test_an_image_tells_of_the_carousels_that_show_it(owner: User, client: Client) -> None:
    image, other = make_image(owner), make_image(owner, colour="red")
    slides = [Slide(image=str(image.pk))]
    carousel = carousel_create(owner=owner, slides=slides, format=Format.SQUARE, title="Docks")

    assert f'<a href="{url(carousel)}">Docks</a>' in client.get(f"/images/{image.pk}/").text
    assert "In the carousel" not in client.get(f"/images/{other.pk}/").text


def test_long_words_are_cut_between_two_of_them(owner: User) -> None:
    conversation = services.conversation_open(owner=owner, pk=uuid.uuid4())
    make_draft(conversation, "word " * 200)

    (slide,) = slides_of(carousel_from(conversation))

    assert len(slide.text) <= 400
    assert slide.text.endswith("word…")


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


class TestPdf:
    def test_is_made_by_a_worker_while_the_page_asks_how_far_it_is(
        self, carousel: Carousel, client: Client
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
        self, carousel: Carousel, client: Client
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
        self, conversation: Conversation, owner: User, client: Client
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

    def test_is_its_owners_alone(self, carousel: Carousel, reviewer: User, stranger: User) -> None:
        for other in (reviewer, stranger):
            for method in ("get", "post"):
                answer = getattr(signed_in(other), method)(f"{url(carousel)}pdf/")
                assert answer.status_code == 404
        assert Carousel.objects.get().pdf_status == "none"


def test_a_slide_keeps_the_lines_of_its_words(client: Client, conversation: Conversation) -> None:
    DraftVersion.objects.update(text="Hook\n\nWhat to do:\n• a\n• b")
    carousel = carousel_from(conversation)
    assert slides_of(carousel)[1].text == "What to do:\n• a\n• b"

    press(client, carousel, words="1", title="", text="• c \r\n\r\n•  d")
    assert slides_of(carousel)[1].text == "• c\n• d"
    assert "• c\n• d" in client.get(url(carousel)).content.decode()


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


def test_the_page_says_why_there_is_no_pdf(owner: User, client: Client, settings: Settings) -> None:
    settings.IMAGE_REVIEW = "flag"
    image = make_image(owner, review_status=ReviewStatus.REJECTED)
    carousel = carousel_create(
        owner=owner, slides=[Slide(image=str(image.pk))], format=Format.SQUARE
    )

    page = client.get(url(carousel)).content.decode()
    assert "The picture of slide 1 was rejected by a reviewer" in page
    assert "Download PDF" not in page
