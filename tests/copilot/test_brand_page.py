"""The page on which a person sets up their brand."""

import base64
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from copilot.models import User
from imaging.brands import look_of
from imaging.models import Brand, GeneratedImage
from imaging.providers.types import Format
from tests.factories import make_image, make_png, make_user

pytestmark = pytest.mark.django_db

PAGE = "/settings/brand/"


def sent(**values: object) -> dict[str, object]:
    return {"base": 0, "do": "save", "logo": "", "style_reference": "", "tagline": ""} | values


def test_strangers_sign_in_first(client: Client) -> None:
    for page in (PAGE, f"{PAGE}versions/1/"):
        assert client.get(page).status_code == 302


def test_a_brand_is_saved_and_shown_in_the_settings(browser: Client, owner: User) -> None:
    page = browser.post(PAGE, sent(primary="0B3350", tagline="Fewer meetings."), follow=True)

    brand = Brand.objects.get()
    assert brand.colours == [{"role": "primary", "hex": "#0b3350"}]
    assert b"Brand 1 is saved. New images are made in it." in page.content
    assert b'value="#0b3350"' in page.content
    assert b'fill="#0b3350"' in browser.get("/settings/").content


def test_without_scripts_what_was_changed_counts(browser: Client) -> None:
    shown = {"primary": "#0b3350", "primary_was": "#0b3350"}
    browser.post(PAGE, sent(**shown | {"primary_picked": "#aa0000"}))
    assert Brand.objects.latest("number").colours[0]["hex"] == "#aa0000"

    written = {"primary": "#00aa00", "primary_was": "#0b3350", "primary_picked": "#0b3350"}
    browser.post(PAGE, sent(**written, base=1))
    assert Brand.objects.latest("number").colours[0]["hex"] == "#00aa00"

    untouched = {"accent": "", "accent_was": "", "accent_picked": "#8a8a8a"}
    browser.post(PAGE, sent(**untouched, base=2))
    assert Brand.objects.latest("number").colours == []


def test_what_is_no_colour_is_shown_again_with_the_reason(browser: Client) -> None:
    page = browser.post(PAGE, sent(primary="navy", tagline="Kept"))

    assert page.status_code == 422
    assert b"Write the colour as # and three or six digits" in page.content
    assert b'value="navy"' in page.content
    assert b'value="Kept"' in page.content
    assert not Brand.objects.exists()


@pytest.mark.parametrize("before", ["", "#0b3350"])
def test_what_is_no_colour_is_refused_as_often_as_it_is_sent(browser: Client, before: str) -> None:
    sending = {"primary": "green", "primary_was": before, "primary_picked": before or "#8a8a8a"}
    for _ in range(2):
        page = browser.post(PAGE, sent(**sending))
        assert page.status_code == 422
        shown = next(each for each in page.context["colours"] if each.name == "primary")
        assert shown.value == "green"
        sending = {"primary_was": shown.was, "primary_picked": shown.picked, "primary": shown.value}
    assert not Brand.objects.exists()


@pytest.mark.parametrize("typed", ["#FFF", "fff"])
def test_three_digits_are_a_colour(browser: Client, typed: str) -> None:
    browser.post(PAGE, sent(background=typed, background_picked="#8a8a8a"))
    assert Brand.objects.get().colours == [{"role": "background", "hex": "#ffffff"}]


def test_a_logo_is_uploaded_once_and_one_that_is_none_is_refused(browser: Client) -> None:
    logo = SimpleUploadedFile("logo.png", make_png("navy", (200, 80)))
    browser.post(PAGE, sent(logo_upload=logo))
    brand = Brand.objects.get()
    assert brand.logo == GeneratedImage.objects.get(operation="upload")

    text = SimpleUploadedFile("logo.png", b"no picture")
    page = browser.post(PAGE, sent(base=1, logo_upload=text))
    assert page.status_code == 422
    assert b"not a PNG, JPEG or WebP" in page.content


def test_all_that_is_wrong_is_told_at_once_each_by_its_field(browser: Client) -> None:
    text = SimpleUploadedFile("style.png", b"no picture")
    logo = SimpleUploadedFile("logo.png", make_png("navy", (200, 80)))
    page = browser.post(
        PAGE, sent(primary="navy", accent="red", logo_upload=logo, style_reference_upload=text)
    )

    assert page.context["errors"].keys() == {"primary", "accent", "style_reference_upload"}
    html = page.content.decode()
    for field in ("primary", "accent", "style-reference-upload"):
        assert f'href="#brand-{field}"' in html
        assert f'<p class="errorlist" id="brand-{field}-error">' in html
        (control,) = re.findall(f'<input[^>]* id="brand-{field}"[^>]*>', html)
        assert 'aria-invalid="true"' in control
        assert re.search(f'aria-describedby="[^"]*brand-{field}-error"', control)
    assert 'id="brand-logo-upload-error"' not in html
    # A browser sends a file once: what is a picture stays chosen.
    kept = GeneratedImage.objects.get(operation="upload")
    assert [each.value for each in page.context["logos"] if each.is_chosen] == [str(kept.pk)]
    assert not Brand.objects.exists()


