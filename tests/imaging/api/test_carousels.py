"""Carousels over HTTP: slides in an order, their owner's alone."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from copilot.models import User
from imaging import carousels
from imaging.models import Carousel, GeneratedImage
from tests.imaging.api.asserting import errors, problem
from tests.imaging.api.carousels import URL, WORDS, made, of

pytestmark = pytest.mark.django_db


def test_a_changed_slide_leaves_out_what_it_has_not(
    owner_api: APIClient, image: GeneratedImage
) -> None:
    url = made(owner_api, WORDS)["content_url"].removesuffix("content/")

    changed = owner_api.patch(url, {"slides": [{"title": "One thing"}, of(image)]})

    assert changed.status_code == 200, changed.content
    assert changed.json()["slides"] == [
        {"image": None, "title": "One thing", "text": ""},
        of(image) | {"title": "", "text": ""},
    ]


def test_it_is_its_owners_alone(
    owner_api: APIClient,
    reviewer_api: APIClient,
    stranger_api: APIClient,
    anonymous_api: APIClient,
    image: GeneratedImage,
) -> None:
    url = f"{URL}{made(owner_api, of(image))['id']}/"

    for other in (reviewer_api, stranger_api):
        for answer in (
            other.get(url),
            other.get(f"{url}content/"),
            other.patch(url, {"title": "x"}),
            other.delete(url),
        ):
            problem(answer, 404, "not_found")
        assert other.get(URL).json()["results"] == []
        refused = errors(other.post(URL, {"slides": [WORDS, of(image)]}))
        assert list(refused) == ["slides.1"]
    problem(anonymous_api.get(url), 401, "not_authenticated")
    assert len(owner_api.get(URL).json()["results"]) == 1
    assert owner_api.delete(url).status_code == 204
    assert not Carousel.objects.exists()
    assert GeneratedImage.objects.exists()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"slides": []}, "slides"),
        ({"slides": [WORDS] * 21}, "slides"),
        ({}, "slides"),
        ({"slides": [{}]}, "slides.0"),
        ({"slides": [WORDS | {"image": "0b9ed5a5-3b6e-4a4f-8f77-3f2f3f3f3f3f"}]}, "slides.0"),
        ({"slides": [WORDS, {"title": "x" * 121}]}, "slides.1.title"),
        ({"slides": [{"text": "\U000e0041\ufdd0"}]}, "slides.0"),
        ({"slides": [WORDS], "format": "banner"}, "format"),
    ],
)
def test_bad_input_is_named(owner_api: APIClient, body: dict[str, Any], field: str) -> None:
    assert list(errors(owner_api.post(URL, body))) == [field]


def test_a_change_on_what_is_no_longer_so_is_refused(owner: User, owner_api: APIClient) -> None:
    made(owner_api, WORDS)
    stale = Carousel.objects.get()
    carousels.carousel_change(Carousel.objects.get(), slides=[carousels.Slide(title="New")])

    with pytest.raises(carousels.ChangedMeanwhile):
        carousels.carousel_change(stale, slides=[])

    assert Carousel.objects.get().slides[0]["title"] == "New"
