"""The canvas provider as the chain sees it."""

import io
import time
from decimal import Decimal

import pytest
from PIL import Image

from imaging.pictures.verify import verify
from imaging.providers.canvas import CanvasProvider, provider
from imaging.providers.canvas.reading import drawing_of
from imaging.providers.errors import InternalError, ModelRetired, UnsupportedOption
from imaging.providers.types import Format, ImageRequest, Operation, Quality
from tests.imaging.providers.canvas_posts import POSTS

CANVAS = CanvasProvider()


def drawn(**options: object) -> bytes:
    request = ImageRequest(**{"prompt": "p", "content": POSTS[0], **options})  # type: ignore[arg-type]
    return CANVAS.generate("canvas-1", request).payloads[-1].data


def vary(**options: object) -> bytes:
    return drawn(operation=Operation.VARY, source_provider="canvas", **options)


def test_it_is_free_and_says_that_it_is_no_ai() -> None:
    request = ImageRequest(prompt="p")
    assert (CANVAS.alias, CANVAS.label, CANVAS.uses_ai) == ("canvas", "Canvas", False)
    assert CANVAS.models == ("canvas-1",)
    assert CANVAS.price_usd("canvas-1", request) == Decimal(0)
    assert CANVAS.generate("canvas-1", request).cost_usd == Decimal(0)


@pytest.mark.parametrize("shape", Format)
@pytest.mark.parametrize(("quality", "scale"), [("1K", 1), ("2K", 2), ("4K", 3)])
def test_the_picture_has_exactly_the_pixels_asked_for(
    shape: Format, quality: str, scale: int
) -> None:
    picture = verify(drawn(format=shape, quality=Quality(quality)))
    assert picture.mime_type == "image/png"
    assert (picture.width, picture.height) == tuple(side * scale for side in shape.size)
    assert max(picture.width, picture.height) <= 4096
    assert picture.image.mode == "RGB"


@pytest.mark.parametrize(
    "post", [*POSTS, "", "🚀🚀", "Hallo", "a" * 400, "नमस्ते दुनिया", "สวัสดีชาวโลก"]
)
def test_every_post_gives_a_picture(post: str) -> None:
    assert verify(drawn(content=post, prompt="")).width == 1200


def test_the_same_request_gives_the_same_bytes_and_a_seed_another_picture() -> None:
    assert drawn() == drawn()
    assert len({vary(seed=str(number)) for number in range(6)}) == 6


def test_the_size_of_a_picture_does_not_change_its_design() -> None:
    small = Image.open(io.BytesIO(drawn())).resize((120, 63), Image.Resampling.BOX)
    large = Image.open(io.BytesIO(drawn(quality=Quality.TWO_K)))
    again = large.resize((120, 63), Image.Resampling.BOX)
    apart = [abs(a - b) for a, b in zip(small.tobytes(), again.tobytes(), strict=True)]
    assert sum(apart) / len(apart) < 3


@pytest.mark.parametrize(
    "options",
    [
        {"operation": Operation.EDIT, "source_provider": "canvas"},
        {"operation": Operation.VARY, "source_provider": "gemini"},
        {"operation": Operation.RESTYLE, "source_provider": "gemini", "style": "minimal"},
        {"operation": Operation.RESTYLE, "source_provider": "canvas"},
    ],
)
def test_what_it_cannot_do_it_does_not_offer(options: dict[str, object]) -> None:
    assert not CANVAS.offers("canvas-1", ImageRequest(prompt="p", **options))  # type: ignore[arg-type]
    with pytest.raises(UnsupportedOption):
        drawn(**options)


def test_it_restyles_what_it_drew_in_the_same_design() -> None:
    restyled = drawn(
        operation=Operation.RESTYLE,
        source_provider="canvas",
        source_drawing=drawing_of(ImageRequest(prompt="p", content=POSTS[0])).as_json(),
        style="minimal",
    )
    assert restyled == drawn(style="minimal")


def test_a_model_it_does_not_have_is_a_retired_one() -> None:
    with pytest.raises(ModelRetired):
        CANVAS.generate("canvas-0", ImageRequest(prompt="p"))


def test_a_fault_in_drawing_is_reported_as_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Image.Image:
        raise OSError("disk on fire")

    monkeypatch.setattr(provider, "layout_of", broken)
    with pytest.raises(InternalError) as caught:
        drawn()
    assert caught.value.detail == "drawing failed: OSError"


def test_a_picture_costs_little_time() -> None:
    best = min(_seconds(Format.LANDSCAPE, number) for number in range(4))
    assert best < 0.25


def _seconds(shape: Format, number: int) -> float:
    started = time.thread_time()
    drawn(format=shape, seed=str(number))
    return time.thread_time() - started
