"""The whole of what a provider must be."""

from abc import ABC, abstractmethod
from collections.abc import Hashable
from decimal import Decimal
from typing import ClassVar, NoReturn

from imaging.providers import catalogue
from imaging.providers.types import ImageRequest, ImageResult, Quality


class ImageProvider(ABC):
    """Makes one picture a call. Instances are shared between threads and hold no request state."""

    alias: ClassVar[str]
    label: ClassVar[str]
    uses_ai: ClassVar[bool] = True
    # Whether it looks at the references that it is sent; one that does not is told of in a notice.
    sees_pictures: ClassVar[bool] = True

    @property
    @abstractmethod
    def models(self) -> tuple[str, ...]:
        """Model ids in the order to try them; empty where the provider is not configured."""

    @abstractmethod
    def generate(self, model: str, request: ImageRequest) -> ImageResult:
        """Make the picture, or raise a `ProviderError`; nothing else may escape."""

    def price_usd(self, model: str, request: ImageRequest) -> Decimal | None:
        """The price to show before the call; None where it is not known."""
        return None

    def offers(self, model: str, request: ImageRequest) -> bool:
        """False where the step could only refuse, so that it need not be tried. Free."""
        return True

    def qualities(self, model: str) -> tuple[Quality, ...]:
        """The size classes that can be asked of the model."""
        return catalogue.card(self.alias, model).qualities

    def listing(self) -> frozenset[str]:
        """The ids of all the models the provider says it has, by a free call.

        Raises `ProviderError`: `AuthenticationFailed` where it refuses the key.
        """
        return frozenset(self.models)

    def capability(self, model: str) -> Hashable:
        """Equal for steps that accept the same options: what one refuses, so does the other."""
        return (self.alias, model)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a provider holds a key, and keys are not pickled")
