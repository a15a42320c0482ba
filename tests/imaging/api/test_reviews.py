"""Decisions over HTTP, and who may make them."""

import pytest
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from copilot.models import User
from imaging.models import GeneratedImage, ReviewDecision
from tests.factories import make_image, make_user
from tests.imaging.api.asserting import errors, problem

pytestmark = pytest.mark.django_db

REJECTION = {"decision": "reject", "category": "brand", "reason": "The logo is ours."}


def url(image: GeneratedImage) -> str:
    return f"/api/v1/images/{image.pk}/review/"


def test_a_reviewer_decides_and_the_owner_sees_why(
    image: GeneratedImage, owner_api: APIClient, reviewer_api: APIClient
) -> None:
    response = reviewer_api.post(url(image), REJECTION)

    assert response.status_code == 200
    review = response.json()["review"]
    assert (review["status"], review["reason"]) == ("rejected", "The logo is ours.")
    assert review["reviewed_at"]
    assert owner_api.get(f"/api/v1/images/{image.pk}/").json()["review"] == review


def test_reopening_takes_a_decision_back(image: GeneratedImage, reviewer_api: APIClient) -> None:
    reviewer_api.post(url(image), REJECTION)

    review = reviewer_api.post(url(image), {"decision": "reopen"}).json()["review"]

    assert review == {"status": "pending", "reason": "", "reviewed_at": None}


def test_the_history_tells_everything_newest_first(
    image: GeneratedImage, reviewer_api: APIClient
) -> None:
    reviewer_api.post(url(image), {"decision": "approve"})
    reviewer_api.post(url(image), REJECTION)

    body = reviewer_api.get(url(image)).json()

    assert set(body) == {"next", "previous", "results"}
    latest, first = body["results"]
    assert set(latest) == {"id", "decision", "category", "reason", "reviewer", "created_at"}
    assert latest["reviewer"] == first["reviewer"] == "reviewer"
    assert {name: latest[name] for name in REJECTION} == REJECTION
    assert first["decision"] == "approve"


def test_the_history_outlives_its_reviewer(
    image: GeneratedImage, reviewer: User, reviewer_api: APIClient
) -> None:
    reviewer_api.post(url(image), REJECTION)
    successor = APIClient()
    successor.force_login(make_user("successor", permissions=["review_generatedimage"]))
    reviewer.delete()

    [decision] = successor.get(url(image)).json()["results"]

    assert decision["reviewer"] is None
    assert decision["decision"] == "reject"


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_owner_may_not_and_a_stranger_sees_nothing(
    image: GeneratedImage,
    owner_api: APIClient,
    stranger_api: APIClient,
    anonymous_api: APIClient,
    method: str,
) -> None:
    decision = {"decision": "approve"}

    problem(getattr(owner_api, method)(url(image), decision), 403, "reviewers_only")
    problem(getattr(stranger_api, method)(url(image), decision), 404, "not_found")
    problem(getattr(anonymous_api, method)(url(image), decision), 401, "not_authenticated")
    assert not ReviewDecision.objects.exists()


@pytest.mark.parametrize(
    ("decision", "field"),
    [
        ({}, "decision"),
        ({"decision": "maybe"}, "decision"),
        ({"decision": "reject"}, "reason"),
        ({"decision": "reject", "reason": " "}, "reason"),
        ({"decision": "approve", "reason": "x" * 1001}, "reason"),
        ({"decision": "approve", "category": "x" * 41}, "category"),
    ],
)
def test_bad_input_is_answered_by_its_field(
    image: GeneratedImage, reviewer_api: APIClient, decision: dict[str, str], field: str
) -> None:
    assert list(errors(reviewer_api.post(url(image), decision))) == [field]
    assert not ReviewDecision.objects.exists()


def test_a_category_alone_is_reason_enough(image: GeneratedImage, reviewer_api: APIClient) -> None:
    response = reviewer_api.post(url(image), {"decision": "reject", "category": "brand"})

    assert response.json()["review"]["status"] == "rejected"


def test_nobody_decides_on_their_own_image_while_there_is_another(
    reviewer: User, reviewer_api: APIClient, settings: Settings
) -> None:
    settings.IMAGE_REVIEW = "required"
    own = make_image(reviewer)
    other = make_user("other", permissions=["review_generatedimage"])

    problem(reviewer_api.post(url(own), {"decision": "approve"}), 403, "review_refused")
    other.delete()
    assert reviewer_api.post(url(own), {"decision": "approve"}).status_code == 200


def test_who_decides_second_is_told_of_the_first_and_can_decide_again(
    image: GeneratedImage, reviewer_api: APIClient
) -> None:
    anna = APIClient()
    anna.force_login(make_user("anna", permissions=["review_generatedimage"]))
    assert anna.post(url(image), {"decision": "approve", "seen": "pending"}).status_code == 200

    refused = reviewer_api.post(url(image), REJECTION | {"seen": "pending"})

    problem(refused, 409, "already_decided")
    assert refused.json()["detail"].startswith("anna has already decided: approved.")
    assert [each.decision for each in image.decisions.all()] == ["approve"]
    again = reviewer_api.post(url(image), REJECTION | {"seen": "approved"}).json()["review"]
    assert (again["status"], again["reason"]) == ("rejected", REJECTION["reason"])
