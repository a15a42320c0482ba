"""Deciding on images in the admin: one, many, and those that are not one's to decide on."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.test import Client
from pytest_django.fixtures import Settings

from copilot.models import User
from imaging.groups import REVIEWERS
from imaging.limits import REASON_MAX
from imaging.models import GeneratedImage, ReviewDecision, ReviewStatus
from imaging.review import image_review
from tests.factories import make_image, make_user
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
