"""A preset, as scripts see it: the options of a job under a name."""

from typing import Any

from rest_framework import serializers

from imaging.api.serializers.jobs import known_provider
from imaging.limits import COUNT_MAX
from imaging.models import Preset
from imaging.options import unpaintable
from imaging.prompts.styles import STYLES
from imaging.providers.types import Format, Quality

# What only some combinations of can be painted with.
CHOICE = ("provider", "model", "quality")


class PresetSerializer(serializers.ModelSerializer[Preset]):
    format = serializers.ChoiceField(
        choices=[each.value for each in Format], default=Format.LANDSCAPE.value
    )
    style = serializers.ChoiceField(  # type: ignore[assignment]
        choices=[style.slug for style in STYLES],
        default="",
        allow_blank=True,
        error_messages={"invalid_choice": '"{input}" is not a style; GET styles/ lists them.'},
    )
    quality = serializers.ChoiceField(
        choices=[each.value for each in Quality], default=Quality.ONE_K.value
    )
    count = serializers.IntegerField(min_value=1, max_value=COUNT_MAX, default=1)

    class Meta:
        model = Preset
        fields = (
            "id", "name", "prompt", "format", "style", "quality", "count", "provider", "model",
            "created_at",
        )  # fmt: skip
        read_only_fields = ("id", "created_at")

    def validate_provider(self, provider: str) -> str:
        return known_provider(provider)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """What is not changed is not judged: a model may have gone since it was kept."""
        if attrs.keys().isdisjoint(CHOICE):
            return attrs
        provider, model, quality = (
            attrs.get(name, getattr(self.instance, name, "")) for name in CHOICE
        )
        if refused := unpaintable(
            self.context["request"].user, provider, model, Quality(quality or Quality.ONE_K)
        ):
            raise serializers.ValidationError(refused)
        return attrs
