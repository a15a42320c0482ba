"""A person's brand over HTTP: kept in versions, their own alone, known to what is made with it."""

import pytest
from rest_framework.test import APIClient

from copilot.models import User
from imaging import tasks
from imaging.models import Brand, GeneratedImage
from tests.factories import make_image
from tests.imaging.api.asserting import errors, problem

pytestmark = pytest.mark.django_db

BRAND, VERSIONS, JOBS = "/api/v1/brand/", "/api/v1/brand/versions/", "/api/v1/jobs/"
NAVY = [{"role": "primary", "hex": "#0b3350"}, {"role": "accent", "hex": "#ffc857"}]
CORAL = [{"role": "primary", "hex": "#cf3560"}]


def test_before_there_is_one_it_is_empty(owner_api: APIClient) -> None:
    body = owner_api.get(BRAND).json()

    assert body == {
        "number": 0, "colours": [], "logo": None, "tagline": "", "style_reference": None,
        "created_at": None,
    }  # fmt: skip
    assert owner_api.put(BRAND, {}).json()["number"] == 0
    assert not Brand.objects.exists()


def test_what_differs_is_a_new_version_and_what_does_not_is_none(owner_api: APIClient) -> None:
    first = owner_api.put(BRAND, {"colours": NAVY[::-1], "tagline": " Fewer  surprises. "}).json()
    again = owner_api.put(BRAND, {"colours": NAVY, "tagline": "Fewer surprises."}).json()
    second = owner_api.put(BRAND, {"colours": [{"role": "primary", "hex": "#CF3560"}]}).json()

    assert (first["number"], first["colours"]) == (1, NAVY)
    assert again == first
    assert (second["number"], second["colours"], second["tagline"]) == (2, CORAL, "")
    listed = owner_api.get(VERSIONS).json()
    assert [each["number"] for each in listed["results"]] == [2, 1]
    assert owner_api.get(BRAND).json() == second == listed["results"][0]
    short = owner_api.put(BRAND, {"colours": [{"role": "background", "hex": "#Fc0"}]}).json()
    assert short["colours"] == [{"role": "background", "hex": "#ffcc00"}]


def test_whoever_changed_an_older_version_is_told(owner_api: APIClient) -> None:
    owner_api.put(BRAND, {"colours": NAVY, "base": 0})

    late = owner_api.put(BRAND, {"colours": CORAL, "base": 0})

    assert problem(late, 409)["code"] == "changed_meanwhile"
    assert owner_api.put(BRAND, {"colours": CORAL, "base": 1}).json()["number"] == 2


def test_a_brand_is_its_owners_alone(
    owner: User, owner_api: APIClient, reviewer_api: APIClient, stranger_api: APIClient
) -> None:
    logo = make_image(owner, operation="upload", provider="", model="")
    saved = owner_api.put(BRAND, {"colours": NAVY, "logo": str(logo.pk)})

    assert saved.json()["logo"] == str(logo.pk)
    for other in (reviewer_api, stranger_api):
        assert other.get(BRAND).json()["number"] == 0
        assert other.get(VERSIONS).json()["results"] == []
        taken = other.put(BRAND, {"logo": str(logo.pk), "style_reference": str(logo.pk)})
        assert errors(taken) == {
            "logo": ["There is no such image."],
            "style_reference": ["There is no such image."],
        }


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"colours": [{"role": "primary", "hex": "navy"}]}, "colours.0.hex"),
        ({"colours": [{"role": "loud", "hex": "#0b3350"}]}, "colours.0.role"),
        ({"colours": NAVY + NAVY}, "colours"),
        ({"tagline": "x" * 121}, "tagline"),
        ({"tagline": "Two\nlines"}, "tagline"),
        ({"logo": "no-uuid"}, "logo"),
    ],
)
def test_what_is_no_brand_is_refused_by_field(
    owner_api: APIClient, body: dict[str, object], field: str
) -> None:
    assert list(errors(owner_api.put(BRAND, body))) == [field]


def test_an_image_knows_the_version_it_was_made_with(owner_api: APIClient) -> None:
    owner_api.put(BRAND, {"colours": NAVY})
    job = owner_api.post(JOBS, {"prompt": "A lighthouse"}).json()
    owner_api.put(BRAND, {"colours": CORAL})
    assert tasks.run_next()

    assert job["brand"] == {"number": 1, "colours": NAVY}
    done = owner_api.get(f"{JOBS}{job['id']}/").json()
    assert done["images"][0]["brand"] == {"number": 1, "colours": NAVY}
    image = GeneratedImage.objects.get()
    varied = owner_api.post(JOBS, {"operation": "vary", "source_image": str(image.pk)}).json()
    assert varied["brand"]["number"] == 1


def test_images_can_be_made_without_it(owner_api: APIClient) -> None:
    owner_api.put(BRAND, {"colours": NAVY})

    without = owner_api.post(JOBS, {"prompt": "A lighthouse", "brand": False}).json()
    owner_api.put(BRAND, {})
    blank = owner_api.post(JOBS, {"prompt": "A lighthouse"}).json()

    assert without["brand"] is None
    assert blank["brand"] is None
