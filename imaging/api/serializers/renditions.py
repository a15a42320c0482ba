"""LinkedIn's formats of an image, and what each keeps of it."""

import math
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from imaging.credentials import Credentials
from imaging.outlooks import Outlook
from imaging.pictures.crop import SCALE_MIN
from imaging.renditions import MIME_TYPE


class CropSerializer(serializers.Serializer[Any]):
    x = serializers.FloatField(
        min_value=0, max_value=1, help_text="the middle of what is kept, as a share of the width"
    )
    y = serializers.FloatField(min_value=0, max_value=1, help_text="the same, of the height")
    scale = serializers.FloatField(
        min_value=SCALE_MIN,
        max_value=1,
        default=1.0,
        help_text="the size of what is kept, as a share of the largest that fits",
    )

    def validate(self, attrs: dict[str, float]) -> dict[str, float]:
        # Neither above any limit nor below it.
        if missing := [name for name, value in attrs.items() if math.isnan(value)]:
            raise serializers.ValidationError(dict.fromkeys(missing, "A valid number is required."))
        return attrs


class OutlookSerializer(serializers.Serializer[Outlook]):
    """Needs the image's id as `image` and the request in its context."""

    rendition = serializers.CharField(
        source="format", read_only=True, help_text="landscape, square or portrait"
    )
    width = serializers.SerializerMethodField()
    height = serializers.SerializerMethodField()
    mime_type = serializers.SerializerMethodField()
    crop = CropSerializer(source="focus", read_only=True)
    by_hand = serializers.BooleanField(
        read_only=True,
        help_text="whether a person chose the crop; else Easel looks for the subject",
    )
    laid_out_anew = serializers.BooleanField(
        read_only=True,
        help_text="drawn by canvas: nothing is cropped until a person chooses a crop",
    )
    kept_whole = serializers.BooleanField(
        read_only=True,
        help_text="drawn by canvas and touched since: the whole of it on a sheet of the format, "
        "until a person chooses a crop",
    )
    credentials = serializers.ChoiceField(
        choices=[each.value for each in Credentials],
        read_only=True,
        help_text="C2PA: unsigned where a certificate is set and cannot sign; a notice says why",
    )
    enlarged = serializers.FloatField(
        read_only=True, help_text="by how much pixels are blown up; sharp where at most 1"
    )
    notices = serializers.ListField(child=serializers.CharField(), read_only=True)
    content_url = serializers.SerializerMethodField()

    def get_width(self, outlook: Outlook) -> int:
        return outlook.format.size[0]

    def get_height(self, outlook: Outlook) -> int:
        return outlook.format.size[1]

    def get_mime_type(self, outlook: Outlook) -> str:
        return MIME_TYPE

    @extend_schema_field(OpenApiTypes.URI)
    def get_content_url(self, outlook: Outlook) -> str:
        content = reverse(
            "imaging:image-content",
            args=[self.context["image"]],
            request=self.context.get("request"),
        )
        return f"{content}?rendition={outlook.format}"


class RenditionsSerializer(serializers.Serializer[Any]):
    results = OutlookSerializer(many=True)
