"""Fields that several shapes use."""

from typing import Any

from rest_framework import serializers

from imaging.models import GeneratedImage

NO_SUCH_IMAGE = "There is no such image."


class OwnImageField(serializers.UUIDField):
    """One of the person's own images; somebody else's is as one that does not exist."""

    def to_internal_value(self, data: Any) -> GeneratedImage:  # type: ignore[override]
        pk = super().to_internal_value(data)
        owned = GeneratedImage.objects.owned_by(self.context["request"].user).kept()
        image = owned.filter(pk=pk).first()
        if image is None:
            raise serializers.ValidationError(NO_SUCH_IMAGE)
        return image


class BlankAsNull(serializers.CharField):
    """Text that the database keeps as "" where there is none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs, read_only=True, allow_null=True)

    def to_representation(self, value: str) -> str | None:  # type: ignore[override]
        return value or None
