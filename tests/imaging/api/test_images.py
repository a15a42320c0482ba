"""Images over HTTP: listed, looked at, described, fetched."""

import hashlib
import io
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.test import AsyncClient
from PIL import Image
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from copilot.models import User
from imaging.models import GeneratedImage, ReviewStatus
from tests.factories import make_image, make_job, make_png
from tests.imaging.api.asserting import errors, problem
from tests.imaging.api.shapes import IMAGE_FIELDS

pytestmark = pytest.mark.django_db

URL = "/api/v1/images/"


def url(image: GeneratedImage, call: str = "") -> str:
    return f"{URL}{image.pk}/{call}"


def body_of(response: HttpResponse) -> bytes:
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


class TestReading:
    def test_an_image_is_there_for_its_owner_and_for_reviewers(
        self,
        image: GeneratedImage,
        owner_api: APIClient,
        reviewer_api: APIClient,
        stranger_api: APIClient,
        anonymous_api: APIClient,
    ) -> None:
        assert owner_api.get(url(image)).json() == reviewer_api.get(url(image)).json()
        problem(stranger_api.get(url(image)), 404, "not_found")
        problem(anonymous_api.get(url(image)), 401, "not_authenticated")
        problem(owner_api.get(f"{URL}{uuid4()}/"), 404, "not_found")

    def test_it_has_every_field(self, owner: User, owner_api: APIClient) -> None:
        job = make_job(owner)
        image = make_image(owner, job=job, parent=make_image(owner, colour="red"))

        body = owner_api.get(url(image)).json()

        assert set(body) == IMAGE_FIELDS
        assert body["job"] == str(job.pk)
        assert body["parent"] == str(image.parent_id)
        assert body["review"] == {"status": "pending", "reason": "", "reviewed_at": None}
        assert body["cost_usd"] == "0.0340"
        assert (body["width"], body["height"]) == (1376, 768)
        assert body["ai_generated"] is True
        assert body["content_url"].endswith(url(image, "content/"))
        content = body_of(owner_api.get(body["content_url"]))
        assert body["bytes"] == len(content)
        assert body["sha256"] == hashlib.sha256(content).hexdigest()

    def test_a_list_holds_ones_own_and_everything_for_a_reviewer(
        self,
        image: GeneratedImage,
        stranger: User,
        owner_api: APIClient,
        reviewer_api: APIClient,
        stranger_api: APIClient,
    ) -> None:
        other = make_image(stranger)

        def listed(api: APIClient) -> list[str]:
            return [each["id"] for each in api.get(URL).json()["results"]]

        assert listed(owner_api) == [str(image.pk)]
        assert listed(stranger_api) == [str(other.pk)]
        assert listed(reviewer_api) == [str(other.pk), str(image.pk)]

    def test_filters(self, owner: User, owner_api: APIClient) -> None:
        job = make_job(owner)
        wanted = make_image(
            owner,
            job=job,
            prompt="A quiet harbour",
            provider="canvas",
            format="square",
            review_status=ReviewStatus.APPROVED,
        )
        described = make_image(owner, alt_text="Boats in the HARBOUR", prompt="Boats")

        def found(query: str) -> set[str]:
            return {each["id"] for each in owner_api.get(f"{URL}?{query}").json()["results"]}

        for query in ("review=approved", "provider=canvas", "format=square", f"job={job.pk}"):
            assert found(query) == {str(wanted.pk)}, query
        assert found("q=harbour") == {str(wanted.pk), str(described.pk)}
        assert found("q=harbour&provider=canvas") == {str(wanted.pk)}
        assert found("q=&review=") == {str(wanted.pk), str(described.pk)}
        assert found("q=submarine") == set()

    @pytest.mark.parametrize(
        "query", ["review=maybe", "format=panorama", "job=7", f"q={'x' * 201}"]
    )
    def test_a_bad_filter_is_named(self, owner_api: APIClient, query: str) -> None:
        assert list(errors(owner_api.get(f"{URL}?{query}"))) == [query.partition("=")[0]]

    def test_replacing_is_not_offered(self, image: GeneratedImage, owner_api: APIClient) -> None:
        problem(owner_api.put(url(image), {}), 405, "method_not_allowed")


class TestDescribing:
    def test_the_owner_alone_changes_the_alternative_text(
        self,
        image: GeneratedImage,
        owner_api: APIClient,
        reviewer_api: APIClient,
        stranger_api: APIClient,
    ) -> None:
        change = {"alt_text": "A lighthouse at dusk"}

        problem(stranger_api.patch(url(image), change), 404)
        problem(reviewer_api.patch(url(image), change), 404)
        response = owner_api.patch(url(image), change)

        assert response.status_code == 200
        assert response.json()["alt_text"] == "A lighthouse at dusk"
        assert owner_api.get(url(image)).json()["alt_text"] == "A lighthouse at dusk"

    def test_nothing_else_can_be_changed(self, image: GeneratedImage, owner_api: APIClient) -> None:
        before = owner_api.get(url(image)).json()

        changed = owner_api.patch(
            url(image), {"prompt": "x", "ai_generated": False, "review": {"status": "approved"}}
        )

        assert changed.json() == before

    def test_its_length_has_a_limit(self, image: GeneratedImage, owner_api: APIClient) -> None:
        response = owner_api.patch(url(image), {"alt_text": "x" * 4087})

        assert list(errors(response)) == ["alt_text"]


