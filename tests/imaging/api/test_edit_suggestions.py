"""What might be changed in an image, over HTTP: for its owner, a reviewer and a stranger."""

import pytest
from rest_framework.test import APIClient

from copilot.models import User
from imaging.brands import BrandInput, brand_save
from imaging.models import ProviderAttempt
from imaging.providers.types import BrandRole
from tests.factories import make_image, make_job, make_two_halves
from tests.imaging.api.asserting import problem
from tests.imaging.api.test_renditions import url

pytestmark = pytest.mark.django_db


def test_who_sees_the_image_gets_them_free_and_at_once(
    owner: User, owner_api: APIClient, reviewer_api: APIClient, stranger_api: APIClient
) -> None:
    image = make_two_halves(owner)

    response = owner_api.get(url(image, "edit-suggestions"))

    assert response.status_code == 200
    results = response.json()["results"]
    assert 1 <= len(results) <= 5
    for each in results:
        assert set(each) == {"title", "instruction", "reason", "source"}
        assert all(each.values())
    assert reviewer_api.get(url(image, "edit-suggestions")).json() == response.json()
    problem(stranger_api.get(url(image, "edit-suggestions")), 404)
    assert not ProviderAttempt.objects.exists()


def test_two_images_get_lists_of_their_own(owner: User, owner_api: APIClient) -> None:
    teal, navy = (make_image(owner, colour=colour) for colour in ("teal", "navy"))

    lists = [owner_api.get(url(each, "edit-suggestions")).json() for each in (teal, navy)]

    assert lists[0] != lists[1]


def test_the_crop_by_hand_counts(owner: User, owner_api: APIClient) -> None:
    image = make_two_halves(owner)
    cut = "Move the subject away from the left edge"

    def titles() -> set[str]:
        results = owner_api.get(url(image, "edit-suggestions")).json()["results"]
        return {each["title"] for each in results}

    assert cut not in titles()
    owner_api.put(url(image, "crops/landscape"), {"x": 1.0, "y": 0.5, "scale": 0.95})
    assert cut in titles()


def test_a_post_and_the_prompts_of_every_version_are_read(
    owner: User, owner_api: APIClient
) -> None:
    post = "We moved our warehouse to electric forklifts last year. Costs fell by 30%."
    first = make_image(owner, job=make_job(owner, content=post), prompt="A desk at dawn")
    edited = make_image(
        owner, colour="navy", job=make_job(owner, content=post), operation="edit",
        prompt="Add a forklift on charge in the warehouse, and its costs", parent=first,
        tree=first.tree_id,
    )  # fmt: skip

    def brought_in() -> list[str]:
        results = owner_api.get(url(edited, "edit-suggestions")).json()["results"]
        return [each["title"] for each in results if each["title"].startswith("Bring in")]

    assert brought_in() == []
    type(edited).objects.filter(pk=edited.pk).update(prompt="Make it night")
    assert brought_in() == ["Bring in “electric forklifts”"]


def test_nobody_is_told_to_sign_in(owner: User) -> None:
    problem(APIClient().get(url(make_image(owner), "edit-suggestions")), 401)


def test_the_brands_colours_are_looked_for(owner: User, owner_api: APIClient) -> None:
    image = make_image(owner, colour="teal")
    wanted = BrandInput(colours={BrandRole.PRIMARY: "#c8102e"})

    brand_save(owner=owner, wanted=wanted)

    results = owner_api.get(url(image, "edit-suggestions")).json()["results"]
    (found,) = (each for each in results if each["title"] == "Bring in your brand's red")
    assert "red (#c8102e)" in found["instruction"]
    assert "100% of it" in found["reason"]
