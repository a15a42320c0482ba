"""A provider's key: it goes in and never comes out."""

from typing import Any

from rest_framework import serializers

from imaging.api.serializers.fields import BlankAsNull
from imaging.keys import KEY_FAULTS, KEY_MAX, KEY_MIN, KEY_PATTERN, KeySource


class KeyInputSerializer(serializers.Serializer[Any]):
    key = serializers.RegexField(
        KEY_PATTERN,
        min_length=KEY_MIN,
        max_length=KEY_MAX,
        write_only=True,
        error_messages={**KEY_FAULTS},
    )


class KeySerializer(serializers.Serializer[Any]):
    provider = serializers.CharField()
    source = serializers.ChoiceField(  # type: ignore[assignment]
        choices=[each.value for each in KeySource], help_text="whose key is in force"
    )
    last4 = serializers.CharField(help_text="empty for a key that is too short to tell its end")
    verified_at = serializers.DateTimeField(
        allow_null=True, help_text="when a call with it last proved it good as it was saved"
    )
    problem = BlankAsNull(help_text="what is wrong with it, as a sentence")


class KeyListSerializer(serializers.Serializer[Any]):
    """Shaped like the other lists; there are never enough keys for a second page."""

    next = serializers.URLField(allow_null=True, default=None)
    previous = serializers.URLField(allow_null=True, default=None)
    results = KeySerializer(many=True)
