"""Fields that several shapes use."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from imaging.models import GeneratedImage

NO_SUCH_IMAGE = "There is no such image."
NO_SUCH_FIELD = "There is no such field."


class OwnImageField(serializers.UUIDField):
    """One of the person's own images; somebody else's is as one that does not exist."""

    def to_internal_value(self, data: Any) -> GeneratedImage:  # type: ignore[override]
        pk = super().to_internal_value(data)
        owned = GeneratedImage.objects.owned_by(self.context["request"].user).kept()
        image = owned.filter(pk=pk).first()
        if image is None:
            raise serializers.ValidationError(NO_SUCH_IMAGE)
        return image


class TextField(serializers.CharField):
    """A string of JSON: a number is none, whatever it would look like as text."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return str(super().to_internal_value(data))


class KnownFieldsAlone(serializers.Serializer[Any]):
    """To be inherited. A field that there is not is refused by its name: it may be misspelt."""

    def to_internal_value(self, data: Any) -> Any:
        names = data if isinstance(data, Mapping) else ()
        unknown = {name: [NO_SUCH_FIELD] for name in names if name not in self.fields}
        try:
            values = super().to_internal_value(data)
        except serializers.ValidationError as error:
            found: Any = error.detail
            raise serializers.ValidationError(unknown | found) from error
        if unknown:
            raise serializers.ValidationError(unknown)
        return values


class BlankAsNull(serializers.CharField):
    """Text that the database keeps as "" where there is none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs, read_only=True, allow_null=True)

    def to_representation(self, value: str) -> str | None:  # type: ignore[override]
        return value or None
