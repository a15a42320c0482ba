"""What might be changed in an image: measured, and seen by a model."""

from dataclasses import asdict
from typing import Any

from rest_framework import serializers

from imaging.edit_suggestions import edit_suggestions
from imaging.looking import seen_in
from imaging.models import ErrandStatus, GeneratedImage, Look

SOURCES = ("measured", "gemini")
STATES = {
    ErrandStatus.ASKED: "pending",
    ErrandStatus.DONE: "done",
    ErrandStatus.FAILED: "failed",
}


class EditSuggestionSerializer(serializers.Serializer[Any]):
    title = serializers.CharField()
    instruction = serializers.CharField(help_text="the prompt of an edit, as it stands")
    reason = serializers.CharField(help_text="what was measured or seen, or its post says")
    source = serializers.ChoiceField(choices=SOURCES)  # type: ignore[assignment]


class LookErrorSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    message = serializers.CharField()


class LookSerializer(serializers.Serializer[Any]):
    """`alt_text` is offered: the image keeps its own until it is changed."""

    status = serializers.ChoiceField(choices=list(STATES.values()))
    model = serializers.CharField(help_text="who looked; empty before that")
    alt_text = serializers.CharField()
    error = LookErrorSerializer(allow_null=True)

    @classmethod
    def of(cls, look: Look) -> Any:
        failed = look.status == ErrandStatus.FAILED
        return cls(
            {
                "status": STATES[ErrandStatus(look.status)],
                "model": look.model,
                "alt_text": look.alt_text,
                "error": {"code": look.error_code or "internal", "message": look.error_message}
                if failed
                else None,
            }
        ).data


class EditSuggestionsSerializer(serializers.Serializer[Any]):
    results = EditSuggestionSerializer(many=True)
    look = LookSerializer(allow_null=True, help_text="null until somebody has asked for one")

    @classmethod
    def of(cls, image: GeneratedImage) -> Any:
        """The JSON of all that is suggested for an image. Raises what the storage raises."""
        look = seen_in(image)
        measured = [asdict(each) | {"source": "measured"} for each in edit_suggestions(image)]
        seen = [each | {"source": "gemini"} for each in (look.suggestions if look else [])]
        return cls({"results": [*measured, *seen], "look": look and LookSerializer.of(look)}).data
