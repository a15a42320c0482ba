"""Deciding on images in the admin: one, many, and those that are not one's to decide on."""

import uuid

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from copilot.models import Idea, IdeaJob, Message, User
from copilot.services import conversation_open
from imaging.groups import REVIEWERS
from imaging.limits import REASON_MAX
from imaging.models import GeneratedImage, ReviewDecision, ReviewStatus
from imaging.review import image_review
from tests.factories import make_image, make_job, make_user
from tests.imaging.admin import addresses

pytestmark = pytest.mark.django_db

REASON = "The palette is not ours: keep to paper and ink."


def status_of(image: GeneratedImage) -> str:
    return GeneratedImage.objects.get(pk=image.pk).review_status


def bulk(client: Client, action: str, *images: GeneratedImage, **more: str) -> list[str]:
    """Run the list's action; the messages that a person then reads."""
    data = {"action": action, "_selected_action": [str(image.pk) for image in images]} | more
    response = client.post(addresses.IMAGES, data)
    assert response.status_code == 302
    return [str(message) for message in get_messages(response.wsgi_request)]


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


def test_approving_on_the_page_is_recorded(
    image: GeneratedImage, desk: Client, reviewer: User
) -> None:
    response = desk.post(addresses.image_review(image.pk), {"decision": "approve"}, follow=True)
    assert status_of(image) == ReviewStatus.APPROVED
    decision = ReviewDecision.objects.get(image=image)
    assert (decision.reviewer, decision.decision) == (reviewer, "approve")
    html = response.content.decode()
    assert "<strong>Approved</strong> by iris" in html
    assert "Approved: 1 image." in html


def test_rejecting_takes_a_reason_and_shows_it(image: GeneratedImage, desk: Client) -> None:
    decided = {"decision": "reject", "category": "off_brand", "reason": REASON}
    html = desk.post(addresses.image_review(image.pk), decided, follow=True).content.decode()
    image.refresh_from_db()
    assert (image.review_status, image.review_reason) == (ReviewStatus.REJECTED, REASON)
    assert REASON in html
    assert "Off brand" in html


@pytest.mark.parametrize("reason", ["", "   ", "x" * (REASON_MAX + 1)])
def test_a_rejection_without_a_usable_reason_asks_again_and_keeps_what_was_typed(
    image: GeneratedImage, desk: Client, reason: str
) -> None:
    decided = {"decision": "reject", "category": "rights", "reason": reason}
    response = desk.post(addresses.image_review(image.pk), decided)
    assert response.context["rejection_form"].errors["reason"]
    assert reason in response.content.decode()
    assert '<option value="rights" selected>' in response.content.decode()
    assert status_of(image) == ReviewStatus.PENDING
    assert not ReviewDecision.objects.exists()
    # The page it asks on posts to where it was asked for.
    again = {"decision": "reject", "category": "rights", "reason": REASON}
    assert desk.post(response.request["PATH_INFO"], again).status_code == 302
    assert status_of(image) == ReviewStatus.REJECTED


def test_reopening_keeps_the_history(image: GeneratedImage, desk: Client) -> None:
    for decision in ("approve", "reopen"):
        desk.post(addresses.image_review(image.pk), {"decision": decision})
    assert status_of(image) == ReviewStatus.PENDING
    assert [each.decision for each in image.decisions.all()] == ["reopen", "approve"]


def test_an_unknown_decision_is_refused(image: GeneratedImage, desk: Client) -> None:
    response = desk.post(addresses.image_review(image.pk), {"decision": "delete"})
    assert response.status_code == 400
    assert not ReviewDecision.objects.exists()


def test_a_link_decides_nothing(image: GeneratedImage, desk: Client) -> None:
    assert desk.get(addresses.image_review(image.pk)).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = desk.cookies
    forged = strict.post(addresses.image_review(image.pk), {"decision": "approve"})
    assert forged.status_code == 403
    assert status_of(image) == ReviewStatus.PENDING


def test_only_reviewers_decide(image: GeneratedImage, owner: User, client: Client) -> None:
    clerk = make_user("clerk", permissions=["view_generatedimage"], is_staff=True)
    client.force_login(clerk)
    assert client.get(addresses.image_page(image.pk)).context["can_decide"] is False
    assert client.post(addresses.image_review(image.pk), {"decision": "approve"}).status_code == 403
    client.post(addresses.IMAGES, {"action": "approve", "_selected_action": [str(image.pk)]})
    client.force_login(owner)
    owners = client.post(addresses.image_review(image.pk), {"decision": "approve"}, follow=True)
    assert owners.status_code == 403
    assert status_of(image) == ReviewStatus.PENDING


def test_many_are_approved_at_once(owner: User, desk: Client) -> None:
    images = [make_image(owner) for _ in range(3)]
    assert bulk(desk, "approve", *images) == ["Approved: 3 images."]
    assert {status_of(image) for image in images} == {ReviewStatus.APPROVED}


