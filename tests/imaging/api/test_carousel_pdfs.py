"""A carousel's PDF over HTTP: what it holds, and who makes it when."""

import io
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.utils import timezone
from PIL import Image, PdfParser
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from copilot.models import User
from imaging import carousel_files, carousel_transitions, carousels, storage, sweep
from imaging.crops import crop_set
from imaging.models import Carousel, GeneratedImage, PdfStatus, ReviewStatus, StoredFile
from imaging.pictures.carousel import carousel_pdf, check_pdf, xmp_of
from imaging.pictures.crop import Focus
from imaging.pictures.pdf_words import words_of
from imaging.providers.errors import InternalError
from imaging.providers.types import Format
from tests.factories import make_image, make_two_halves
from tests.imaging.api.asserting import problem
from tests.imaging.api.carousels import URL, WORDS, made, of
from tests.imaging.api.test_images import body_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no worker here to wait for."""
    monkeypatch.setattr(carousel_files, "WAIT_S", 0.0)
    monkeypatch.setattr(carousel_files, "POLL_S", 0.0)


@pytest.fixture
def image(owner: User) -> GeneratedImage:
    return make_image(owner, colour="red")


def pdf(api: APIClient, url: str, **headers: str) -> HttpResponse:
    """The content, as a worker makes it where it is not there."""
    response = api.get(url, headers=headers)
    if response.status_code == 202:
        carousels.make_pdf(Carousel.objects.get(pk=response.json()["id"]).pk)
        response = api.get(url, headers=headers)
    return response


def pages_of(data: bytes) -> list[Image.Image]:
    """The pictures of a PDF's pages."""
    with PdfParser.PdfParser(buf=bytearray(data)) as pdf:
        pages = [pdf.read_indirect(page) for page in pdf.pages]
        streams = [
            pdf.read_indirect(reference).buf
            for page in pages
            for reference in page[b"Resources"][b"XObject"].values()
        ]
    return [Image.open(io.BytesIO(stream)) for stream in streams]


def test_images_and_words_become_pages_of_one_size_in_their_order(
    owner: User, owner_api: APIClient, image: GeneratedImage
) -> None:
    blue = make_image(owner, colour="blue")

    body = made(owner_api, of(image), WORDS, of(blue), format="square", title="Notes")

    assert (body["pages"], body["format"], body["title"]) == (3, "square", "Notes")
    assert body["slides"][1] == {"image": None} | WORDS
    response = pdf(owner_api, body["content_url"])
    data = body_of(response)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].endswith('.pdf"')
    check_pdf(data, 3, (1080, 1080))
    assert [page.split("\n") for page in words_of(data)] == [[""], list(WORDS.values()), [""]]
    first, second, third = (page.convert("RGB") for page in pages_of(data))
    assert first.getpixel((540, 540)) == pytest.approx((255, 0, 0), abs=6)
    assert len(second.getcolors(1 << 24) or []) > 50
    assert third.getpixel((540, 540)) == pytest.approx((0, 0, 255), abs=6)


def test_a_new_order_gives_a_new_pdf_and_no_change_the_same(
    owner: User, owner_api: APIClient, image: GeneratedImage
) -> None:
    body = made(owner_api, of(image), WORDS)
    url = f"{URL}{body['id']}/"
    first = pdf(owner_api, f"{url}content/")
    assert body_of(first)
    known = {"If-None-Match": first["ETag"]}
    assert owner_api.get(f"{url}content/", headers=known).status_code == 304

    changed = owner_api.patch(url, {"slides": list(reversed(body["slides"]))})

    assert changed.json()["slides"] == list(reversed(body["slides"]))
    again = pdf(owner_api, f"{url}content/", **known)
    assert again.status_code == 200
    assert pages_of(body_of(again))[1].convert("RGB").getpixel((9, 9)) == pytest.approx(
        (255, 0, 0), abs=6
    )
    StoredFile.objects.update(touched_at=timezone.now() - 2 * storage.UNUSED_FOR)
    assert storage.sweep() == 1


def test_a_picture_that_is_gone_is_named(owner_api: APIClient, image: GeneratedImage) -> None:
    body = made(owner_api, WORDS, of(image))
    GeneratedImage.objects.update(trashed_at=timezone.now())

    refused = problem(owner_api.get(body["content_url"]), 409, "slide_gone")

    assert refused["detail"].startswith("The picture of slide 2 is gone.")


@pytest.mark.parametrize(
    ("mode", "status", "code"),
    [
        ("flag", ReviewStatus.REJECTED, "review_rejected"),
        ("required", ReviewStatus.PENDING, "review_required"),
    ],
)
def test_review_forbids_it_even_where_it_was_made_before(
    owner_api: APIClient,
    image: GeneratedImage,
    settings: Settings,
    mode: str,
    status: ReviewStatus,
    code: str,
) -> None:
    body = made(owner_api, of(image))
    assert body_of(pdf(owner_api, body["content_url"]))
    settings.IMAGE_REVIEW = mode
    GeneratedImage.objects.update(review_status=status)

    assert "slide 1" in problem(owner_api.get(body["content_url"]), 403, code)["detail"]


