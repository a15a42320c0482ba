"""Serializers that are made for every request, without making their fields anew."""

from copy import copy, deepcopy
from typing import Any, ClassVar

from rest_framework import serializers


class ReadyFields(serializers.Serializer[Any]):
    """To be inherited first. Fields are made once for a class and copied for each serializer.

    DRF reads them from the model each time, which takes longer than to write a row with them.
    """

    _ready: ClassVar[dict[type, dict[str, Any]]] = {}

    def get_fields(self) -> dict[str, Any]:
        ready = self._ready.get(type(self))
        if ready is None:
            ready = self._ready[type(self)] = super().get_fields()
        return {name: _own(field) for name, field in ready.items()}


def _own(field: Any) -> Any:
    # Not to be shared: the child of a list looks for the request by way of the list.
    return deepcopy(field) if hasattr(field, "child") else copy(field)
