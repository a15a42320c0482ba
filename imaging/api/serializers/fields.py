"""Fields that several shapes use."""

from typing import Any

from rest_framework import serializers


class BlankAsNull(serializers.CharField):
    """Text that the database keeps as "" where there is none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs, read_only=True, allow_null=True)

    def to_representation(self, value: str) -> str | None:  # type: ignore[override]
        return value or None
