"""What LinkedIn's formats keep of an image, over HTTP: found by Easel or chosen by hand."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from copilot.models import User
from imaging.models import GeneratedImage, Rendition
from tests.factories import make_image, make_two_halves
from tests.imaging.api.asserting import errors, problem
from tests.imaging.api.test_renditions import content, fetched, url

pytestmark = pytest.mark.django_db


def test_the_subject_is_looked_for(owner: User, owner_api: APIClient) -> None:
    image = make_two_halves(owner)

    (square,) = (
        each
        for each in owner_api.get(url(image, "renditions")).json()["results"]
        if each["rendition"] == "square"
    )

    assert square["crop"]["x"] < 0.45
    assert (square["by_hand"], square["width"], square["height"]) == (False, 1080, 1080)
    assert square["enlarged"] == pytest.approx(1.35)
    assert square["content_url"].endswith(content(image, "square"))


def test_a_choice_by_hand_is_kept_and_can_be_taken_back(
    owner: User,
    owner_api: APIClient,
    reviewer_api: APIClient,
    stranger_api: APIClient,
) -> None:
    image = make_two_halves(owner)
    right = {"x": 1.0, "y": 0.5, "scale": 0.5}
    found = fetched(owner_api, image, "square")

    for api in (stranger_api, reviewer_api):
        problem(api.put(url(image, "crops/square"), right), 404)
        problem(api.delete(url(image, "crops/square")), 404)
    chosen = owner_api.put(url(image, "crops/square"), right).json()

    assert (chosen["crop"], chosen["by_hand"]) == (right, True)
    assert owner_api.get(url(image, "crops/square")).json() == chosen
    assert reviewer_api.get(url(image, "crops/square")).json()["crop"] == right
    problem(stranger_api.get(url(image, "crops/square")), 404)
    cut = fetched(owner_api, image, "square")
    assert cut.getpixel((20, 540)) == pytest.approx((0, 0, 255), abs=6)
    assert found.getpixel((20, 40)) == pytest.approx((255, 0, 0), abs=6)
    assert Rendition.objects.count() == 1

    assert owner_api.delete(url(image, "crops/square")).status_code == 204
    assert owner_api.get(url(image, "crops/square")).json()["by_hand"] is False
    assert fetched(owner_api, image, "square").getpixel((20, 40)) == found.getpixel((20, 40))


def test_the_other_formats_keep_theirs(image: GeneratedImage, owner_api: APIClient) -> None:
    owner_api.put(url(image, "crops/square"), {"x": 0, "y": 0.5})

    results = owner_api.get(url(image, "renditions")).json()["results"]

    assert {each["rendition"]: each["by_hand"] for each in results} == {
        "landscape": False, "square": True, "portrait": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("crop", "field"),
    [
        ({"x": -0.1, "y": 0.5}, "x"),
        ({"x": 0.5}, "y"),
        ({"x": 0.5, "y": "low"}, "y"),
        ({"x": 0.5, "y": 0.5, "scale": 0.1}, "scale"),
        ({"x": "nan", "y": 0.5}, "x"),
    ],
)
def test_what_is_outside_is_refused(
    image: GeneratedImage, owner_api: APIClient, crop: dict[str, Any], field: str
) -> None:
    response = owner_api.put(url(image, "crops/square"), crop)

    assert list(errors(response)) == [field]


def test_an_unknown_format_is_not_there(image: GeneratedImage, owner_api: APIClient) -> None:
    for call in (owner_api.get, owner_api.delete):
        problem(call(url(image, "crops/banner")), 404, "not_found")
    problem(owner_api.put(url(image, "crops/banner"), {"x": 0, "y": 0}), 404, "not_found")


def test_what_a_person_should_know_is_said(owner: User, owner_api: APIClient) -> None:
    small = make_image(owner, width=400, height=300, has_manifest=True)

    (landscape, *_) = owner_api.get(url(small, "renditions")).json()["results"]

    assert landscape["enlarged"] == pytest.approx(3.0)
    soft, dropped = landscape["notices"]
    assert soft.startswith("The part that is kept is 400 pixels wide.")
    assert "Content Credentials (C2PA)" in dropped
