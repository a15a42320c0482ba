"""Whatever comes in: right in every shape, or refused with the reason."""

import io

import pytest
from PIL import Image

from imaging.pictures.crop import Focus
from imaging.pictures.exact import exact_jpeg
from imaging.pictures.renditions import thumbnail
from imaging.pictures.verify import PictureError, verify
from imaging.providers.types import Format
from tests.imaging.pictures.odd import REFUSED, RIGHT, Odd


def colours(data: bytes) -> list[tuple[int, ...]]:
    """Of the middle of each quarter, top left to bottom right."""
    with Image.open(io.BytesIO(data)) as picture:
        shown = Image.new("RGBA", picture.size, "white")
        shown.alpha_composite(picture.convert("RGBA"))
        width, height = shown.size
        places = [(x, y) for y in (0.25, 0.75) for x in (0.25, 0.75)]
        return [
            shown.getpixel((int(x * width), int(y * height)))[:3]  # type: ignore[index]
            for x, y in places
        ]


def assert_shows(data: bytes, odd: Odd) -> None:
    for shown, wanted in zip(colours(data), odd.shows, strict=True):
        off = max(abs(a - b) for a, b in zip(shown, wanted, strict=True))
        assert off <= odd.tolerance, (odd.name, shown, wanted)


@pytest.mark.parametrize("odd", RIGHT, ids=lambda odd: odd.name)
def test_comes_out_right(odd: Odd) -> None:
    picture = verify(odd.make())
    for format in Format:
        data = exact_jpeg(picture, format.size, Focus()).data

        assert_shows(data, odd)
        with Image.open(io.BytesIO(data)) as written:
            assert (written.format, written.mode, written.size) == ("JPEG", "RGB", format.size)
            assert "exif" not in written.info
        assert len(data) < 5_000_000


@pytest.mark.parametrize("odd", REFUSED, ids=lambda odd: odd.name)
def test_is_refused_with_the_reason(odd: Odd) -> None:
    with pytest.raises(PictureError) as caught:
        verify(odd.make())

    assert caught.value.reason is odd.refused
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("odd", [o for o in RIGHT if "profile" not in o.name], ids=lambda o: o.name)
def test_its_thumbnail_looks_the_same(odd: Odd) -> None:
    data, _ = thumbnail(verify(odd.make()))

    assert_shows(data, odd)