class TestContent:
    def test_the_bytes_as_they_are_for_owner_and_reviewer(
        self,
        image: GeneratedImage,
        owner_api: APIClient,
        reviewer_api: APIClient,
        stranger_api: APIClient,
        anonymous_api: APIClient,
    ) -> None:
        response = owner_api.get(url(image, "content/"))

        assert body_of(response) == make_png()
        assert response["Content-Type"] == "image/png"
        assert response["Content-Length"] == str(len(make_png()))
        assert response["ETag"] == f'"{image.sha256}"'
        assert "private" in response["Cache-Control"]
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Disposition"].startswith("inline")
        assert body_of(reviewer_api.get(url(image, "content/"))) == make_png()
        problem(stranger_api.get(url(image, "content/")), 404, "not_found")
        problem(anonymous_api.get(url(image, "content/")), 401, "not_authenticated")

    def test_the_thumbnail(self, image: GeneratedImage, owner_api: APIClient) -> None:
        response = owner_api.get(url(image, "content/?rendition=thumbnail"))

        content = body_of(response)
        assert response["Content-Type"] == "image/jpeg"
        assert response["ETag"] == f'"{hashlib.sha256(content).hexdigest()}"'
        with Image.open(io.BytesIO(content)) as picture:
            assert picture.format == "JPEG"
            assert max(picture.size) == 640

    @pytest.mark.parametrize("rendition", ["banner", "Square", "../secret"])
    def test_a_rendition_that_is_not_there(
        self, image: GeneratedImage, owner_api: APIClient, rendition: str
    ) -> None:
        response = owner_api.get(url(image, f"content/?rendition={rendition}"))

        assert list(errors(response)) == ["rendition"]

    def test_a_download_has_a_file_name(self, image: GeneratedImage, owner_api: APIClient) -> None:
        response = owner_api.get(url(image, "content/?download=1"))

        assert response["Content-Disposition"] == (
            f'attachment; filename="easel-{str(image.pk)[:8]}.png"'
        )
        response.close()

    @pytest.mark.parametrize("condition", ['"{}"', 'W/"{}"', '"other", "{}"', "*"])
    def test_what_is_known_is_not_sent_again(
        self, image: GeneratedImage, owner_api: APIClient, condition: str
    ) -> None:
        known = {"If-None-Match": condition.format(image.sha256)}

        response = owner_api.get(url(image, "content/"), headers=known)

        assert response.status_code == 304
        assert response.content == b""
        assert response["ETag"] == f'"{image.sha256}"'

    def test_another_etag_is_not_known(self, image: GeneratedImage, owner_api: APIClient) -> None:
        response = owner_api.get(url(image, "content/"), headers={"If-None-Match": '"old"'})

        assert body_of(response) == make_png()

    def test_any_accept_will_do(self, image: GeneratedImage, owner_api: APIClient) -> None:
        response = owner_api.get(url(image, "content/"), headers={"Accept": "image/png"})

        assert body_of(response) == make_png()

    def test_lost_bytes_are_an_error_of_ours(
        self, image: GeneratedImage, owner_api: APIClient
    ) -> None:
        default_storage.delete(image.original.name)
        owner_api.raise_request_exception = False

        problem(owner_api.get(url(image, "content/")), 500, "internal")

    @pytest.mark.django_db(transaction=True)
    async def test_under_asgi_it_comes_in_pieces(
        self, image: GeneratedImage, owner: User, async_client: AsyncClient
    ) -> None:
        await async_client.aforce_login(owner)

        response: Any = await async_client.get(url(image, "content/"))

        assert response.streaming
        assert b"".join([piece async for piece in response]) == make_png()
        response.close()


class TestReviewForbidsExport:
    @pytest.mark.parametrize(
        ("mode", "status", "code"),
        [
            ("off", ReviewStatus.REJECTED, None),
            ("flag", ReviewStatus.PENDING, None),
            ("flag", ReviewStatus.APPROVED, None),
            ("flag", ReviewStatus.REJECTED, "review_rejected"),
            ("required", ReviewStatus.PENDING, "review_required"),
            ("required", ReviewStatus.APPROVED, None),
            ("required", ReviewStatus.REJECTED, "review_rejected"),
        ],
    )
    def test_to_the_owner_but_never_their_thumbnail(
        self,
        owner: User,
        owner_api: APIClient,
        reviewer_api: APIClient,
        stranger_api: APIClient,
        settings: Settings,
        mode: str,
        status: ReviewStatus,
        code: str | None,
    ) -> None:
        settings.IMAGE_REVIEW = mode
        image = make_image(owner, review_status=status)

        for query in ("content/", "content/?download=1"):
            response = owner_api.get(url(image, query))
            if code:
                problem(response, 403, code)
            else:
                assert body_of(response) == make_png()
        assert body_of(owner_api.get(url(image, "content/?rendition=thumbnail")))
        assert body_of(reviewer_api.get(url(image, "content/"))) == make_png()
        problem(stranger_api.get(url(image, "content/")), 404)
