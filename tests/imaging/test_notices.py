"""What is said of images that are not quite as asked."""

from dataclasses import dataclass

import pytest

from imaging.notices import notice_of
from imaging.providers.errors import QuotaExceeded, StepFailure
from imaging.providers.fallback import Delivered
from imaging.providers.types import Format, Quality

LITE, PRO = "gemini-3.1-flash-lite-image", "gemini-3-pro-image"


@dataclass(frozen=True)
class Size:
    width: int
    height: int


def said(
    *sizes: tuple[int, int],
    model: str = PRO,
    provider: str = "gemini",
    quality: str = "1K",
    shape: str = "landscape",
    failures: tuple[StepFailure, ...] = (),
) -> str:
    pictures = tuple(Size(*size) for size in sizes)
    delivered = Delivered(provider, model, provider != "canvas", pictures, None, failures)
    return notice_of(
        [delivered],
        count=len(sizes),
        quality=Quality(quality),
        format=Format(shape),
        shortfall=None,
    )


@pytest.mark.parametrize(
    ("size", "quality", "shape", "provider"),
    [
        ((1376, 768), "1K", "landscape", "gemini"),
        ((2752, 1536), "2K", "landscape", "gemini"),
        ((5504, 3072), "4K", "landscape", "gemini"),
        ((2752, 1536), "1K", "landscape", "imagen"),
        ((1024, 1024), "1K", "square", "openai"),
        ((1792, 2240), "2K", "portrait", "openai"),
        ((2160, 2160), "2K", "square", "canvas"),
        ((3240, 3240), "4K", "square", "canvas"),
    ],
)
def test_what_is_as_asked_needs_no_word(
    size: tuple[int, int], quality: str, shape: str, provider: str
) -> None:
    assert said(size, quality=quality, shape=shape, provider=provider, model="any") == ""


# What models make of each format at 1K; twice and four times as much of the others.
MADE = {"landscape": (1376, 768), "square": (1024, 1024), "portrait": (928, 1152)}
TIMES = {"1K": 1, "2K": 2, "4K": 4}


@pytest.mark.parametrize("shape", MADE)
@pytest.mark.parametrize("quality", TIMES)
def test_every_format_in_every_quality_is_compared_with_what_came(shape: str, quality: str) -> None:
    for other, (width, height) in MADE.items():
        for made, times in TIMES.items():
            told = said((width * times, height * times), quality=quality, shape=shape)
            smaller = times < TIMES[quality]
            assert (f"{quality} was asked for" in told) is smaller, (other, made)
            assert (f"It is cropped to {shape}" in told) is (other != shape), (other, made)
            assert bool(told) is (smaller or other != shape)


@pytest.mark.parametrize(("count", "which"), [(1, "the picture"), (3, "the 3 pictures")])
def test_references_that_were_not_looked_at_are_told_of(count: int, which: str) -> None:
    for sees_pictures in (True, False):
        delivered = Delivered(
            "canvas", "m", False, (Size(1200, 627),), None, (), sees_pictures=sees_pictures
        )
        notice = notice_of(
            [delivered],
            count=1,
            quality=Quality.ONE_K,
            format=Format.LANDSCAPE,
            shortfall=None,
            references=count,
        )
        assert (f"{which} you attached" in notice) is not sees_pictures


def test_a_lower_quality_is_told_with_the_models_limit() -> None:
    assert said((1376, 768), model=LITE, quality="4K") == (
        "4K was asked for, but the image is 1376 pixels long: Nano Banana 2 Lite makes nothing "
        "larger."
    )


def test_a_lower_quality_than_the_model_was_told_to_make() -> None:
    assert f"{PRO} made it smaller" in said((1376, 768), quality="2K")
    assert "m made it smaller" in said((1376, 768), quality="2K", provider="nobody", model="m")


def test_a_lower_quality_after_a_failure_says_which() -> None:
    failed = StepFailure("gemini", PRO, QuotaExceeded())
    notice = said((1376, 768), model=LITE, quality="2K", failures=(failed,))
    assert notice.endswith("Gemini failed: the quota for this model is used up.")


def test_another_shape_is_told_once_with_its_pixels() -> None:
    notice = said((1024, 1024), (1024, 1024))
    assert notice == (
        "The model did not keep to the landscape format and made 1024 x 1024 pixels. It is cropped "
        "to landscape; the whole is kept as the original."
    )


@pytest.mark.parametrize(
    ("model", "provider", "shape", "size", "told"),
    [
        (
            "imagen-4.0-generate-001",
            "imagen",
            "portrait",
            (896, 1200),
            "Imagen 4 has no 4:5: this was made in 3:4, the nearest.",
        ),
        (
            "gpt-image-1",
            "openai",
            "landscape",
            (1536, 1024),
            "GPT Image 1 has no 16:9: this was made in 3:2, the nearest.",
        ),
    ],
)
def test_a_missing_ratio_is_told_with_the_nearest(
    model: str, provider: str, shape: str, size: tuple[int, int], told: str
) -> None:
    notice = said(size, model=model, provider=provider, shape=shape)
    assert notice == f"{told} It is cropped to {shape}; the whole is kept as the original."
