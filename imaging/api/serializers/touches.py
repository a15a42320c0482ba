"""A finishing touch: what is put on an image, where and how large, and how well it is seen."""

from typing import Any

from rest_framework import serializers

from imaging.limits import TAGLINE_MAX
from imaging.pictures.touches import Size, Spot
from imaging.touches import TouchInput, TouchKind


class TouchInputSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=[each.value for each in TouchKind])
    text = serializers.CharField(
        max_length=TAGLINE_MAX,
        default="",
        allow_blank=True,
        help_text="one line; your brand's tagline where it is empty",
    )
    spot = serializers.ChoiceField(
        choices=[each.value for each in Spot], default=Spot.BOTTOM_RIGHT.value
    )
    size = serializers.ChoiceField(choices=[each.value for each in Size], default=Size.MEDIUM.value)

    def validate_text(self, text: str) -> str:
        if len(text.splitlines()) > 1:
            raise serializers.ValidationError("Keep it to one line.")
        return text

    def touch_input(self) -> TouchInput:
        """What is asked for; call it after `is_valid`."""
        asked: dict[str, Any] = self.validated_data
        return TouchInput(
            TouchKind(asked["kind"]), Spot(asked["spot"]), Size(asked["size"]), asked["text"]
        )


class TouchSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField(help_text="logo or text")
    text = serializers.CharField(allow_blank=True)
    spot = serializers.CharField()
    size = serializers.CharField()
    contrast = serializers.FloatField(
        help_text="WCAG's ratio against the pixels under it: text has 4.5 at least"
    )
    plate = serializers.BooleanField(help_text="whether it stands on a plate to be seen")
