"""LinkedIn's formats over HTTP: exact, made once, cropped by hand where a person wants it."""

import hashlib
import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from PIL import Image
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from copilot.models import User
from imaging import renditions, storage
from imaging.decoding import PLACES, decoding
from imaging.models import GeneratedImage, Rendition, ReviewStatus, StoredFile
from imaging.pictures.exact import ExactPicture, exact_jpeg
from imaging.providers.types import Format
from tests.factories import make_image
from tests.imaging.api.asserting import problem
from tests.imaging.api.test_images import body_of
from tests.imaging.api.test_images import url as image_url

pytestmark = pytest.mark.django_db


def url(image: GeneratedImage, call: str) -> str:
    return image_url(image, f"{call}/")


def content(image: GeneratedImage, rendition: str) -> str:
    return image_url(image, f"content/?rendition={rendition}")


def fetched(api: APIClient, image: GeneratedImage, rendition: str) -> Image.Image:
    picture = Image.open(io.BytesIO(body_of(api.get(content(image, rendition)))))
    picture.load()
    return picture


def counting(made: list[object]) -> Callable[..., ExactPicture]:
    def make(*args: Any, **options: Any) -> ExactPicture:
        made.append(args)
        return exact_jpeg(*args, **options)

    return make


class TestContent:
    @pytest.mark.parametrize("format", Format)
    def test_is_a_jpeg_of_linkedins_size_for_those_who_may_see_it(
        self,
        image: GeneratedImage,
        owner_api: APIClient,
        reviewer_api: APIClient,
        stranger_api: APIClient,
        anonymous_api: APIClient,
        format: Format,
    ) -> None:
        response = owner_api.get(content(image, format))

        body = body_of(response)
        with Image.open(io.BytesIO(body)) as picture:
            assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", format.size)
            assert b"trainedAlgorithmicMedia" in picture.info["xmp"]
            assert image.pk.urn.encode() in picture.info["xmp"]
        assert response["Content-Type"] == "image/jpeg"
        assert response["ETag"] == f'"{hashlib.sha256(body).hexdigest()}"'
        assert body_of(reviewer_api.get(content(image, format))) == body
        problem(stranger_api.get(content(image, format)), 404, "not_found")
        problem(anonymous_api.get(content(image, format)), 401, "not_authenticated")

    def test_what_is_known_is_not_sent_again(
        self, image: GeneratedImage, owner_api: APIClient
    ) -> None:
        first = owner_api.get(content(image, "square"))
        assert body_of(first)

        again = owner_api.get(content(image, "square"), headers={"If-None-Match": first["ETag"]})

        assert (again.status_code, again.content) == (304, b"")

    def test_is_made_once_and_the_original_stays(
        self, image: GeneratedImage, owner_api: APIClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = storage.read(image.original)
        made: list[object] = []
        monkeypatch.setattr(renditions, "exact_jpeg", counting(made))

        bodies = {body_of(owner_api.get(content(image, "square"))) for _ in range(3)}

        assert len(bodies) == len(made) == 1
        assert storage.read(image.original) == before

    def test_a_download_is_named_after_its_size(
        self, image: GeneratedImage, owner_api: APIClient
    ) -> None:
        response = owner_api.get(content(image, "landscape&download=1"))

        assert response["Content-Disposition"] == (
            f'attachment; filename="easel-{str(image.pk)[:8]}-landscape-1200x627.jpg"'
        )
        response.close()

    @pytest.mark.parametrize(
        ("values", "told"),
        [
            ({"provider": "canvas", "model": "canvas", "ai_generated": False}, "/algorithmicMedia"),
            ({"provider": "canvas", "ai_generated": True}, "/trainedAlgorithmicMedia"),
            ({"provider": "", "model": "", "ai_generated": False, "operation": "upload"}, ""),
        ],
    )
    def test_tells_how_it_came_to_be(
        self, owner: User, owner_api: APIClient, values: dict[str, Any], told: str
    ) -> None:
        xmp = fetched(owner_api, make_image(owner, **values), "square").info["xmp"].decode()

        assert told in xmp
        assert ("DigitalSourceType" in xmp) is bool(told)
        assert "CreatorTool=" in xmp

    def test_too_many_at_once_are_asked_to_come_back(
        self, image: GeneratedImage, owner_api: APIClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(renditions, "WAIT_S", 0.0)
        with ExitStack() as others:
            for _ in range(PLACES):
                others.enter_context(decoding())
            response = owner_api.get(content(image, "square"))

        problem(response, 503, "busy")
        assert response["Retry-After"] == "5"
        assert fetched(owner_api, image, "square").size == (1080, 1080)

    def test_a_maker_that_failed_or_died_leaves_it_to_the_next(
        self, image: GeneratedImage, owner_api: APIClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        owner_api.raise_request_exception = False
        data = storage.read(image.original)
        default_storage.delete(image.original.name)
        problem(owner_api.get(content(image, "square")), 500, "internal")
        storage.store(data, "png")
        assert fetched(owner_api, image, "square").size == (1080, 1080)

        Rendition.objects.update(file=None, claim=image.pk)
        monkeypatch.setattr(renditions, "WAIT_S", 0.1)
        problem(owner_api.get(content(image, "square")), 503, "busy")
        Rendition.objects.update(claimed_at=image.created_at - 2 * renditions.MAKER_DEAD_AFTER)
        assert fetched(owner_api, image, "square").size == (1080, 1080)

    @pytest.mark.django_db(transaction=True)
    def test_two_requests_at_once_make_one(
        self, image: GeneratedImage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made: list[object] = []
        monkeypatch.setattr(renditions, "exact_jpeg", counting(made))

        def ask(_: int) -> StoredFile:
            try:
                return renditions.rendition_file(image, Format.PORTRAIT)
            finally:
                connection.close()

        with ThreadPoolExecutor(4) as pool:
            files = set(pool.map(ask, range(4)))

        assert len(files) == len(made) == Rendition.objects.count() == 1

    @pytest.mark.parametrize(
        ("mode", "status", "code"),
        [
            ("off", ReviewStatus.REJECTED, None),
            ("flag", ReviewStatus.PENDING, None),
            ("flag", ReviewStatus.REJECTED, "review_rejected"),
            ("required", ReviewStatus.PENDING, "review_required"),
            ("required", ReviewStatus.APPROVED, None),
        ],
    )
    def test_review_forbids_it_as_it_does_the_original(
        self,
        owner: User,
        owner_api: APIClient,
        reviewer_api: APIClient,
        settings: Settings,
        mode: str,
        status: ReviewStatus,
        code: str | None,
    ) -> None:
        settings.IMAGE_REVIEW = mode
        image = make_image(owner, review_status=status)

        response = owner_api.get(content(image, "square"))

        if code:
            problem(response, 403, code)
            assert not Rendition.objects.exists()
        else:
            assert body_of(response)
        assert fetched(reviewer_api, image, "square").size == (1080, 1080)


def test_its_file_outlives_the_sweep_as_long_as_it_is_used(
    image: GeneratedImage, owner_api: APIClient
) -> None:
    fetched(owner_api, image, "square")
    StoredFile.objects.update(touched_at=image.created_at - 2 * storage.UNUSED_FOR)

    assert storage.sweep() == 0

    owner_api.put(url(image, "crops/square"), {"x": 0, "y": 0.5, "scale": 0.3})
    fetched(owner_api, image, "square")
    assert storage.sweep() in {0, 1}
    assert fetched(owner_api, image, "square").size == (1080, 1080)


class TestPrepared:
    def test_ahead_of_the_first_who_asks(
        self, image: GeneratedImage, owner_api: APIClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        renditions.prepare(image.pk, list(Format))
        made: list[object] = []
        monkeypatch.setattr(renditions, "exact_jpeg", counting(made))

        for format in Format:
            assert fetched(owner_api, image, format).size == format.size
        assert made == []

    def test_what_cannot_be_prepared_harms_nobody(
        self, image: GeneratedImage, owner_api: APIClient
    ) -> None:
        data = storage.read(image.original)
        default_storage.delete(image.original.name)
        renditions.prepare(image.pk, [Format.SQUARE])
        renditions.prepare(image.owner.pk, [Format.SQUARE])
        storage.store(data, "png")

        assert fetched(owner_api, image, "square").size == (1080, 1080)

    def test_what_has_no_room_now_is_left_to_whoever_asks(
        self,
        image: GeneratedImage,
        owner_api: APIClient,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        caplog.set_level("INFO")
        monkeypatch.setattr(renditions, "WAIT_S", 0)
        with ExitStack() as places:
            for _ in range(PLACES):
                places.enter_context(decoding())
            renditions.prepare(image.pk, [Format.SQUARE])
        [record] = caplog.records
        assert "DecodingBusy" in record.getMessage()
        assert record.levelname == "INFO"
        assert record.exc_info is None

        assert fetched(owner_api, image, "square").size == (1080, 1080)
