"""Jobs that work from images: whose they may be, how many, and what each operation needs."""

from typing import Any
from uuid import uuid4

import pytest
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from copilot.models import User
from imaging.models import GeneratedImage, GenerationJob
from tests.factories import make_image
from tests.imaging.api.asserting import errors

pytestmark = pytest.mark.django_db

URL = "/api/v1/jobs/"


@pytest.fixture
def source(owner: User, settings: Settings) -> GeneratedImage:
    settings.IMAGE_PROVIDERS = ["gemini", "canvas"]
    return make_image(owner, format="portrait")


def refused(api: APIClient, source: GeneratedImage | None, **asked: Any) -> list[str]:
    body = asked | ({"source_image": str(source.pk)} if source else {})
    fields = list(errors(api.post(URL, body)))
    assert not GenerationJob.objects.exists()
    return fields


def test_each_operation_takes_what_it_needs(owner_api: APIClient, source: GeneratedImage) -> None:
    other = str(source.pk)
    for asked in (
        {"operation": "edit", "prompt": "Make it night"},
        {"operation": "restyle", "style": "minimal"},
        {"operation": "restyle", "reference_images": [other]},
        {"operation": "vary"},
    ):
        response = owner_api.post(URL, {"source_image": str(source.pk), **asked})
        assert response.status_code == 202, response.json()
        assert response.json()["operation"] == asked["operation"]
        assert response.json()["format"] == "portrait"


def test_the_format_may_be_another_than_the_sources(
    owner_api: APIClient, source: GeneratedImage
) -> None:
    body = {"operation": "vary", "source_image": str(source.pk), "format": "square"}
    assert owner_api.post(URL, body).json()["format"] == "square"


def test_what_is_missing_is_named_by_its_field(
    owner_api: APIClient, source: GeneratedImage
) -> None:
    assert refused(owner_api, None, operation="edit", prompt="x") == ["source_image"]
    assert refused(owner_api, None, operation="vary") == ["source_image"]
    assert refused(owner_api, source, operation="edit") == ["prompt"]
    assert refused(owner_api, source, operation="restyle") == ["style"]
    assert refused(owner_api, source, operation="generate", prompt="x") == ["source_image"]


def test_somebody_elses_image_does_not_exist(
    stranger: User, reviewer_api: APIClient, stranger_api: APIClient, source: GeneratedImage
) -> None:
    mine = make_image(stranger)
    for api in (stranger_api, reviewer_api):
        taken = api.post(URL, {"operation": "vary", "source_image": str(source.pk)})
        unheard = api.post(URL, {"operation": "vary", "source_image": str(uuid4())})
        assert taken.json()["errors"] == unheard.json()["errors"]
    body = {"prompt": "x", "reference_images": [str(mine.pk), str(source.pk)]}
    assert list(errors(stranger_api.post(URL, body))) == ["reference_images.1"]
    assert not GenerationJob.objects.exists()


def test_references_keep_their_order(owner: User, owner_api: APIClient) -> None:
    pks = [str(make_image(owner, colour=colour).pk) for colour in ("red", "blue", "green")]
    owner_api.post(URL, {"prompt": "x", "reference_images": pks})
    assert GenerationJob.objects.get().reference_ids == pks


def test_each_reference_may_have_a_role(owner: User, owner_api: APIClient) -> None:
    pks = [str(make_image(owner, colour=colour).pk) for colour in ("red", "blue")]
    body = {"prompt": "x", "reference_images": pks, "reference_roles": ["subject", "logo"]}
    assert owner_api.post(URL, body).status_code == 202
    assert GenerationJob.objects.get().reference_roles == ["subject", "logo"]


def test_roles_are_one_for_each_reference_and_known(
    owner_api: APIClient, source: GeneratedImage
) -> None:
    pks = [str(source.pk)] * 2
    for roles, field in (
        (["style"], "reference_roles"),
        (["style"] * 3, "reference_roles"),
        (["style", "mood"], "reference_roles.1"),
    ):
        body = {"prompt": "x", "reference_images": pks, "reference_roles": roles}
        assert refused(owner_api, None, **body) == [field]
    body = {"prompt": "x", "reference_roles": ["style"]}
    assert refused(owner_api, None, **body) == ["reference_roles"]


def test_a_restyle_takes_its_style_from_a_reference_for_style(
    owner_api: APIClient, source: GeneratedImage
) -> None:
    asked = {"operation": "restyle", "reference_images": [str(source.pk)]}
    assert refused(owner_api, source, **asked, reference_roles=["logo"]) == ["style"]
    body = asked | {"source_image": str(source.pk), "reference_roles": ["style"]}
    assert owner_api.post(URL, body).status_code == 202


def test_another_role_is_another_body_and_what_goes_without_saying_is_not(
    owner_api: APIClient, source: GeneratedImage
) -> None:
    body = {"prompt": "x", "reference_images": [str(source.pk)]}
    statuses = [
        owner_api.post(URL, body | said, headers={"Idempotency-Key": "one"}).status_code
        for said in ({}, {"reference_roles": ["style"]}, {"reference_roles": ["logo"]})
    ]
    assert statuses == [202, 202, 409]
    assert GenerationJob.objects.count() == 1


@pytest.mark.parametrize(
    ("count", "asked", "fields"),
    [
        (14, {"prompt": "x"}, []),
        (15, {"prompt": "x"}, ["reference_images"]),
        (13, {"operation": "restyle"}, []),
        (14, {"operation": "restyle"}, ["reference_images"]),
        (1, {"prompt": "x", "provider": "canvas"}, ["reference_images"]),
        (14, {"prompt": "x", "model": "gemini-3-pro-image"}, []),
    ],
)
def test_there_are_so_many_references_as_fit(
    owner_api: APIClient,
    source: GeneratedImage,
    count: int,
    asked: dict[str, str],
    fields: list[str],
) -> None:
    body: dict[str, Any] = asked | {"reference_images": [str(source.pk)] * count}
    if "operation" in asked:
        body["source_image"] = str(source.pk)
    response = owner_api.post(URL, body)
    assert (list(errors(response)) if response.status_code == 400 else []) == fields
