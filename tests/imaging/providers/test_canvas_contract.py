"""Canvas does what every provider must do."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from imaging.providers.canvas import CanvasProvider
from imaging.providers.types import Operation
from tests.imaging.providers.contract import REQUEST, ProviderContract


class TestContract(ProviderContract):
    @pytest.fixture
    def provider(self) -> CanvasProvider:
        return CanvasProvider()

    @pytest.fixture
    def model(self, provider: CanvasProvider) -> str:
        return provider.models[0]

    @pytest.fixture
    def failing(self, provider: CanvasProvider, model: str) -> Sequence[Callable[[], object]]:
        return (
            lambda: provider.generate("no-such-model", REQUEST),
            lambda: provider.generate(model, replace(REQUEST, operation=Operation.EDIT)),
        )
