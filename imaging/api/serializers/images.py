"""An image and its review, as scripts see them."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from imaging.api.serializers.brand import BrandRefSerializer
from imaging.api.serializers.ready_fields import ReadyFields
from imaging.api.serializers.touches import TouchSerializer
from imaging.limits import ALT_TEXT_MAX, REASON_MAX, UPLOAD_MAX
from imaging.models import WAYS, GeneratedImage, ReviewDecision, ReviewStatus
from imaging.providers.types import Format


class ReviewSerializer(serializers.Serializer[GeneratedImage]):
    status = serializers.ChoiceField(choices=ReviewStatus.choices, source="review_status")
    reason = serializers.CharField(source="review_reason")
    reviewed_at = serializers.DateTimeField(allow_null=True)


class ImageSerializer(ReadyFields, serializers.ModelSerializer[GeneratedImage]):
    """Needs `original` fetched with the image, and the request in its context."""

    job = serializers.UUIDField(source="job_id", allow_null=True, read_only=True)
    parent = serializers.UUIDField(  # type: ignore[assignment]
        source="parent_id", allow_null=True, read_only=True
    )
    bytes = serializers.IntegerField(source="original.bytes", read_only=True)
    alt_text = serializers.CharField(max_length=ALT_TEXT_MAX, allow_blank=True)
    review = ReviewSerializer(source="*", read_only=True)
    touch = TouchSerializer(allow_null=True, read_only=True)
    brand = BrandRefSerializer(allow_null=True, read_only=True)
    content_url = serializers.SerializerMethodField()

    class Meta:
        model = GeneratedImage
        extra_kwargs = {
            "has_manifest": {"help_text": "the original carries a C2PA manifest; not verified"},
            "file_name": {"help_text": "what an upload was called; empty for all others"},
        }
        fields = (
            "id", "job", "operation", "prompt", "provider", "model", "ai_generated", "format",
            "width", "height", "mime_type", "bytes", "sha256", "alt_text", "file_name", "review",
            "parent", "brand", "touch", "has_manifest", "cost_usd", "created_at", "trashed_at",
            "content_url",
        )  # fmt: skip
        read_only_fields = tuple(name for name in fields if name != "alt_text")

    @extend_schema_field(OpenApiTypes.URI)
    def get_content_url(self, image: GeneratedImage) -> str:
        return reverse(
            "imaging:image-content", args=[image.pk], request=self.context.get("request")
        )


class ImageFilterSerializer(serializers.Serializer[Any]):
    review = serializers.ChoiceField(choices=ReviewStatus.choices, required=False)
    provider = serializers.CharField(required=False, max_length=20)
    format = serializers.ChoiceField(choices=[each.value for each in Format], required=False)
    q = serializers.CharField(
        required=False,
        max_length=200,
        help_text="words of the prompt, the alternative text or the name of an upload's file",
    )
    operation = serializers.ChoiceField(
        choices=WAYS, required=False, help_text="how the images came about: upload for your own"
    )
    job = serializers.UUIDField(required=False)
    trash = serializers.BooleanField(default=False, help_text="your own images in the trash")


class UploadSerializer(serializers.Serializer[Any]):
    file = serializers.FileField(help_text="PNG, JPEG or WebP, at most 20 MB and 50 megapixels")

    def validate_file(self, file: "UploadedFile[Any]") -> "UploadedFile[Any]":
        if (file.size or 0) > UPLOAD_MAX:
            raise serializers.ValidationError(
                f"The file has {(file.size or 0) / 1e6:.0f} MB; at most {UPLOAD_MAX // 1_000_000} "
                "MB can be taken. Save it as a JPEG and try again."
            )
        return file


class ContentOptionsSerializer(serializers.Serializer[Any]):
    RENDITIONS = ("original", *(each.value for each in Format), "thumbnail")

    rendition = serializers.ChoiceField(
        choices=RENDITIONS,
        default="original",
        error_messages={"invalid_choice": f"Choose one of {', '.join(RENDITIONS)}."},
    )
    download = serializers.BooleanField(default=False, help_text="offer the bytes as a file")


class DecisionInputSerializer(serializers.Serializer[Any]):
    decision = serializers.ChoiceField(choices=ReviewDecision.Decision.choices)
    category = serializers.CharField(max_length=40, default="", allow_blank=True)
    reason = serializers.CharField(max_length=REASON_MAX, default="", allow_blank=True)
    seen = serializers.ChoiceField(
        choices=ReviewStatus.choices,
        required=False,
        help_text="the status the decision is about; another one by now is a conflict",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        rejected = attrs["decision"] == ReviewDecision.Decision.REJECT
        if rejected and not (attrs["reason"] or attrs["category"]):
            raise serializers.ValidationError(
                {"reason": "A rejection needs a reason that its owner can act on."}
            )
        return attrs


class DecisionSerializer(serializers.ModelSerializer[ReviewDecision]):
    reviewer = serializers.CharField(
        source="reviewer.username",
        default=None,
        allow_null=True,
        read_only=True,
        help_text="username; null once the account has gone",
    )

    class Meta:
        model = ReviewDecision
        fields = ("id", "decision", "category", "reason", "reviewer", "created_at")