def test_a_pdf_tells_whether_a_model_made_any_of_its_pages(
    owner: User, owner_api: APIClient
) -> None:
    photo = {"provider": "", "model": "", "ai_generated": False, "operation": "upload"}
    drawn = {"provider": "canvas", "model": "canvas-1", "ai_generated": False}
    by_model, by_rules, brought = (
        make_image(owner, colour="red"),
        make_image(owner, colour="blue", **drawn),
        make_image(owner, colour="green", **photo),
    )

    def told(*slides: dict[str, Any]) -> bytes:
        return xmp_of(body_of(pdf(owner_api, made(owner_api, *slides)["content_url"])))

    trained = b"digitalsourcetype/trainedAlgorithmicMedia"
    assert trained in told(WORDS, of(by_model), of(brought))
    assert b"digitalsourcetype/algorithmicMedia" in told(WORDS, of(by_rules))
    assert b"DigitalSourceType" not in told(WORDS, of(brought))


def test_is_asked_for_once_and_told_until_it_is_there(
    owner_api: APIClient, image: GeneratedImage
) -> None:
    body = made(owner_api, of(image), WORDS)
    assert body["pdf"] == {"status": "none", "error": ""}

    for _ in range(2):
        waiting = owner_api.get(body["content_url"])
        assert (waiting.status_code, waiting["Retry-After"]) == (202, "2")
        assert waiting.json()["pdf"]["status"] == "making"
    carousels.make_pdf(Carousel.objects.get().pk)

    assert owner_api.get(f"{URL}{body['id']}/").json()["pdf"]["status"] == "made"
    check_pdf(body_of(owner_api.get(body["content_url"])), 2, (1080, 1350))


def test_another_crop_has_it_made_anew(owner: User, owner_api: APIClient) -> None:
    image = make_two_halves(owner)
    url = made(owner_api, of(image))["content_url"]
    before = body_of(pdf(owner_api, url))
    crop_set(image, Format.PORTRAIT, Focus(x=1, scale=0.5))

    assert owner_api.get(url).status_code == 202
    [old], [new] = pages_of(before), pages_of(body_of(pdf(owner_api, url)))
    assert old.tobytes() != new.tobytes()


def test_what_goes_wrong_is_told_and_the_next_asks_anew(
    owner_api: APIClient, image: GeneratedImage
) -> None:
    url = made(owner_api, of(image))["content_url"]
    data = storage.read(image.original)
    default_storage.delete(image.original.name)
    assert owner_api.get(url).status_code == 202
    carousels.make_pdf(Carousel.objects.get().pk)
    failed = Carousel.objects.get()
    assert (failed.pdf_status, failed.pdf_error) == (PdfStatus.FAILED, InternalError.sentence)

    storage.store(data, "png")
    assert body_of(pdf(owner_api, url))


def test_who_waits_is_told_when_it_fails(
    owner_api: APIClient, image: GeneratedImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = made(owner_api, of(image))["content_url"]
    monkeypatch.setattr(carousel_files, "WAIT_S", 1.0)
    monkeypatch.setattr(
        "imaging.carousel_files.time.sleep",
        lambda _: carousel_transitions.fail(Carousel.objects.get(), "It broke. Try again."),
    )

    refused = owner_api.get(url)

    assert problem(refused, 503, "not_made")["detail"] == "It broke. Try again."
    assert refused["Retry-After"] == "5"


def test_a_change_meanwhile_leaves_the_pdf_behind(
    owner_api: APIClient, image: GeneratedImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = made(owner_api, of(image))
    assert owner_api.get(body["content_url"]).status_code == 202

    def changed(*args: Any, **options: Any) -> bytes:
        owner_api.patch(f"{URL}{body['id']}/", {"slides": [WORDS]})
        return carousel_pdf(*args, **options)

    monkeypatch.setattr(carousels, "carousel_pdf", changed)
    carousels.make_pdf(Carousel.objects.get().pk)

    left = Carousel.objects.get()
    assert (left.pdf_status, left.file) == (PdfStatus.NONE, None)


def test_a_worker_that_died_is_told_of(owner_api: APIClient) -> None:
    url = made(owner_api, WORDS)["content_url"]
    assert owner_api.get(url).status_code == 202
    sweep.sweep_carousels()
    assert Carousel.objects.get().pdf_status == PdfStatus.MAKING

    Carousel.objects.update(pdf_begun_at=timezone.now() - 2 * carousel_transitions.LOST_AFTER)
    sweep.sweep_carousels()

    lost = Carousel.objects.get()
    assert lost.pdf_status == PdfStatus.FAILED
    assert lost.pdf_error == "It was not made in time. Try again."
