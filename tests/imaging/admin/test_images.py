"""Images in the admin: their list, the queue, and what a page tells of one."""

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from copilot.models import Idea, IdeaJob, Message, User
from copilot.services import conversation_open
from imaging.models import GeneratedImage, ReviewStatus
from tests.factories import make_image, make_job, make_user
from tests.imaging.admin import addresses

pytestmark = pytest.mark.django_db


def test_the_list_shows_what_a_reviewer_needs(image: GeneratedImage, desk: Client) -> None:
    html = desk.get(addresses.IMAGES).content.decode()
    assert f"/api/v1/images/{image.pk}/content/?rendition=thumbnail" in html
    for fact in ("Gemini", image.model, image.prompt, "owner", "Pending"):
        assert fact in html


def shown(owner: User, number: int) -> GeneratedImage:
    """An image that was made from an idea of a conversation."""
    conversation = conversation_open(owner=owner, pk=uuid.uuid4())
    author = Message.Author.COPILOT
    message = Message.objects.create(conversation=conversation, author=author, born=1, version=1)
    idea = Idea.objects.create(
        message=message, position=0, kind="people", prompt="A dock.", description=f"Gate {number}"
    )
    job = make_job(owner, prompt=idea.prompt)
    IdeaJob.objects.create(message=message, idea=idea, job=job, born=1, version=1)
    return make_image(owner, job=job, prompt=idea.prompt)


def test_an_image_is_told_as_on_its_post_until_its_person_says_otherwise(
    owner: User, desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    image = shown(owner, 1)
    alt = 'alt="Gate 1. A dock."'
    page = f"{addresses.IMAGES}{image.pk}/change/"
    job = f"{addresses.JOBS}{image.job_id}/change/"
    reason = {"action": "reject", "_selected_action": str(image.pk)}
    client = Client()
    client.force_login(owner)
    assert alt in client.get(f"/images/{image.pk}/").text

    assert alt in desk.get(addresses.IMAGES).text
    assert alt in desk.get(page).text
    assert alt in desk.post(addresses.IMAGES, reason).text
    root = Client()
    root.force_login(make_user("root", is_staff=True, is_superuser=True))
    assert alt in root.get(job).text

    GeneratedImage.objects.filter(pk=image.pk).update(alt_text="The new gate")
    assert 'alt="The new gate"' in desk.get(page).text
    with CaptureQueriesContext(connection) as few:
        desk.get(addresses.IMAGES)
    for number in range(2, 6):
        shown(owner, number)
    with django_assert_max_num_queries(len(few)):
        desk.get(addresses.IMAGES)


def test_a_picture_of_their_own_is_told_by_its_files_name(owner: User, desk: Client) -> None:
    image = make_image(owner, operation="upload", prompt="", file_name="Team <day>.png")

    page = desk.get(f"{addresses.IMAGES}{image.pk}/change/").text

    assert "A picture of their own: Team &lt;day&gt;.png" in desk.get(addresses.IMAGES).text
    assert 'alt="Team &lt;day&gt;.png"' in page
    assert "field-alt_text" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("review_status__exact=pending", 1),
        ("review_status__exact=rejected", 0),
        ("provider=gemini", 1),
        ("provider=canvas", 0),
        ("format__exact=landscape", 1),
        ("format__exact=square", 0),
        ("q=owner", 1),
        ("q=owner@example.org", 1),
        ("q=nobody", 0),
        ("created_at__gte=2020-01-01+00:00:00%2B00:00", 1),
    ],
)
def test_the_list_is_narrowed(image: GeneratedImage, desk: Client, query: str, found: int) -> None:
    assert desk.get(f"{addresses.IMAGES}?{query}").context["cl"].result_count == found


def test_the_queue_begins_with_who_waits_longest(owner: User, desk: Client) -> None:
    first, second = make_image(owner, prompt="First"), make_image(owner, prompt="Second")
    waiting = desk.get(f"{addresses.IMAGES}?review_status__exact=pending").context["cl"]
    assert list(waiting.queryset) == [first, second]
    assert list(desk.get(addresses.IMAGES).context["cl"].queryset) == [second, first]


def test_a_longer_list_takes_no_more_queries(
    owner: User, desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(8):
        make_image(owner, prompt=f"Number {number}")
    with django_assert_max_num_queries(16):
        desk.get(addresses.IMAGES)


def test_the_page_shows_job_attempts_and_the_next_in_the_queue(owner: User, desk: Client) -> None:
    job = make_job(owner)
    job.attempts.create(provider="gemini", model="first", status="failed", error_code="timeout")
    waiting = make_image(owner, prompt="Waits longer")
    image = make_image(owner, job=job)
    response = desk.get(addresses.image_page(image.pk))
    html = response.content.decode()
    assert addresses.job_page(job.pk) in html
    assert "timeout" in html
    assert response.context["next_in_queue"] == waiting
    assert image.sha256 in html


def test_only_the_description_is_edited(image: GeneratedImage, administrator: Client) -> None:
    page = addresses.image_page(image.pk)
    form = administrator.get(page).context["adminform"].form
    assert list(form.fields) == ["alt_text"]
    administrator.post(
        page, {"alt_text": "A lighthouse at dusk", "review_status": "approved", "prompt": "Other"}
    )
    image.refresh_from_db()
    assert image.alt_text == "A lighthouse at dusk"
    assert (image.review_status, image.prompt) == (ReviewStatus.PENDING, "A lighthouse")


def test_images_are_added_by_nobody_and_deleted_by_administrators(
    image: GeneratedImage, desk: Client, administrator: Client
) -> None:
    assert administrator.get(f"{addresses.IMAGES}add/").status_code == 403
    delete = addresses.image_page(image.pk).replace("change", "delete")
    assert desk.post(delete, {"post": "yes"}).status_code == 403
    assert administrator.post(delete, {"post": "yes"}).status_code == 302
    assert not GeneratedImage.objects.exists()


def test_an_upload_is_said_to_be_one(desk: Client, owner: User) -> None:
    image = make_image(
        owner, operation="upload", provider="", model="", prompt="", ai_generated=False
    )
    for address in (addresses.IMAGES, addresses.image_page(image.pk)):
        page = desk.get(address).content.decode()
        assert f"Uploaded by {owner}" in page
        assert "rawn locally" not in page
