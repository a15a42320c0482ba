"""Pictures to work after, as scripts name them: ids, and what each is for."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from rest_framework import serializers

from imaging.api.serializers.fields import NO_SUCH_IMAGE
from imaging.models import GeneratedImage
from imaging.providers.catalogue import REFERENCES_MAX, most_references
from imaging.providers.types import ReferenceRole


class ReferencesSerializer(serializers.Serializer[Any]):
    """To be inherited. Needs the request in its context."""

    reference_images = serializers.ListField(
        child=serializers.UUIDField(),
        max_length=REFERENCES_MAX,
        default=list,
        help_text="images to work after, sent in this order",
    )
    reference_roles = serializers.ListField(
        child=serializers.ChoiceField(choices=[each.value for each in ReferenceRole]),
        max_length=REFERENCES_MAX,
        default=list,
        help_text="what each reference image is for, in the same order; style if left out",
    )

    def validate_reference_images(self, pks: list[UUID]) -> list[GeneratedImage]:
        return self.own_images(pks, named=True)

    def own_images(self, pks: list[UUID], *, named: bool = False) -> list[GeneratedImage]:
        """The person's own; somebody else's is as one that does not exist."""
        if not pks:
            return []
        owned = GeneratedImage.objects.owned_by(self.context["request"].user).kept().in_bulk(pks)
        missing: dict[Any, list[str]] = {
            number: [NO_SUCH_IMAGE] for number, pk in enumerate(pks) if pk not in owned
        }
        if missing:
            raise serializers.ValidationError(missing if named else NO_SUCH_IMAGE)
        return [owned[pk] for pk in pks]


def ill_fitting(asked: Mapping[str, Any], *, beside: int = 0) -> dict[str, str]:
    """Roles that are not one for each reference, and more references than fit, by field.

    `beside` is how many other pictures the model is sent.
    """
    images, roles = asked["reference_images"], asked["reference_roles"]
    if roles and len(roles) != len(images):
        return {"reference_roles": "Give one role for each reference image, or none at all."}
    if not images:
        return {}
    most = most_references(asked["provider"], asked["model"]) - beside
    if len(images) <= most:
        return {}
    return {"reference_images": f"At most {max(0, most)} reference images are possible here."}
