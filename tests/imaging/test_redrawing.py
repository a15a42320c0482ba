"""LinkedIn's formats of what the canvas drew: laid out anew, so that no word is cut."""

import io
from typing import Any

import pytest
from django.test import Client
from PIL import Image, ImageChops, ImageStat

from copilot.models import User
from imaging import storage, tasks
from imaging.crops import crop_forget, crop_set
from imaging.inputs import JobInput
from imaging.models import GeneratedImage
from imaging.outlooks import outlook
from imaging.pictures.crop import Focus
from imaging.pictures.whole import whole_in_shape
from imaging.providers.types import Distance, Format, Operation, Quality
from imaging.renditions import rendition_file
from imaging.services import job_create
from imaging.touches import TouchInput, TouchKind, image_touch
from tests.factories import make_image

pytestmark = pytest.mark.django_db

CONTENT = "Nine out of ten dashboards are never opened again.\n\nOurs were no better last year."


@pytest.fixture
def owner_page(owner: User) -> Client:
    client = Client()
    client.force_login(owner)
    return client


def drawn(owner: User, **asked: Any) -> list[GeneratedImage]:
    fields: dict[str, Any] = {"prompt": "A dashboard", "content": CONTENT, "provider": "canvas"}
    job = job_create(owner=owner, job_input=JobInput(**fields | asked))
    assert tasks.run_next()
    return list(GeneratedImage.objects.filter(job=job).order_by("index"))


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def apart(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two pictures of one size, from 0 to 255."""
    assert one.size == other.size
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


@pytest.mark.parametrize("format", [Format.SQUARE, Format.PORTRAIT])
@pytest.mark.parametrize("quality", [Quality.ONE_K, Quality.TWO_K])
def test_is_what_would_have_been_drawn_in_that_format(
    owner: User, format: Format, quality: Quality
) -> None:
    images = drawn(owner, count=2, quality=quality)
    asked_for = drawn(owner, count=2, format=format)

    for image, wanted in zip(images, asked_for, strict=True):
        made = opened(storage.read(rendition_file(image, format)))
        assert apart(made, opened(storage.read(wanted.original))) < 2


def test_a_near_variation_keeps_its_design_when_its_source_is_gone(owner: User) -> None:
    (first,) = drawn(owner)
    (near,) = drawn(
        owner, operation=Operation.VARY, source_image_id=first.pk, distance=Distance.NEAR
    )
    before = opened(storage.read(rendition_file(near, Format.PORTRAIT)))

    first.delete()
    near.refresh_from_db()
    near.renditions.all().delete()

    assert apart(opened(storage.read(rendition_file(near, Format.PORTRAIT))), before) == 0


@pytest.mark.parametrize("drawing", [None, "another"])
def test_what_is_not_known_how_to_draw_is_shown_whole(owner: User, drawing: str | None) -> None:
    image, other = drawn(owner)[0], drawn(owner, prompt="A harbour")[0]
    GeneratedImage.objects.filter(pk=image.pk).update(drawing=other.drawing if drawing else None)
    image.refresh_from_db()

    made = opened(storage.read(rendition_file(image, Format.PORTRAIT)))

    whole = whole_in_shape(opened(storage.read(image.original)), 1080 / 1350).resize((1080, 1350))
    assert apart(made, whole) < 2


def test_a_crop_by_hand_wins_until_it_is_taken_back(owner: User) -> None:
    (image,) = drawn(owner)
    anew = opened(storage.read(rendition_file(image, Format.SQUARE)))
    assert "no word is cut" in outlook(image, Format.SQUARE).notices[0]

    crop_set(image, Format.SQUARE, Focus(x=0))
    original = opened(storage.read(image.original))
    corner = original.crop((0, 0, 627, 627)).resize((1080, 1080), Image.Resampling.LANCZOS)

    assert apart(opened(storage.read(rendition_file(image, Format.SQUARE))), corner) < 2
    assert "no word is cut" not in " ".join(outlook(image, Format.SQUARE).notices)
    crop_forget(image, Format.SQUARE)
    assert apart(opened(storage.read(rendition_file(image, Format.SQUARE))), anew) == 0


def test_its_crop_page_says_what_is_done_and_not_that_a_subject_was_found(
    owner: User, owner_page: Client
) -> None:
    (image,) = drawn(owner)
    url = f"/images/{image.pk}/crop/square/"

    page = owner_page.get(url).content.decode()
    assert "Laid out anew, nothing cut" in page
    assert "Found by Easel" not in page
    assert 'width="1200" height="627" />' in page

    owner_page.post(url, {"x": "0", "y": "0", "scale": "50"})
    page = owner_page.get(url).content.decode()
    assert "Chosen by you" in page
    assert ">Lay out anew<" in page
    told = owner_page.post(url, {"find": "1"}, follow=True).content.decode()
    assert "The picture is laid out anew again." in told
    own_format = owner_page.get(f"/images/{image.pk}/crop/landscape/").content.decode()
    assert "Found by Easel" in own_format


def test_one_that_was_touched_is_said_to_be_shown_whole(owner: User, owner_page: Client) -> None:
    (image,) = drawn(owner)
    touched = image_touch(image, TouchInput(TouchKind.TEXT, text="Ten years"))

    told = outlook(touched, Format.SQUARE)
    assert (told.laid_out_anew, told.kept_whole) == (False, True)
    assert "the whole picture is shown on a sheet of this format" in " ".join(told.notices)
    url = f"/images/{touched.pk}/crop/square/"
    page = owner_page.get(url).text
    assert "Shown whole, nothing cut" in page
    assert "aid out anew" not in page
    assert "The picture is shown whole again." in (
        owner_page.post(url, {"find": "1"}, follow=True).text
    )


def test_a_picture_of_a_model_is_cropped_as_before(owner: User) -> None:
    image = make_image(owner)

    assert not any("anew" in notice for notice in outlook(image, Format.SQUARE).notices)


@pytest.mark.parametrize(
    ("size", "ratio", "sheet", "corners"),
    [
        ((40, 20), 0.5, (40, 80), ("red", "blue")),
        ((20, 40), 2.0, (80, 40), ("red", "blue")),
        ((40, 20), 2.0, (40, 20), ("red", "blue")),
    ],
)
def test_the_whole_is_kept_on_a_sheet_in_the_colours_of_its_edges(
    size: tuple[int, int], ratio: float, sheet: tuple[int, int], corners: tuple[str, str]
) -> None:
    picture = Image.new("RGB", size, corners[1])
    width, height = size
    half = (width, height // 2) if ratio < 1 else (width // 2, height)
    picture.paste(corners[0], (0, 0, *half))

    whole = whole_in_shape(picture, ratio)

    left, top = (sheet[0] - width) // 2, (sheet[1] - height) // 2
    assert whole.size == sheet
    assert whole.crop((left, top, left + width, top + height)).tobytes() == picture.tobytes()
    assert whole.getpixel((0, 0)) == (255, 0, 0)
    assert whole.getpixel((sheet[0] - 1, sheet[1] - 1)) == (0, 0, 255)
