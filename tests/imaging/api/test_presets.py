"""Presets over HTTP: a prompt and its options under a name, which each person has once."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from rest_framework.test import APIClient

from copilot.models import User
from imaging import presets
from imaging.models import Preset
from imaging.trash import image_trash
from tests.factories import make_image
from tests.imaging.api.asserting import errors, problem

pytestmark = pytest.mark.django_db

URL = "/api/v1/presets/"
DAWN: dict[str, Any] = {
    "name": "Dawn", "prompt": "A dock at dawn", "format": "square", "style": "watercolour",
    "quality": "2K", "count": 2, "provider": "gemini", "model": "gemini-3-pro-image",
}  # fmt: skip


def made(api: APIClient, **values: Any) -> dict[str, Any]:
    response = api.post(URL, DAWN | values)
    assert response.status_code == 201, response.content
    body: dict[str, Any] = response.json()
    assert response["Location"].endswith(f"{URL}{body['id']}/")
    return body


def test_it_is_kept_listed_read_changed_and_deleted(owner_api: APIClient) -> None:
    body = made(owner_api)
    assert body.items() >= DAWN.items()
    url = f"{URL}{body['id']}/"
    assert owner_api.get(url).json() == body
    later = made(owner_api, name="Later")
    assert [each["name"] for each in owner_api.get(URL).json()["results"]] == ["Later", "Dawn"]
    changed = owner_api.patch(url, {"name": "Dusk", "count": 4})
    assert changed.status_code == 200
    assert owner_api.get(url).json() == body | {"name": "Dusk", "count": 4}
    assert owner_api.delete(f"{URL}{later['id']}/").status_code == 204
    assert Preset.objects.get().name == "Dusk"


def test_a_name_is_enough(owner_api: APIClient) -> None:
    body = owner_api.post(URL, {"name": "Plain"}).json()
    assert (body["prompt"], body["format"], body["style"]) == ("", "landscape", "")
    assert (body["quality"], body["count"], body["provider"], body["model"]) == ("1K", 1, "", "")


def test_a_name_is_taken_once_by_each_person(owner_api: APIClient, stranger_api: APIClient) -> None:
    made(owner_api)
    made(stranger_api)
    other = made(owner_api, name="Other")
    assert "already" in errors(owner_api.post(URL, DAWN | {"name": "dAWN"}))["name"][0]
    refused = owner_api.patch(f"{URL}{other['id']}/", {"name": "DAWN"})
    assert "already" in errors(refused)["name"][0]
    assert owner_api.patch(f"{URL}{other['id']}/", {"name": "OTHER"}).status_code == 200


@pytest.mark.parametrize(
    ("name", "same"),
    [("Über", "über"), ("Straße", "STRASSE"), ("Été", "e\u0301te\u0301"), ("A  b", "a b")],
)
def test_letters_of_every_alphabet_are_folded(owner_api: APIClient, name: str, same: str) -> None:
    kept = made(owner_api, name=name)
    assert kept["name"] == name
    assert "already" in errors(owner_api.post(URL, DAWN | {"name": same}))["name"][0]
    assert owner_api.patch(f"{URL}{kept['id']}/", {"name": same}).json()["name"] == same
    made(owner_api, name=f"{same} 2")


@pytest.mark.django_db(transaction=True)
def test_the_last_place_goes_to_one(owner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presets, "PRESETS_MAX", 2)

    def keep(name: str) -> bool:
        try:
            presets.preset_create(owner=owner, name=name)
        except presets.TooManyPresets:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(keep, "abcdef")) == Preset.objects.count() == 2


def test_it_is_its_owners_alone(
    owner_api: APIClient,
    reviewer_api: APIClient,
    stranger_api: APIClient,
    anonymous_api: APIClient,
) -> None:
    url = f"{URL}{made(owner_api)['id']}/"
    for other in (reviewer_api, stranger_api):
        for answer in (other.get(url), other.patch(url, {"name": "x"}), other.delete(url)):
            problem(answer, 404, "not_found")
        assert other.get(URL).json()["results"] == []
    problem(anonymous_api.get(URL), 401, "not_authenticated")
    problem(anonymous_api.post(URL, DAWN), 401, "not_authenticated")
    assert Preset.objects.get().name == "Dawn"


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"prompt": "x" * 4001}, "prompt"),
        ({"format": "banner"}, "format"),
        ({"style": "baroque"}, "style"),
        ({"quality": "8K"}, "quality"),
        ({"count": 5}, "count"),
        ({"provider": "nobody"}, "provider"),
        ({"model": "nope"}, "model"),
        ({"provider": "", "model": "nope"}, "model"),
        ({"provider": "imagen", "model": "", "quality": "4K"}, "quality"),
        ({"provider": "imagen"}, "model"),
    ],
)
def test_bad_input_is_named(owner_api: APIClient, value: dict[str, Any], field: str) -> None:
    assert list(errors(owner_api.post(URL, DAWN | value))) == [field]
    assert not Preset.objects.exists()


def test_a_preset_whose_model_has_gone_can_still_be_renamed(
    owner: User, owner_api: APIClient
) -> None:
    gone = Preset.objects.create(owner=owner, name="Old", provider="gemini", model="nope")
    url = f"{URL}{gone.pk}/"
    assert owner_api.patch(url, {"name": "Older"}).status_code == 200
    assert list(errors(owner_api.patch(url, {"quality": "2K"}))) == ["model"]
    assert owner_api.patch(url, {"model": "", "provider": ""}).status_code == 200


def test_there_is_an_end_to_them(
    owner: User, owner_api: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presets, "PRESETS_MAX", 1)
    made(owner_api)
    refused = problem(owner_api.post(URL, DAWN | {"name": "One more"}), 409, "too_many_presets")
    assert "Delete one" in refused["detail"]


class TestReferences:
    def test_they_are_kept_with_what_they_are_for(self, owner: User, owner_api: APIClient) -> None:
        logo, look = make_image(owner), make_image(owner)
        pks = [str(logo.pk), str(look.pk)]
        body = made(owner_api, reference_images=pks, reference_roles=["logo", "style"])
        assert (body["reference_images"], body["reference_roles"]) == (pks, ["logo", "style"])
        assert owner_api.get(URL).json()["results"] == [body]
        url = f"{URL}{body['id']}/"
        assert owner_api.patch(url, {"name": "Dusk"}).json()["reference_images"] == pks
        assert list(errors(owner_api.patch(url, {"reference_roles": ["logo"]}))) == [
            "reference_roles"
        ]
        fewer = owner_api.patch(url, {"reference_images": pks[:1]}).json()
        assert (fewer["reference_images"], fewer["reference_roles"]) == (pks[:1], ["style"])
        assert fewer["notice"] is None

    def test_one_in_the_trash_drops_out_with_a_notice_and_comes_back(
        self, owner: User, owner_api: APIClient
    ) -> None:
        logo, look = make_image(owner), make_image(owner)
        pks = [str(logo.pk), str(look.pk)]
        body = made(owner_api, reference_images=pks, reference_roles=["logo", "subject"])
        image_trash(logo)
        left = owner_api.get(f"{URL}{body['id']}/").json()
        assert (left["reference_images"], left["reference_roles"]) == (pks[1:], ["subject"])
        assert left["notice"] == "1 of its 2 pictures is in the trash or deleted."
        logo.delete()
        assert owner_api.get(URL).json()["results"] == [left]

    @pytest.mark.parametrize("actor", ["reviewer", "stranger"])
    def test_nobody_keeps_somebody_elses(
        self, actor: str, owner: User, request: pytest.FixtureRequest
    ) -> None:
        api: APIClient = request.getfixturevalue(f"{actor}_api")
        refused = api.post(URL, DAWN | {"reference_images": [str(make_image(owner).pk)]})
        assert list(errors(refused)) == ["reference_images.0"]

    def test_more_than_the_model_takes_are_refused(self, owner: User, owner_api: APIClient) -> None:
        sent = {"reference_images": [str(make_image(owner).pk)], "provider": "imagen", "model": ""}
        refused = owner_api.post(URL, DAWN | sent | {"quality": "1K"})
        assert list(errors(refused)) == ["reference_images"]
