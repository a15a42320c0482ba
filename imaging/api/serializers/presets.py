"""A preset, as scripts see it: the options of a job under a name."""

from typing import Any
from uuid import UUID

from rest_framework import serializers

from imaging.api.serializers.jobs import known_provider
from imaging.api.serializers.references import ReferencesSerializer, ill_fitting
from imaging.inputs import said_roles
from imaging.keys import keys_for
from imaging.limits import COUNT_MAX
from imaging.models import Preset
from imaging.options import unpaintable
from imaging.presets import PresetPictures, pictures_of
from imaging.prompts.styles import STYLES
from imaging.providers.types import Format, Quality, ReferenceRole

# What only some combinations of can be painted with.
CHOICE = ("provider", "model", "quality")
REFERENCES = ("reference_images", "reference_roles")


class PresetSerializer(ReferencesSerializer, serializers.ModelSerializer[Preset]):
    """Pictures that are in the trash or deleted are left out, and `notice` says so.

    Takes what `pictures_of` gives as `pictures` from its context, or asks for itself.
    """

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
    notice = serializers.CharField(
        read_only=True, allow_null=True, help_text="what is left out of it, and why"
    )

    class Meta:
        model = Preset
        fields = (
            "id", "name", "prompt", "format", "style", "quality", "count", "provider", "model",
            "reference_images", "reference_roles", "notice", "created_at",
        )  # fmt: skip
        read_only_fields = ("id", "created_at")

    def validate_provider(self, provider: str) -> str:
        return known_provider(provider)

    def to_representation(self, preset: Preset) -> dict[str, Any]:
        pictures = self._pictures(preset)
        shown = super().to_representation(preset)
        return shown | {
            "reference_images": [str(each.image.pk) for each in pictures.references],
            "reference_roles": [each.role.value for each in pictures.references],
            "notice": pictures.note or None,
        }

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """What is not changed is not judged: a model may have gone since it was kept."""
        if attrs.keys().isdisjoint({*CHOICE, *REFERENCES}):
            return attrs
        chosen = {name: attrs.get(name, getattr(self.instance, name, "")) for name in CHOICE}
        pictures = self._wanted(attrs)
        if refused := self._unpaintable(attrs, chosen) or ill_fitting(chosen | pictures):
            raise serializers.ValidationError(refused)
        roles = [ReferenceRole(each) for each in pictures["reference_roles"]]
        kept = {name: value for name, value in attrs.items() if name not in REFERENCES}
        return kept | {
            "reference_ids": [str(image.pk) for image in pictures["reference_images"]],
            "reference_roles": list(said_roles(roles)),
        }

    def _unpaintable(self, attrs: dict[str, Any], chosen: dict[str, Any]) -> dict[str, str]:
        if attrs.keys().isdisjoint(CHOICE):
            return {}
        quality = Quality(chosen["quality"] or Quality.ONE_K)
        user = self.context["request"].user
        return unpaintable(keys_for(user), chosen["provider"], chosen["model"], quality)

    def _wanted(self, attrs: dict[str, Any]) -> dict[str, list[Any]]:
        """The pictures it shall hold: those sent, or what is left of those it holds."""
        if "reference_images" in attrs or self.instance is None:
            return {name: attrs.get(name, []) for name in REFERENCES}
        left = self._pictures(self.instance).references
        roles = attrs.get("reference_roles", [each.role for each in left])
        return {"reference_images": [each.image for each in left], "reference_roles": roles}

    def _pictures(self, preset: Preset) -> PresetPictures:
        known: dict[UUID, PresetPictures] = self.context.get("pictures", {})
        return known.get(preset.pk) or pictures_of(preset.owner_id, [preset])[preset.pk]
