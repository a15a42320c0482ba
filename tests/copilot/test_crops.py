"""The page on which an image's owner chooses what a format keeps of it."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from copilot.models import User
from imaging.crops import crop_set
from imaging.models import Crop, GeneratedImage
from imaging.pictures.crop import Focus
from imaging.providers.types import Format
from tests.copilot.browsers import signed_in
from tests.factories import make_image

pytestmark = pytest.mark.django_db


@pytest.fixture
def image(owner: User) -> GeneratedImage:
    return make_image(owner)


def url(image: GeneratedImage, format: str = "square") -> str:
    return f"/images/{image.pk}/crop/{format}/"


def chosen(image: GeneratedImage) -> tuple[float, float, float] | None:
    return Crop.objects.filter(image=image).values_list("x", "y", "scale").first()


def test_only_the_owner_has_it(
    image: GeneratedImage, owner: User, reviewer: User, stranger: User
) -> None:
    assert signed_in(owner).get(url(image)).status_code == 200
    for other in (reviewer, stranger):
        assert signed_in(other).get(url(image)).status_code == 404
        assert signed_in(other).post(url(image), {"x": 0, "y": 0, "scale": 100}).status_code == 404
    assert Client().get(url(image)).status_code == 302
    assert signed_in(owner).get(url(image, "banner")).status_code == 404
    assert chosen(image) is None


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"x": "20", "y": "50", "scale": "80"}, (0.2, 0.5, 0.8)),
        ({"x": "20", "y": "50", "scale": "80", "point": "Bottom right"}, (1, 1, 0.8)),
        ({"x": "", "y": "", "scale": "100", "point": "Middle"}, (0.5, 0.5, 1)),
    ],
)
def test_numbers_and_points_are_kept(
    image: GeneratedImage, owner: User, sent: dict[str, str], kept: tuple[float, ...]
) -> None:
    response = signed_in(owner).post(url(image), sent)

    assert (response.status_code, response["Location"]) == (302, url(image))
    assert chosen(image) == kept


def test_the_subject_is_looked_for_again(image: GeneratedImage, owner: User) -> None:
    client = signed_in(owner)
    client.post(url(image), {"x": "0", "y": "0", "scale": "50"})
    assert "Chosen by you" in client.get(url(image)).content.decode()

    client.post(url(image), {"find": "1"})

    assert chosen(image) is None
    assert "Found by Easel" in client.get(url(image)).content.decode()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (
            {"x": "101", "y": "0", "scale": "50"},
            "“From the left” takes a percentage from 0 to 100.",
        ),
        ({"x": "0", "y": "low", "scale": "50"}, "“From the top” takes a percentage from 0 to 100."),
        ({"x": "0", "y": "0", "scale": "nan"}, "“Size” takes a percentage from "),
    ],
)
def test_what_is_outside_is_refused_with_the_reason(
    image: GeneratedImage, owner: User, sent: dict[str, str], sentence: str
) -> None:
    response = signed_in(owner).post(url(image), sent)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert chosen(image) is None


def test_the_full_picture_is_not_on_it_before_its_review(
    image: GeneratedImage, owner: User, settings: Settings
) -> None:
    settings.IMAGE_REVIEW = "required"
    crop_set(image, Format.SQUARE, Focus())

    page = signed_in(owner).get(url(image)).content.decode()

    assert "rendition=square" not in page
    assert f"{image.pk}/content/?rendition=thumbnail" in page
