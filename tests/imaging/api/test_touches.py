"""Finishing touches over HTTP: a version of its own, and the image stays as it was."""

import io

import pytest
from django.test import Client
from PIL import Image
from rest_framework.test import APIClient

from copilot.models import User
from imaging import storage
from imaging.brands import BrandInput, brand_save
from imaging.models import GeneratedImage, ReviewStatus
from imaging.uploads import image_upload
from tests.factories import make_image, make_job, make_png
from tests.imaging.api.asserting import errors
from tests.imaging.providers.brand_sheet import wordmark

pytestmark = pytest.mark.django_db


def url(image: GeneratedImage) -> str:
    return f"/api/v1/images/{image.pk}/touches/"


@pytest.fixture
def image(owner: User) -> GeneratedImage:
    return make_image(owner, job=make_job(owner, content="A post"))


def test_the_brands_logo_makes_a_version(
    owner: User, owner_api: APIClient, image: GeneratedImage
) -> None:
    logo = image_upload(owner, wordmark("Nordhus", "#ffffff"))
    brand = brand_save(owner=owner, wanted=BrandInput({}, logo=logo))
    before = storage.read(image.original)

    response = owner_api.post(url(image), {"kind": "logo", "spot": "top-left", "size": "large"})

    assert response.status_code == 201
    body = response.json()
    assert response["Location"].endswith(f"/api/v1/images/{body['id']}/")
    assert (body["operation"], body["parent"], body["job"]) == ("touch", str(image.pk), None)
    assert (body["provider"], body["ai_generated"], body["cost_usd"]) == ("gemini", True, "0.0000")
    assert body["touch"].pop("contrast") >= 3
    assert body["touch"] == {
        "kind": "logo", "text": "", "spot": "top-left", "size": "large", "plate": False,
    }  # fmt: skip
    assert brand is not None
    assert body["brand"]["number"] == brand.number
    version = GeneratedImage.objects.get(pk=body["id"])
    assert version.tree_id == image.tree_id
    assert storage.read(image.original) == before
    content = owner_api.get(f"/api/v1/images/{body['id']}/content/")
    data = b"".join(content)
    with Image.open(io.BytesIO(data)) as drawn:
        assert drawn.size == (image.width, image.height)
    assert b"trainedAlgorithmicMedia" in data
    assert image.pk.urn.encode() in data


def test_the_tagline_stands_in_where_no_words_are_given(
    owner: User, owner_api: APIClient, image: GeneratedImage
) -> None:
    missing = errors(owner_api.post(url(image), {"kind": "text"}))
    assert list(missing) == ["text"]
    brand_save(owner=owner, wanted=BrandInput({}, tagline="Fewer meetings."))

    said = owner_api.post(url(image), {"kind": "text"}).json()["touch"]
    own = owner_api.post(url(image), {"kind": "text", "text": "Ten years"}).json()["touch"]

    assert (said["text"], own["text"]) == ("Fewer meetings.", "Ten years")
    assert min(said["contrast"], own["contrast"]) >= 4.5


@pytest.mark.parametrize(("size", "line"), [((8, 8), "Words"), ((300, 157), "Long lines " * 10)])
def test_a_line_that_could_not_be_read_is_refused(
    owner: User, owner_api: APIClient, size: tuple[int, int], line: str
) -> None:
    small = image_upload(owner, make_png("navy", size))
    response = owner_api.post(url(small), {"kind": "text", "text": line, "size": "small"})
    assert "too long for this picture" in errors(response)["text"][0]


def test_it_is_its_owners_alone(
    owner: User, reviewer_api: APIClient, stranger_api: APIClient, image: GeneratedImage
) -> None:
    for other in (reviewer_api, stranger_api):
        assert other.post(url(image), {"kind": "text", "text": "Mine"}).status_code == 404
    assert GeneratedImage.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"kind": "sticker"}, "kind"),
        ({"kind": "logo"}, "kind"),
        ({"kind": "text", "text": "Two\nlines"}, "text"),
        ({"kind": "text", "text": "x" * 121}, "text"),
        ({"kind": "text", "text": "\u200b"}, "text"),
        ({"kind": "text", "text": "x", "spot": "moon"}, "spot"),
        ({"kind": "text", "text": "x", "size": "vast"}, "size"),
    ],
)
def test_what_makes_no_sense_is_refused_by_field(
    owner_api: APIClient, image: GeneratedImage, body: dict[str, str], field: str
) -> None:
    assert list(errors(owner_api.post(url(image), body))) == [field]


def test_nothing_is_put_on_what_a_reviewer_has_rejected(owner: User, owner_api: APIClient) -> None:
    rejected = make_image(owner, review_status=ReviewStatus.REJECTED)

    assert "rejected" in str(errors(owner_api.post(url(rejected), {"kind": "text", "text": "x"})))


def test_what_is_made_of_a_touched_drawing_is_of_the_same_words(
    owner: User, owner_api: APIClient
) -> None:
    job = make_job(owner, content="We cut 73% of our meetings.", prompt="A pier")
    drawn = make_image(owner, job=job, provider="canvas", model="canvas-1", ai_generated=False)
    touched = owner_api.post(url(drawn), {"kind": "text", "text": "Ten years"}).json()

    varied = owner_api.post(
        "/api/v1/jobs/", {"operation": "vary", "source_image": touched["id"]}
    ).json()

    made = owner.generation_jobs.get(pk=varied["id"])
    assert (made.content, made.prompt) == (job.content, drawn.prompt)


def test_on_its_page_it_can_be_put_on_and_taken_off(
    client: Client, owner: User, image: GeneratedImage
) -> None:
    client.force_login(owner)
    sent = {"kind": "text", "text": "Ten years", "spot": "bottom", "size": "small"}

    page = client.post(f"/images/{image.pk}/touch/", sent, follow=True)
    version = GeneratedImage.objects.get(operation="touch")

    assert page.redirect_chain == [(f"/images/{version.pk}/#picture", 302)]
    assert "“Ten years” added, bottom: contrast" in page.content.decode()
    back = client.post(f"/images/{version.pk}/touch/undo/", follow=True)
    assert back.redirect_chain == [(f"/images/{image.pk}/", 302)]
    assert client.post(f"/images/{image.pk}/touch/", {"kind": "text"}).status_code == 422