def test_a_rejected_picture_is_no_part_of_a_brand(browser: Client, owner: User) -> None:
    data = make_png("navy", (200, 80))
    browser.post(PAGE, sent(logo_upload=SimpleUploadedFile("logo.png", data), primary="#111111"))
    logo = GeneratedImage.objects.get(operation="upload")
    look = look_of(Brand.objects.get())
    assert look is not None
    assert look.logo
    GeneratedImage.objects.update(review_status="rejected")

    page = browser.get(PAGE)
    assert page.context["logos"] == page.context["styles"] == []
    look = look_of(Brand.objects.get())
    assert look is not None
    assert not look.logo
    chosen = browser.post(PAGE, sent(base=1, logo=str(logo.pk)))
    assert "a reviewer has rejected it" in chosen.context["errors"]["logo"]
    again = browser.post(PAGE, sent(base=1, logo_upload=SimpleUploadedFile("logo.png", data)))
    assert "reviewer has rejected this picture" in again.context["errors"]["logo_upload"]


def test_a_preview_saves_no_brand_and_keeps_what_was_typed_and_uploaded(browser: Client) -> None:
    logo = SimpleUploadedFile("logo.png", make_png("navy", (200, 80)))
    page = browser.post(
        PAGE, sent(do="preview", primary="#cf3560", tagline="Now or never", logo_upload=logo)
    )

    assert b'value="Now or never"' in page.content
    logo_image = GeneratedImage.objects.get(operation="upload")
    assert [each.value for each in page.context["logos"] if each.is_chosen] == [str(logo_image.pk)]
    for sample, format in zip(page.context["samples"], Format, strict=True):
        data = base64.b64decode(sample.url.removeprefix("data:image/webp;base64,"))
        with Image.open(io.BytesIO(data)) as picture:
            assert picture.size == tuple(-(-side // 2) for side in format.size)
    assert not Brand.objects.exists()


def test_a_preview_shows_the_logo_or_says_why_not(browser: Client) -> None:
    logo = SimpleUploadedFile("logo.png", make_png("navy", (200, 80)))
    browser.post(PAGE, sent(logo_upload=logo, primary="#cf3560"))
    saved = str(Brand.objects.get().logo_id)

    page = browser.post(PAGE, sent(do="preview", base=1, primary="#cf3560", logo=saved))
    notes = [sample.note for sample in page.context["samples"]]
    assert any(notes)
    assert not all(notes)
    plain = browser.post(PAGE, sent(do="preview", base=1, primary="#cf3560"))
    assert not any(sample.note for sample in plain.context["samples"])
    urls = [[each.url for each in answer.context["samples"]] for answer in (page, plain)]
    assert [with_logo == without for with_logo, without in zip(*urls, strict=True)] == list(
        map(bool, notes)
    )


def test_what_is_no_picture_or_somebody_elses_is_not_previewed(browser: Client) -> None:
    theirs = make_image(make_user("somebody"))
    assert browser.post(PAGE, sent(do="preview", logo=str(theirs.pk))).status_code == 422
    text = SimpleUploadedFile("logo.png", b"no picture")
    page = browser.post(PAGE, sent(do="preview", logo_upload=text))
    assert page.status_code == 422
    assert b"not a PNG, JPEG or WebP" in page.content


def test_an_earlier_version_is_gone_back_to_by_its_owner_alone(
    browser: Client, owner: User
) -> None:
    for number, code in enumerate(("#111111", "#222222")):
        browser.post(PAGE, sent(base=number, primary=code))

    page = browser.post(f"{PAGE}versions/1/", follow=True)
    assert b"Brand 1 is back, as Brand 3." in page.content
    assert Brand.objects.latest("number").colours[0]["hex"] == "#111111"
    browser.force_login(make_user("reviewer-2", permissions=["review_generatedimage"]))
    assert browser.post(f"{PAGE}versions/1/").status_code == 404
    assert b"#111111" not in browser.get(PAGE).content


def test_two_windows_do_not_overwrite_each_other(browser: Client) -> None:
    browser.post(PAGE, sent(primary="#111111"))

    late = browser.post(PAGE, sent(primary="#222222"))

    assert late.status_code == 409
    assert b"changed in another window" in late.content
    assert b'name="base" value="1"' in late.content
    assert b'value="#222222"' in late.content
