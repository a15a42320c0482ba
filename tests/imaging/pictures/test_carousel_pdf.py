"""A PDF of pictures: pages of one size, small enough, and read again before it is trusted."""

import pytest
from PIL import Image

from imaging.pictures.carousel import carousel_pdf, check_pdf
from imaging.pictures.exact import NotAsAsked


def test_twenty_heavy_pages_stay_within_the_limit() -> None:
    noise = Image.effect_noise((1080, 1350), 120).convert("RGB")

    data = carousel_pdf([noise] * 20, "Twenty")

    check_pdf(data, 20, (1080, 1350))


def test_pages_of_several_sizes_are_refused() -> None:
    with pytest.raises(ValueError, match="several sizes"):
        carousel_pdf([Image.new("RGB", (9, 9)), Image.new("RGB", (9, 10))])
    with pytest.raises(ValueError, match="0 pages"):
        carousel_pdf([])


def test_what_is_not_as_asked_is_noticed() -> None:
    data = carousel_pdf([Image.new("RGB", (90, 90), "teal")] * 2)

    for broken in (data[:-40], data[: len(data) // 2], b"%PDF-1.4"):
        with pytest.raises(NotAsAsked, match="unreadable"):
            check_pdf(broken, 2, (90, 90))
    with pytest.raises(NotAsAsked, match="2 pages instead of 3"):
        check_pdf(data, 3, (90, 90))
    with pytest.raises(NotAsAsked, match="a page of"):
        check_pdf(data, 2, (90, 91))
    damaged = data.replace(b"\xff\xd8\xff", b"\xff\xd8\x00", 1)
    with pytest.raises(NotAsAsked, match="unreadable"):
        check_pdf(damaged, 2, (90, 90))
