"""Fields are made once for a class, and yet each serializer's are its own."""

from typing import Any

from rest_framework import serializers

from imaging.api.serializers.ready_fields import ReadyFields


class Named(serializers.CharField):
    """A text after the name of who asks."""

    def to_representation(self, value: str) -> str:
        return f"{self.context['name']}: {value}"


class Inner(ReadyFields):
    text = Named()


class Outer(ReadyFields):
    text = Named()
    texts = serializers.ListField(child=Named())
    inner = Inner()
    inners = Inner(many=True)


GIVEN = {"text": "a", "texts": ["b"], "inner": {"text": "c"}, "inners": [{"text": "d"}]}


def said_by(name: str) -> dict[str, Any]:
    return {
        "text": f"{name}: a",
        "texts": [f"{name}: b"],
        "inner": {"text": f"{name}: c"},
        "inners": [{"text": f"{name}: d"}],
    }


def test_each_field_sees_its_own_context() -> None:
    first, second = Outer(context={"name": "first"}), Outer(context={"name": "second"})
    assert first.to_representation(GIVEN) == said_by("first")
    assert second.to_representation(GIVEN) == said_by("second")
    assert first.to_representation(GIVEN) == said_by("first")


def test_they_are_made_once() -> None:
    makings = []

    class Made(serializers.Serializer[Any]):
        def get_fields(self) -> dict[str, Any]:
            makings.append(self)
            return super().get_fields()

    class Ready(ReadyFields, Made):
        text = serializers.CharField()

    assert [list(Ready().fields) for _ in range(3)] == [["text"]] * 3
    assert len(makings) == 1
