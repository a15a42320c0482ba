"""The library: looked through, folded, thrown away, restored, downloaded, added to."""

import io
import re
import uuid
import zipfile
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from copilot import services, showing, urls
from copilot.models import User
from imaging import storage
from imaging.library import PAGE
from imaging.models import GeneratedImage, JobStatus, ReviewStatus, StoredFile
from tests.factories import make_image, make_job, make_png

pytestmark = pytest.mark.django_db

LATE = datetime(2026, 1, 2, 23, 30, tzinfo=UTC)
LIBRARY, SELECTION, UPLOAD = "/library/", "/library/selection/", "/library/upload/"


@pytest.fixture
def client(owner: User) -> Client:
    client = Client()
    client.force_login(owner)
    return client


def shown(client: Client, query: str = "", **headers: str) -> list[str]:
    """The images of the page, in order."""
    answer = client.get(f"{LIBRARY}?{query}", headers=headers)
    assert answer.status_code == 200
    return re.findall(r'name="image" value="([^"]+)"', answer.content.decode())


def ids(*images: GeneratedImage) -> list[str]:
    return [str(image.pk) for image in images]


class TestAccess:
    def test_no_address_is_left_out(self) -> None:
        names = {each.name for each in urls.urlpatterns if (each.name or "").startswith("library")}
        assert {reverse(f"copilot:{name}") for name in names} == {LIBRARY, SELECTION, UPLOAD}

    def test_everybody_sees_their_own(
        self, owner: User, stranger: User, reviewer: User, client: Client
    ) -> None:
        mine = make_image(owner)
        make_image(stranger, colour="red")
        assert shown(client) == ids(mine)
        other = Client()
        other.force_login(reviewer)
        assert shown(other) == []

    @pytest.mark.parametrize("do", ["trash", "restore", "download"])
    def test_nothing_is_done_to_somebody_elses(
        self, stranger: User, client: Client, do: str
    ) -> None:
        trashed_at = timezone.now() if do == "restore" else None
        theirs = make_image(stranger, trashed_at=trashed_at)
        answer = client.post(SELECTION, {"do": do, "image": ids(theirs)}, follow=True)
        assert "Tick an image first." in answer.content.decode()
        theirs.refresh_from_db()
        assert theirs.trashed_at == trashed_at

    def test_nobody_is_asked_to_sign_in(self) -> None:
        for url in (LIBRARY, SELECTION, UPLOAD):
            answer = Client().get(url) if url == LIBRARY else Client().post(url)
            assert answer["Location"].startswith("/accounts/login/")


