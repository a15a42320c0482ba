"""Pictures on their way to a model."""

import io

import pytest
from PIL import Image

from imaging.pictures.sending import fit_to_send
from imaging.pictures.verify import PictureError, verify
from tests.emulator import pictures

SIZE = (3200, 1800)


def test_what_fits_is_sent_untouched() -> None:
    data = pictures.png((64, 48))
    assert fit_to_send(data, "image/png", len(data)) == (data, "image/png")


def test_what_does_not_fit_is_made_smaller_in_its_own_shape() -> None:
    data = pictures.png(SIZE, noisy=True)
    small, mime_type = fit_to_send(data, "image/png", 4_000_000)
    picture = verify(small)
    assert len(small) <= 4_000_000 < len(data)
    assert (mime_type, picture.mime_type) == ("image/jpeg", "image/jpeg")
    assert picture.width / picture.height == pytest.approx(16 / 9, rel=0.01)


def test_what_was_transparent_is_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(out, "PNG")
    small, _ = fit_to_send(out.getvalue(), "image/png", 1)
    assert verify(small).image.getpixel((20, 20)) == (255, 255, 255)


def test_a_cameras_rotation_is_applied() -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (60, 40), "red").save(out, "JPEG", exif=exif)
    small, _ = fit_to_send(out.getvalue(), "image/jpeg", 1)
    assert verify(small).image.size == (40, 60)


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(PictureError):
        fit_to_send(b"no picture at all", "image/png", 1)
