"""What every provider must do: subclass `ProviderContract` in a test module to prove it."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from imaging.pictures.verify import VerifiedPicture, verify
from imaging.providers.base import ImageProvider
from imaging.providers.errors import ProviderError
from imaging.providers.types import Format, ImageRequest, ImageResult, Operation, Quality

REQUEST = ImageRequest(
    prompt="A calm harbour at dawn, one boat, soft light, no text",
    content="We moved our harbour to renewable power. Three things surprised us.",
    seed="1",
)
RATIO_TOLERANCE = 0.12


def shown(result: ImageResult) -> VerifiedPicture:
    """The final picture, decoded in full."""
    return verify(result.payloads[-1].data)


class ProviderContract:
    """Fixtures to give: `provider`, `model`, `failing`; and `key` where the provider has one.

    `failing` is calls that are bound to fail, each in its own way.
    """

    @pytest.fixture
    def key(self) -> str:
        """The secret that must never show."""
        return ""

    @pytest.mark.parametrize("shape", list(Format))
    def test_delivers_a_decodable_picture_of_the_shape_asked_for(
        self, provider: ImageProvider, model: str, shape: Format
    ) -> None:
        result = provider.generate(model, replace(REQUEST, format=shape))
        assert not result.payloads[-1].draft
        picture = shown(result)
        width, height = shape.size
        assert picture.width / picture.height == pytest.approx(width / height, rel=RATIO_TOLERANCE)
        assert picture.mime_type == result.payloads[-1].mime_type

    def test_offers_what_it_can_do(self, provider: ImageProvider, model: str) -> None:
        assert model in provider.models
        assert provider.offers(model, REQUEST)
        assert isinstance(provider.uses_ai, bool)
        assert provider.alias
        assert provider.label

    def test_delivers_its_best_for_any_quality(self, provider: ImageProvider, model: str) -> None:
        small = shown(provider.generate(model, REQUEST))
        large = shown(provider.generate(model, replace(REQUEST, quality=Quality.TWO_K)))
        assert large.width >= small.width

    def test_varies_where_it_offers_to(self, provider: ImageProvider, model: str) -> None:
        request = replace(REQUEST, operation=Operation.VARY, seed="2")
        if not provider.offers(model, request):
            with pytest.raises(ProviderError):
                provider.generate(model, request)
            return
        other = provider.generate(model, request)
        assert other.payloads[-1].data != provider.generate(model, REQUEST).payloads[-1].data

    def test_takes_calls_from_many_threads(self, provider: ImageProvider, model: str) -> None:
        requests = [
            replace(REQUEST, format=shape, seed=str(n)) for n in range(4) for shape in Format
        ]
        with ThreadPoolExecutor(max_workers=len(requests)) as pool:
            results = list(pool.map(lambda request: provider.generate(model, request), requests))
        for request, result in zip(requests, results, strict=True):
            picture = shown(result)
            landscape = request.format is Format.LANDSCAPE
            assert (picture.width > picture.height) == landscape

    def test_fails_with_typed_errors_that_keep_the_key(
        self, failing: Sequence[Callable[[], object]], key: str
    ) -> None:
        assert failing
        for call in failing:
            with pytest.raises(ProviderError) as raised:
                call()
            error = raised.value
            assert type(error).code != "internal"
            told = f"{error!r} {error} {error.detail} {error.request_id} {error.__cause__!r}"
            assert not key or key not in told

    def test_keeps_its_key_to_itself(self, provider: ImageProvider, key: str) -> None:
        assert type(provider).__name__ in repr(provider)
        assert not key or key not in f"{provider!r} {provider}"
