"""A post to be read, and what is suggested for it."""

from dataclasses import asdict
from typing import Any

from rest_framework import serializers

from imaging.limits import CONTENT_MAX
from imaging.prompts.analysis import industry_name
from imaging.prompts.ideas import KINDS
from imaging.prompts.purpose import PURPOSES
from imaging.prompts.reading import TONES, industries
from imaging.prompts.styles import STYLES
from imaging.reading import Source
from imaging.suggestions import CONTENT_TYPES, Suggestions


class PostSerializer(serializers.Serializer[Any]):
    """What is said of the post is believed; what is left out is read from it."""

    content = serializers.CharField(max_length=CONTENT_MAX)
    industry = serializers.ChoiceField(choices=list(industries()), default="", allow_blank=True)
    tone = serializers.ChoiceField(choices=TONES, default="", allow_blank=True)
    content_type = serializers.ChoiceField(choices=list(CONTENT_TYPES), default="post")

    def validate_industry(self, name: str) -> str:
        return industries().get(name, "")


class ConfidenceSerializer(serializers.Serializer[Any]):
    """From 0, which is a guess, to 1."""

    industry = serializers.FloatField()
    themes = serializers.FloatField()
    tone = serializers.FloatField()
    visual_elements = serializers.FloatField()
    audience = serializers.FloatField()
    purpose = serializers.FloatField()


class AnalysisSerializer(serializers.Serializer[Any]):
    industry = serializers.ChoiceField(choices=list(industries()))
    themes = serializers.ListField(child=serializers.CharField())
    tone = serializers.ChoiceField(choices=TONES)
    visual_elements = serializers.ListField(child=serializers.CharField())
    audience = serializers.CharField()
    purpose = serializers.ChoiceField(choices=PURPOSES)
    confidence = ConfidenceSerializer()


class SuggestionSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=KINDS)
    style = serializers.ChoiceField(  # type: ignore[assignment]
        choices=[style.slug for style in STYLES]
    )
    prompt = serializers.CharField()
    description = serializers.CharField()
    reason = serializers.CharField()
    estimated_cost_usd = serializers.DecimalField(
        max_digits=10, decimal_places=4, allow_null=True, help_text="of one image at 1K"
    )


class SuggestionsSerializer(serializers.Serializer[Any]):
    analysis = AnalysisSerializer()
    suggestions = SuggestionSerializer(many=True)
    source = serializers.ChoiceField(  # type: ignore[assignment]
        choices=[source.value for source in Source]
    )

    @classmethod
    def of(cls, suggested: Suggestions) -> Any:
        """The JSON of what was suggested."""
        analysis = asdict(suggested.analysis)
        ideas = [
            asdict(idea) | {"estimated_cost_usd": suggested.price_usd} for idea in suggested.ideas
        ]
        return cls(
            {
                "analysis": analysis | {"industry": industry_name(analysis["industry"])},
                "suggestions": ideas,
                "source": suggested.source,
            }
        ).data
