"""A person's own pictures come in, and images go to the trash and come back."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from rest_framework.test import APIClient

from copilot.models import User
from imaging import storage, trash
from imaging.models import GeneratedImage, Rendition, StoredFile
from tests.factories import make_image, make_job
from tests.imaging.api.asserting import errors, problem
from tests.imaging.api.shapes import IMAGE_FIELDS
from tests.imaging.api.test_images import URL, body_of, url
from tests.imaging.pictures.odd import REFUSED, Odd, drawn, rotated, with_chunk

pytestmark = pytest.mark.django_db


def sent(api: APIClient, data: bytes, name: str = "mine.jpg") -> Any:
    return api.post(URL, {"file": SimpleUploadedFile(name, data)}, format="multipart")


def listed(api: APIClient, query: str = "") -> list[str]:
    return [each["id"] for each in api.get(f"{URL}?{query}").json()["results"]]


class TestUploading:
    def test_a_picture_is_kept_byte_for_byte_as_its_owners(
        self, owner: User, owner_api: APIClient, stranger_api: APIClient, anonymous_api: APIClient
    ) -> None:
        data = rotated(6)

        response = sent(owner_api, data)

        body = response.json()
        assert response.status_code == 201
        assert set(body) == IMAGE_FIELDS
        assert response["Location"].endswith(f"{URL}{body['id']}/")
        assert (body["operation"], body["provider"], body["model"]) == ("upload", "", "")
        assert (body["job"], body["parent"], body["cost_usd"]) == (None, None, None)
        assert (body["width"], body["height"], body["format"]) == (1376, 768, "landscape")
        assert (body["ai_generated"], body["has_manifest"]) == (False, False)
        assert body["sha256"] == hashlib.sha256(data).hexdigest()
        assert body_of(owner_api.get(body["content_url"])) == data
        assert listed(owner_api) == [body["id"]]
        problem(stranger_api.get(body["content_url"]), 404, "not_found")
        problem(sent(anonymous_api, data), 401, "not_authenticated")

    def test_its_file_keeps_its_name(self, owner_api: APIClient) -> None:
        body = sent(owner_api, rotated(6), "Team photo.final.jpeg").json()

        assert body["file_name"] == "Team photo.final.jpeg"
        for query, name in {
            "": "Team photo.final.jpg",
            "&rendition=square": "Team photo.final-square-1080x1080.jpg",
        }.items():
            taken = owner_api.get(f"{body['content_url']}?download=1{query}")
            assert body_of(taken)
            assert taken["Content-Disposition"] == f'attachment; filename="{name}"'
        assert listed(owner_api, "q=TEAM") == [body["id"]]

    def test_ones_own_pictures_can_be_listed_alone(
        self, owner: User, owner_api: APIClient, stranger_api: APIClient, reviewer_api: APIClient
    ) -> None:
        mine = sent(owner_api, rotated(6)).json()["id"]
        make_image(owner, job=make_job(owner))

        assert listed(owner_api, "operation=upload") == [mine]
        assert listed(reviewer_api, "operation=upload") == [mine]
        assert listed(stranger_api, "operation=upload") == []
        assert list(errors(owner_api.get(f"{URL}?operation=paint"))) == ["operation"]

    def test_bytes_that_are_being_deleted_may_be_sent_again(
        self, owner_api: APIClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        data = rotated(6)
        sent(owner_api, data)
        StoredFile.objects.update(doomed_at=timezone.now())
        monkeypatch.setattr(storage, "DOOMED_WAIT_S", 0.0)

        response = sent(owner_api, data)

        problem(response, 503, "busy")
        assert response["Retry-After"] == "5"

    @pytest.mark.parametrize(
        ("size", "format"),
        [((400, 400), "square"), ((300, 900), "portrait"), ((900, 100), "landscape")],
    )
    def test_it_belongs_to_the_format_that_is_nearest(
        self, owner_api: APIClient, size: tuple[int, int], format: str
    ) -> None:
        assert sent(owner_api, drawn("PNG", size=size)).json()["format"] == format

    def test_what_its_file_tells_of_itself_is_noticed(self, owner_api: APIClient) -> None:
        source = b"http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
        told = drawn("JPEG", xmp=b'<x:xmpmeta DigitalSourceType="' + source + b'"/>')
        signed = with_chunk(drawn("PNG"), b"caBX", b"jumbc2pa")

        assert sent(owner_api, told).json()["ai_generated"] is True
        assert sent(owner_api, signed).json()["has_manifest"] is True

    @pytest.mark.parametrize("odd", REFUSED, ids=lambda odd: odd.name)
    def test_what_is_no_usable_picture_is_refused_with_the_reason(
        self, owner_api: APIClient, odd: Odd
    ) -> None:
        (reason,) = errors(sent(owner_api, odd.make()))["file"]

        assert reason.endswith(".")
        assert not GeneratedImage.objects.exists()

    def test_a_file_is_needed(self, owner_api: APIClient) -> None:
        assert list(errors(owner_api.post(URL, {}, format="multipart"))) == ["file"]
        problem(owner_api.post(URL, {"file": "x"}, format="json"), 415, "unsupported_media_type")

    def test_its_weight_has_a_limit(self, owner_api: APIClient) -> None:
        (reason,) = errors(sent(owner_api, b"\0" * 21_000_000))["file"]

        assert reason.startswith("The file has 21 MB; at most 20 MB can be taken.")

    def test_it_can_be_worked_from(self, owner_api: APIClient, stranger_api: APIClient) -> None:
        mine = sent(owner_api, drawn("PNG")).json()["id"]
        edit = {"operation": "edit", "prompt": "Remove the people", "source_image": mine}

        assert owner_api.post("/api/v1/jobs/", edit).status_code == 202
        assert list(errors(stranger_api.post("/api/v1/jobs/", edit))) == ["source_image"]


class TestTrash:
    def test_what_is_thrown_away_is_nowhere_but_in_its_owners_trash(
        self,
        owner: User,
        owner_api: APIClient,
        reviewer_api: APIClient,
        stranger_api: APIClient,
    ) -> None:
        image = make_image(owner, job=make_job(owner))
        for api in (stranger_api, reviewer_api):
            problem(api.delete(url(image)), 404, "not_found")

        assert owner_api.delete(url(image)).status_code == 204

        for api in (owner_api, reviewer_api):
            assert listed(api) == []
            for call in ("", "content/", "renditions/", "review/"):
                problem(api.get(url(image, call)), 404, "not_found")
        problem(owner_api.delete(url(image)), 404, "not_found")
        problem(owner_api.patch(url(image), {"alt_text": "x"}), 404, "not_found")
        assert owner_api.get(f"/api/v1/jobs/{image.job_id}/").json()["images"] == []
        assert listed(owner_api, "trash=1") == [str(image.pk)]
        assert listed(reviewer_api, "trash=1") == listed(stranger_api, "trash=1") == []

    def test_its_owner_takes_it_back(
        self,
        owner: User,
        owner_api: APIClient,
        reviewer_api: APIClient,
        stranger_api: APIClient,
    ) -> None:
        image = make_image(owner, job=make_job(owner))
        owner_api.delete(url(image))
        for api in (stranger_api, reviewer_api):
            problem(api.post(url(image, "restore/")), 404, "not_found")

        for _ in range(2):
            response = owner_api.post(url(image, "restore/"))
            assert (response.status_code, response.json()["trashed_at"]) == (200, None)

        assert listed(owner_api) == [str(image.pk)]
        assert listed(owner_api, "trash=1") == []
        assert body_of(owner_api.get(url(image, "content/")))

    def test_it_cannot_be_worked_from(self, owner: User, owner_api: APIClient) -> None:
        image = make_image(owner, trashed_at=timezone.now())
        edit = {"operation": "edit", "prompt": "Brighter", "source_image": str(image.pk)}

        assert list(errors(owner_api.post("/api/v1/jobs/", edit))) == ["source_image"]

    def test_after_thirty_days_it_is_gone_with_its_files(
        self, owner: User, owner_api: APIClient
    ) -> None:
        old = make_image(owner, colour="red")
        child = make_image(owner, parent=old, colour="blue")
        body_of(owner_api.get(url(old, "content/?rendition=square")))
        for image, days in ((old, 31), (child, 29)):
            GeneratedImage.objects.filter(pk=image.pk).update(
                trashed_at=timezone.now() - timedelta(days=days)
            )

        trash.empty_old_trash()

        (left,) = GeneratedImage.objects.all()
        assert (left.pk, left.parent) == (child.pk, None)
        assert not Rendition.objects.exists()
        type(old.original).objects.update(touched_at=timezone.now() - 2 * storage.UNUSED_FOR)
        assert storage.sweep() == 3