class TestFinding:
    @pytest.mark.parametrize(
        ("query", "values"),
        [
            ("q=FOGGY", {"prompt": "A foggy dock"}),
            ("q=foggy", {"alt_text": "A foggy dock"}),
            ("provider=canvas", {"provider": "canvas"}),
            ("model=gemini-3-pro-image", {"model": "gemini-3-pro-image"}),
            ("format=square", {"format": "square"}),
            ("review=approved", {"review_status": "approved"}),
            ("since=2026-01-02&until=2026-01-02", {"created_at": LATE}),
        ],
    )
    def test_each_filter(
        self, owner: User, client: Client, query: str, values: dict[str, Any]
    ) -> None:
        wanted = make_image(owner, **values)
        make_image(owner, colour="red")
        assert shown(client, query) == ids(wanted)
        assert len(shown(client)) == 2

    def test_by_style_and_by_post(self, owner: User, client: Client) -> None:
        conversation = services.conversation_open(owner=owner, pk=uuid.uuid4())
        message = services.message_send(conversation=conversation, text="Notes")
        job = make_job(owner, status=JobStatus.SUCCEEDED, style="flat")
        showing.show_job(message=message, job=job, idea=None)
        wanted = make_image(owner, job=job)
        make_image(owner, colour="red")
        assert shown(client, "style=flat") == ids(wanted)
        assert shown(client, f"post={conversation.pk}") == ids(wanted)

    def test_a_filter_that_makes_no_sense_hinders_no_other(
        self, owner: User, client: Client
    ) -> None:
        make_image(owner)
        assert len(shown(client, "since=yesterday&format=round&after=x&q=lighthouse")) == 1
        assert shown(client, "since=yesterday&q=nothing") == []

    def test_pages_follow_one_another_without_a_gap(self, owner: User, client: Client) -> None:
        now = timezone.now()
        images = [
            make_image(owner, created_at=now - timedelta(minutes=number // 2))
            for number in range(PAGE + 5)
        ]
        first = client.get(LIBRARY).content.decode()
        (more,) = re.findall(r'href="/library/\?([^"]+)"[^>]*>Show more', first)
        rest = shown(client, more.replace("&amp;", "&"), **{"HX-Request": "true"})
        assert len(rest) == 5
        assert {*shown(client), *rest} == set(ids(*images))


class TestFolding:
    def test_a_tree_is_its_newest_version(self, owner: User, client: Client) -> None:
        first, alone = make_image(owner), make_image(owner, colour="red")
        second = make_image(owner, colour="navy", parent=first, tree=first.pk)
        third = make_image(owner, colour="pink", parent=second, tree=first.pk)
        assert shown(client) == ids(third, alone)
        assert "3 versions" in client.get(LIBRARY).content.decode()
        # What is found is the newest that fits.
        second.alt_text = "A dock at night"
        second.save()
        assert shown(client, "q=dock") == ids(second)

    def test_without_its_newest_the_next_stands_for_it(self, owner: User, client: Client) -> None:
        first = make_image(owner)
        second = make_image(owner, colour="navy", parent=first, tree=first.pk)
        client.post(SELECTION, {"do": "trash", "image": ids(second)})
        assert shown(client) == ids(first)
        assert shown(client, "trash=1") == ids(second)
        answer = client.get(f"/images/{second.pk}/")
        assert answer.status_code == 404
        assert "This image is in the trash" in answer.content.decode()
        client.post(SELECTION, {"do": "restore", "image": ids(second)})
        assert client.get(f"/images/{second.pk}/").status_code == 200


class TestSelection:
    def test_the_trash_gives_back(self, owner: User, client: Client) -> None:
        images = [make_image(owner, colour=colour) for colour in ("red", "blue")]
        answer = client.post(SELECTION, {"do": "trash", "image": ids(*images)}, follow=True)
        said = "2 images moved to the trash. They can be restored for 30 days."
        assert said in answer.content.decode()
        assert shown(client) == []
        page = client.get(f"{LIBRARY}?trash=1").content.decode()
        assert page.count("30 days left") == 2
        thumbnail = f"/api/v1/images/{images[0].pk}/content/"
        answer = client.get(thumbnail, {"rendition": "thumbnail"})
        assert b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        assert client.get(thumbnail).status_code == 404
        answer = client.post(
            SELECTION, {"do": "restore", "trash": "1", "image": ids(images[0])}, follow=True
        )
        assert "1 image restored" in answer.content.decode()
        assert shown(client) == ids(images[0])

    def test_a_download_holds_the_originals(self, owner: User, client: Client) -> None:
        images = [make_image(owner, colour=colour) for colour in ("red", "blue")]
        answer = client.post(SELECTION, {"do": "download", "image": ids(*images)})
        assert answer["Cache-Control"] == "private, no-store"
        data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        archive = zipfile.ZipFile(io.BytesIO(data))
        assert archive.testzip() is None
        assert {archive.read(name) for name in archive.namelist()} == {
            storage.read(image.original) for image in images
        }

    def test_what_review_holds_back_is_not_in_it(
        self, owner: User, client: Client, settings: Settings
    ) -> None:
        settings.IMAGE_REVIEW = "required"
        held = make_image(owner)
        answer = client.post(SELECTION, {"do": "download", "image": ids(held)}, follow=True)
        assert "before it is approved" in answer.content.decode()
        free = make_image(owner, colour="red", review_status=ReviewStatus.APPROVED)
        answer = client.post(SELECTION, {"do": "download", "image": ids(held, free)})
        data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        assert len(zipfile.ZipFile(io.BytesIO(data)).namelist()) == 1


class TestUploads:
    def test_own_pictures_are_in_the_library_once(self, owner: User, client: Client) -> None:
        for _ in range(2):
            files = [
                SimpleUploadedFile("red.png", make_png("red"), "image/png"),
                SimpleUploadedFile("notes.txt", b"no picture at all", "text/plain"),
            ]
            page = client.post(UPLOAD, {"file": files}, follow=True).content.decode()
            assert "1 image added" in page
            assert "notes.txt: The file is not" in page
        image = GeneratedImage.objects.get()
        assert shown(client) == ids(image)
        page = client.get(f"/images/{image.pk}/").content.decode()
        assert "You brought this picture along" in page

    def test_own_pictures_are_found_by_their_files_names_and_as_ones_own(
        self, owner: User, client: Client
    ) -> None:
        make_image(owner, job=make_job(owner))
        file = SimpleUploadedFile("Sommerfest 2026.png", make_png("red"), "image/png")
        client.post(UPLOAD, {"file": file})
        image = GeneratedImage.objects.get(operation="upload")
        page = client.get(LIBRARY).content.decode()
        assert '<p class="shelf__label">Sommerfest 2026.png</p>' in page
        assert "My own pictures" in page
        assert shown(client, "q=sommerfest") == shown(client, "provider=upload") == ids(image)
        assert "<h1>Sommerfest 2026.png</h1>" in client.get(f"/images/{image.pk}/").content.decode()
        approved = GeneratedImage.objects.filter(pk=image.pk)
        approved.update(review_status=ReviewStatus.APPROVED)
        answer = client.post(SELECTION, {"do": "download", "image": ids(image)})
        data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        (name,) = zipfile.ZipFile(io.BytesIO(data)).namelist()
        assert name == f"Sommerfest 2026-{str(image.pk)[:8]}.png"

    def test_nobody_elses_pictures_are_among_ones_own(
        self, stranger: User, reviewer: User, client: Client
    ) -> None:
        make_image(stranger, operation="upload", file_name="secret.png")
        for user in (reviewer, None):
            other = Client()
            if user:
                other.force_login(user)
            else:
                other = client
            assert shown(other, "q=secret") == shown(other, "provider=upload") == []
            assert "My own pictures" not in other.get(LIBRARY).content.decode()

    def test_not_more_often_than_the_rate(self, client: Client, settings: Settings) -> None:
        settings.JOB_RATE = "1/hour"
        pages = [
            client.post(
                UPLOAD, {"file": SimpleUploadedFile("a.png", make_png(colour))}, follow=True
            )
            for colour in ("red", "blue")
        ]
        assert "too often" in pages[1].content.decode()
        assert GeneratedImage.objects.count() == 1

    def test_bytes_that_are_being_deleted_may_be_sent_again(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        storage.store(make_png("red"), "png")
        StoredFile.objects.update(doomed_at=timezone.now())
        monkeypatch.setattr(storage, "DOOMED_WAIT_S", 0.0)
        file = SimpleUploadedFile("red.png", make_png("red"), "image/png")
        page = client.post(UPLOAD, {"file": file}, follow=True).content.decode()
        assert "red.png has to wait" in page
