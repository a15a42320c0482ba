"""A request for images, and the job that it becomes."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.functional import cached_property
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from imaging.api.serializers.brand import BrandRefSerializer
from imaging.api.serializers.fields import BlankAsNull, KnownFieldsAlone, TextField
from imaging.api.serializers.images import ImageSerializer
from imaging.api.serializers.ready_fields import ReadyFields
from imaging.api.serializers.references import ReferencesSerializer, ill_fitting
from imaging.inputs import JobInput, said_roles
from imaging.keys import Keys, keys_for
from imaging.limits import CONTENT_MAX, COUNT_MAX, PROMPT_MAX
from imaging.models import GeneratedImage, GenerationJob, JobStatus, ProviderAttempt
from imaging.options import quality_lacking
from imaging.problems import ActionKind
from imaging.prompts.styles import STYLES
from imaging.providers.types import Distance, Format, Operation, Quality, ReferenceRole
from imaging.selectors import position_in_queue


def known_provider(alias: str) -> str:
    if alias and alias not in settings.IMAGE_PROVIDERS:
        raise serializers.ValidationError(f"Choose one of {', '.join(settings.IMAGE_PROVIDERS)}.")
    return alias


class JobInputSerializer(ReadyFields, KnownFieldsAlone, ReferencesSerializer):
    """A prompt says what to paint or to change, content is the post it is for.

    generate needs one of them, the others a source image; edit also a prompt, restyle also a
    style or a reference image. Needs the request in its context.
    """

    operation = serializers.ChoiceField(
        choices=[each.value for each in Operation], default=Operation.GENERATE.value
    )
    prompt = TextField(max_length=PROMPT_MAX, default="", allow_blank=True)
    content = TextField(max_length=CONTENT_MAX, default="", allow_blank=True)
    format = serializers.ChoiceField(
        choices=[each.value for each in Format],
        default=None,
        allow_null=True,
        help_text="landscape, or the source image's",
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
    source_image = serializers.UUIDField(
        default=None, allow_null=True, help_text="the image to edit, restyle or vary"
    )
    distance = serializers.ChoiceField(
        choices=[each.value for each in Distance],
        default=Distance.FAR.value,
        help_text="how far a variation may go from its source",
    )
    provider = serializers.CharField(
        max_length=20, default="", allow_blank=True, help_text="pin: no other provider is tried"
    )
    model = serializers.CharField(
        max_length=120, default="", allow_blank=True, help_text="pin: no other model is tried"
    )
    max_cost_usd = serializers.DecimalField(
        max_digits=10, decimal_places=4, min_value=0, default=None, allow_null=True
    )
    fresh = serializers.BooleanField(
        default=False, help_text="make new images even where the same were made before"
    )
    brand = serializers.BooleanField(
        default=True,
        help_text="in your brand, if you have one; what is made of another image keeps that one's",
    )

    @cached_property
    def keys(self) -> Keys:
        """The person's, read once for the request."""
        return keys_for(self.context["request"].user)

    def validate_source_image(self, pk: UUID | None) -> GeneratedImage | None:
        return self.own_images([pk])[0] if pk else None

    def validate_provider(self, provider: str) -> str:
        return known_provider(provider)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        source: GeneratedImage | None = attrs["source_image"]
        # The source is one of the pictures that a model is sent.
        errors = _what_is_missing(attrs) or ill_fitting(attrs, beside=bool(source))
        if errors := errors or self._lacking_quality(attrs):
            raise serializers.ValidationError(errors)
        shape = source.format if source else Format.LANDSCAPE.value
        return attrs | {"format": attrs["format"] or shape}

    def _lacking_quality(self, asked: Mapping[str, Any]) -> dict[str, str]:
        """Of a pinned model alone: without a pin another one, or a notice, makes up for it."""
        provider, model, quality = asked["provider"], asked["model"], Quality(asked["quality"])
        if not provider and not model:
            return {}
        lacking = quality_lacking(self.keys, provider, model, quality)
        return {"quality": lacking} if lacking else {}

    def job_input(self) -> JobInput:
        """What was asked for; call it after `is_valid`."""
        asked: Mapping[str, Any] = self.validated_data
        source: GeneratedImage | None = asked["source_image"]
        return JobInput(
            operation=Operation(asked["operation"]),
            format=Format(asked["format"]),
            quality=Quality(asked["quality"]),
            distance=Distance(asked["distance"]),
            source_image_id=source.pk if source else None,
            reference_ids=tuple(str(image.pk) for image in asked["reference_images"]),
            reference_roles=said_roles([ReferenceRole(each) for each in asked["reference_roles"]]),
            **{
                name: asked[name]
                for name in (
                    "prompt", "content", "style", "count", "provider", "model", "max_cost_usd",
                    "fresh", "brand",
                )
            },
        )  # fmt: skip