def test_many_are_rejected_with_one_reason(owner: User, desk: Client, reviewer: User) -> None:
    images = [make_image(owner, prompt=f"Picture {number}") for number in range(3)]
    chosen = {"action": "reject", "_selected_action": [str(image.pk) for image in images]}
    asked = desk.post(addresses.IMAGES, chosen)
    assert asked.context["title"] == "Reject 3 images"
    assert not ReviewDecision.objects.exists()
    for image in images:
        assert f'name="_selected_action" value="{image.pk}"' in asked.content.decode()
    empty = desk.post(addresses.IMAGES, chosen | {"category": "quality", "reason": ""})
    assert empty.context["rejection_form"].errors["reason"]

    told = bulk(desk, "reject", *images, category="quality", reason=REASON)
    assert told == ["Rejected: 3 images."]
    history = ReviewDecision.objects.filter(
        image__in=images, reviewer=reviewer, decision="reject", category="quality", reason=REASON
    )
    assert history.count() == 3
    assert {status_of(image) for image in images} == {ReviewStatus.REJECTED}


def test_ones_own_image_is_refused_by_name_and_the_rest_decided(
    owner: User, reviewer: User, desk: Client, settings: Settings
) -> None:
    settings.IMAGE_REVIEW = "required"
    make_user("second", is_staff=True).groups.add(Group.objects.get(name=REVIEWERS))
    own, other = make_image(reviewer, prompt="My own picture"), make_image(owner)
    told = bulk(desk, "approve", own, other)
    assert "“My own picture”: Another reviewer has to decide on your own image." in told
    assert "Approved: 1 image." in told
    assert (status_of(own), status_of(other)) == (ReviewStatus.PENDING, ReviewStatus.APPROVED)


def test_the_only_reviewer_decides_on_their_own_too(
    reviewer: User, desk: Client, settings: Settings
) -> None:
    settings.IMAGE_REVIEW = "required"
    own = make_image(reviewer)
    assert bulk(desk, "approve", own) == ["Approved: 1 image."]
    assert status_of(own) == ReviewStatus.APPROVED


def test_ones_own_waiting_image_is_shown_as_a_preview(
    reviewer: User, owner: User, desk: Client, settings: Settings
) -> None:
    settings.IMAGE_REVIEW = "required"
    own = desk.get(addresses.image_page(make_image(reviewer).pk))
    assert "rendition=thumbnail" in own.context["image_url"]
    assert "rendition=original" not in own.content.decode()
    other = desk.get(addresses.image_page(make_image(owner).pk))
    assert "rendition=original" in other.context["image_url"]


@pytest.mark.parametrize("page", ["list", "image"])
def test_nothing_is_decided_where_images_are_not_reviewed(
    image: GeneratedImage, desk: Client, settings: Settings, page: str
) -> None:
    settings.IMAGE_REVIEW = "off"
    if page == "image":
        assert desk.get(addresses.image_page(image.pk)).context["can_decide"] is False
        refused = desk.post(addresses.image_review(image.pk), {"decision": "approve"})
        assert refused.status_code == 403
    else:
        assert 'value="approve"' not in desk.get(addresses.IMAGES).content.decode()


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


@pytest.mark.parametrize("page", ["image", "list", "reason"])
def test_who_decides_second_is_told_of_the_first(
    image: GeneratedImage, reviewer: User, desk: Client, page: str
) -> None:
    """Two reviewers look at the image; what the second saw no longer holds."""
    anna = make_user("anna", permissions=["review_generatedimage"])
    address = addresses.IMAGES if page == "list" else addresses.image_page(image.pk)
    seen = f'<input type="hidden" name="seen-{image.pk}" value="pending">'
    assert seen in desk.get(address).content.decode()
    image_review(image=image, reviewer=anna, decision=ReviewDecision.Decision.APPROVE)

    sent = {f"seen-{image.pk}": "pending"}
    rejection = {"decision": "reject", "category": "quality"}
    if page == "reason":
        asked = desk.post(addresses.image_review(image.pk), rejection | sent)
        assert seen in asked.content.decode()
    if page == "list":
        told = bulk(desk, "approve", image, **sent)
    else:
        rejection["reason"] = REASON
        response = desk.post(addresses.image_review(image.pk), rejection | sent)
        told = [str(message) for message in get_messages(response.wsgi_request)]

    (sentence,) = told
    assert "anna has already decided: approved." in sentence
    assert status_of(image) == ReviewStatus.APPROVED
    again = desk.post(
        addresses.image_review(image.pk),
        {"decision": "reopen", f"seen-{image.pk}": "approved"},
    )
    assert again.status_code == 302
    assert status_of(image) == ReviewStatus.PENDING


def test_an_upload_is_said_to_be_one(desk: Client, owner: User) -> None:
    image = make_image(
        owner, operation="upload", provider="", model="", prompt="", ai_generated=False
    )
    for address in (addresses.IMAGES, addresses.image_page(image.pk)):
        page = desk.get(address).content.decode()
        assert f"Uploaded by {owner}" in page
        assert "rawn locally" not in page
