"""What is kept where a picture must take another shape."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter

from imaging.pictures.crop import SCALE_MIN, Focus, crop_box, cropped, find_focus
from imaging.providers.types import Format

RATIOS = [width / height for width, height in (each.size for each in Format)]
share = st.floats(0, 1)


def scene(size: tuple[int, int], subject: tuple[float, ...], colour: str) -> Image.Image:
    """A disc before a soft sky; its middle in shares of the size."""
    width, height = size
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    picture = Image.blend(Image.new("RGB", size, "#8fa9c4"), picture, 0.15)
    radius = 0.12 * min(size)
    x, y = subject[0] * width, subject[1] * height
    ImageDraw.Draw(picture).ellipse((x - radius, y - radius, x + radius, y + radius), colour)
    return picture.filter(ImageFilter.GaussianBlur(2))


@given(
    st.tuples(st.integers(8, 9000), st.integers(8, 9000)),
    st.sampled_from([*RATIOS, 16 / 9, 8.0, 1 / 8]),
    st.builds(Focus, share, share, st.floats(SCALE_MIN, 1)),
)
def test_the_window_is_inside_and_of_the_shape(
    size: tuple[int, int], ratio: float, focus: Focus
) -> None:
    left, top, right, bottom = crop_box(size, ratio, focus)

    slack = 1e-6 * max(size)
    assert -slack <= left < right <= size[0] + slack
    assert -slack <= top < bottom <= size[1] + slack
    assert (right - left) / (bottom - top) == pytest.approx(ratio)


def test_a_window_is_as_large_as_fits_and_holds_its_focus() -> None:
    assert crop_box((1600, 900), 1.0, Focus()) == (350, 0, 1250, 900)
    assert crop_box((1600, 900), 1.0, Focus(x=0)) == (0, 0, 900, 900)
    assert crop_box((1600, 900), 1.0, Focus(x=1, y=1, scale=0.5)) == (1150, 450, 1600, 900)


@pytest.mark.parametrize("values", [(-0.1, 0, 1), (0, 1.1, 1), (0, 0, 0.1), (float("nan"), 0, 1)])
def test_a_focus_outside_is_refused(values: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="not inside"):
        Focus(*values)


@pytest.mark.parametrize(
    ("size", "ratio"),
    [((1376, 768), 1.0), ((1376, 768), 0.8), ((768, 1376), 1.0), ((896, 1120), 1200 / 627)],
)
@pytest.mark.parametrize("colour", ["#d9481f", "#111111", "#f2c29b", "white"])
def test_the_subject_is_kept_wherever_it_stands(
    size: tuple[int, int], ratio: float, colour: str
) -> None:
    for subject in itertools.product((0.15, 0.5, 0.85), repeat=2):
        left, top, right, bottom = crop_box(
            size, ratio, find_focus(scene(size, subject, colour), ratio)
        )

        radius = 0.1 * min(size)
        x, y = subject[0] * size[0], subject[1] * size[1]
        assert left <= x - radius or left == 0, subject
        assert x + radius <= right or right == size[0], subject
        assert top <= y - radius or top == 0, subject
        assert y + radius <= bottom or bottom == size[1], subject


@pytest.mark.parametrize("mode", ["RGB", "L", "RGBA", "P", "CMYK"])
def test_a_plain_picture_is_cut_in_its_middle(mode: str) -> None:
    focus = find_focus(Image.new("RGB", (1376, 768), "#335577").convert(mode), 1.0)

    assert focus.x == pytest.approx(0.5, abs=0.05)
    assert (focus.y, focus.scale) == (0.5, 1.0)


def test_noise_is_no_subject() -> None:
    grain = Image.effect_noise((1376, 768), 20).convert("RGB")

    assert find_focus(grain, 1.0).x == pytest.approx(0.5, abs=0.15)


@pytest.mark.parametrize("size", [(8, 8), (4000, 500), (500, 4000), (9, 4000), (1376, 768)])
@pytest.mark.parametrize("ratio", RATIOS)
def test_a_crop_has_the_shape_to_the_pixel(size: tuple[int, int], ratio: float) -> None:
    part = cropped(scene(size, (0.3, 0.3), "red"), ratio)

    assert abs(part.width - part.height * ratio) <= max(1, ratio)
    assert part.width in {size[0], round(size[1] * ratio)} or part.height == size[1]