def _what_is_missing(asked: Mapping[str, Any]) -> dict[str, str]:
    """What each operation needs, by field."""
    operation = Operation(asked["operation"])
    if operation is Operation.GENERATE:
        if asked["source_image"]:
            return {"source_image": "A source image is not possible with generate."}
        if not asked["prompt"] and not asked["content"]:
            return {"prompt": "Give a prompt, or content to paint for."}
        return {}
    if not asked["source_image"]:
        return {"source_image": f"Say which image to {operation}."}
    if operation is Operation.EDIT and not asked["prompt"]:
        return {"prompt": "Say what to change."}
    if operation is Operation.RESTYLE and not (asked["style"] or _shows_a_style(asked)):
        return {"style": "Give a style, or a reference image to take it from."}
    return {}


def _shows_a_style(asked: Mapping[str, Any]) -> bool:
    if not asked["reference_roles"]:
        return bool(asked["reference_images"])
    return ReferenceRole.STYLE in asked["reference_roles"]


class JobFilterSerializer(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=JobStatus.choices, required=False)


class RetryInputSerializer(serializers.Serializer[Any]):
    start_at = serializers.CharField(
        max_length=20,
        default="",
        allow_blank=True,
        help_text="the provider to begin with; the rest of the chain follows",
    )

    def validate_start_at(self, provider: str) -> str:
        return known_provider(provider)


class AttemptSerializer(ReadyFields, serializers.ModelSerializer[ProviderAttempt]):
    error_code = BlankAsNull()

    class Meta:
        model = ProviderAttempt
        fields = (
            "provider", "model", "status", "error_code", "http_status", "started_at", "latency_ms",
            "cost_usd",
        )  # fmt: skip


class OfferSerializer(serializers.Serializer[Any]):
    """A prompt in place of one that was blocked; it goes nowhere unless it is sent."""

    prompt = serializers.CharField()
    reason = serializers.CharField(help_text="how it came about")
    is_new = serializers.BooleanField(
        help_text="false where it is the blocked prompt, to be edited"
    )


class ActionSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=[each.value for each in ActionKind])
    label = serializers.CharField()  # type: ignore[assignment]
    at = serializers.DateTimeField(allow_null=True, help_text="when it begins to make sense")
    offer = OfferSerializer(required=False, help_text="with `content_blocked` alone")


class JobErrorSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    message = serializers.CharField()
    retryable = serializers.BooleanField()
    action = ActionSerializer()


class JobSerializer(ReadyFields, serializers.ModelSerializer[GenerationJob]):
    """Needs attempts and images fetched with the job, and the request in its context.

    `positions` in the context spares a query for each job of a list.
    """

    position = serializers.SerializerMethodField(help_text="1 is next; null once it has begun")
    reused = serializers.SerializerMethodField(
        help_text="whether its images were made before, for the same request"
    )
    retry_of = serializers.UUIDField(source="retry_of_id", allow_null=True, read_only=True)
    batch = serializers.SerializerMethodField(help_text="the batch it was asked for in")
    attempts = serializers.SerializerMethodField()
    images = serializers.SerializerMethodField()
    brand = BrandRefSerializer(allow_null=True, read_only=True)
    notice = BlankAsNull()
    error = serializers.SerializerMethodField()

    class Meta:
        model = GenerationJob
        fields = (
            "id", "operation", "status", "stage", "position", "prompt", "format", "style",
            "quality", "count", "brand", "reused", "retry_of", "batch", "attempts", "images",
            "notice", "error", "estimated_cost_usd", "cost_usd", "created_at", "started_at",
            "finished_at",
        )  # fmt: skip
        read_only_fields = fields

    @cached_property
    def _attempt(self) -> AttemptSerializer:
        return AttemptSerializer(context=self.context)

    @cached_property
    def _image(self) -> ImageSerializer:
        return ImageSerializer(context=self.context)

    def get_position(self, job: GenerationJob) -> int | None:
        positions: dict[UUID, int] | None = self.context.get("positions")
        return position_in_queue(job) if positions is None else positions.get(job.pk)

    def get_reused(self, _: GenerationJob) -> bool:
        """Every job makes its own images."""
        return False

    def get_batch(self, _: GenerationJob) -> UUID | None:
        """Every job is asked for alone."""
        return None

    @extend_schema_field(AttemptSerializer(many=True))
    def get_attempts(self, job: GenerationJob) -> list[dict[str, Any]]:
        rows = job.attempts.all() if job.has_begun else ()
        return [self._attempt.to_representation(row) for row in rows]

    @extend_schema_field(ImageSerializer(many=True))
    def get_images(self, job: GenerationJob) -> list[dict[str, Any]]:
        # They become visible together with the end of their job.
        rows = job.images.all() if job.is_final else ()
        return [self._image.to_representation(row) for row in rows]

    @extend_schema_field(JobErrorSerializer(allow_null=True))
    def get_error(self, job: GenerationJob) -> dict[str, Any] | None:
        if job.status != JobStatus.FAILED:
            return None
        return {
            "code": job.error_code,
            "message": job.error_message,
            "retryable": job.error_retryable,
            "action": job.error_action,
        }
