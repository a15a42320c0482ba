"""A brand as scripts give and read it."""

from typing import Any

from rest_framework import serializers

from imaging.api.serializers.fields import OwnImageField
from imaging.brands import BrandInput, is_usable
from imaging.limits import TAGLINE_MAX
from imaging.models import Brand, GeneratedImage
from imaging.pictures.colour_names import full_code
from imaging.providers.types import BrandRole

HEX = r"^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$"


class BrandColourSerializer(serializers.Serializer[Any]):
    role = serializers.ChoiceField(choices=[each.value for each in BrandRole])
    hex = serializers.RegexField(
        HEX, error_messages={"invalid": "Write it as # and three or six digits, such as #0b3350."}
    )


class BrandInputSerializer(serializers.Serializer[Any]):
    """The whole brand; what is left out is empty. Needs the request in its context."""

    colours = BrandColourSerializer(many=True, default=list)
    logo = OwnImageField(default=None, allow_null=True, help_text="an image of yours")
    tagline = serializers.CharField(max_length=TAGLINE_MAX, default="", allow_blank=True)
    style_reference = OwnImageField(
        default=None, allow_null=True, help_text="an image of yours whose manner is taken"
    )
    base = serializers.IntegerField(
        min_value=0,
        default=None,
        allow_null=True,
        help_text="the number of the version you changed, 0 for the first; 409 if it is not the "
        "latest any more",
    )

    def validate_colours(self, colours: list[dict[str, str]]) -> list[dict[str, str]]:
        roles = [each["role"] for each in colours]
        if len(set(roles)) < len(roles):
            raise serializers.ValidationError("Give each role one colour at most.")
        return colours

    def validate_logo(self, image: GeneratedImage | None) -> GeneratedImage | None:
        return _usable(image)

    def validate_style_reference(self, image: GeneratedImage | None) -> GeneratedImage | None:
        return _usable(image)

    def validate_tagline(self, tagline: str) -> str:
        if len(tagline.splitlines()) > 1:
            raise serializers.ValidationError("Keep it to one line.")
        return tagline

    def brand_input(self) -> BrandInput:
        """What was given; call it after `is_valid`."""
        given: dict[str, Any] = self.validated_data
        return BrandInput(
            colours={BrandRole(each["role"]): full_code(each["hex"]) for each in given["colours"]},
            logo=given["logo"],
            tagline=given["tagline"],
            style_reference=given["style_reference"],
        )


def _usable(image: GeneratedImage | None) -> GeneratedImage | None:
    if image is not None and not is_usable(image):
        raise serializers.ValidationError("A reviewer has rejected this image. Choose another one.")
    return image


class BrandRefSerializer(serializers.ModelSerializer[Brand]):
    """Which version, and its colours."""

    colours = BrandColourSerializer(many=True, read_only=True)

    class Meta:
        model = Brand
        fields = ("number", "colours")
        read_only_fields = fields


class BrandSerializer(BrandRefSerializer):
    """`number` is 0 and `created_at` null before anything has been saved."""

    logo = serializers.UUIDField(source="logo_id", allow_null=True, read_only=True)
    style_reference = serializers.UUIDField(
        source="style_reference_id", allow_null=True, read_only=True
    )
    created_at = serializers.DateTimeField(allow_null=True, read_only=True)

    class Meta(BrandRefSerializer.Meta):
        fields = (  # type: ignore[assignment]
            "number", "colours", "logo", "tagline", "style_reference", "created_at",
        )  # fmt: skip
        read_only_fields = fields  # type: ignore[assignment]
