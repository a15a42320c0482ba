"""Providers and their models."""

from typing import Any

from rest_framework import serializers

from imaging.provider_status import ModelStanding, ModelStatus, ProviderState
from imaging.providers.types import Operation


class ProviderModelSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    state = serializers.ChoiceField(choices=[each.value for each in ModelStanding])
    ratios = serializers.ListField(child=serializers.CharField(), source="card.ratios")
    qualities = serializers.ListField(child=serializers.CharField(), source="card.qualities")
    operations = serializers.SerializerMethodField()
    price_usd = serializers.DecimalField(
        max_digits=10,
        decimal_places=4,
        allow_null=True,
        help_text="of one picture at 1K; null where it is not known",
    )

    def get_operations(self, model: ModelStatus) -> list[str]:
        return [each.value for each in Operation if each in model.card.operations]


class ProviderSerializer(serializers.Serializer[Any]):
    """`cooling`: none of its models is worth a call right now."""

    alias = serializers.CharField()
    configured = serializers.BooleanField()
    state = serializers.ChoiceField(choices=[each.value for each in ProviderState])
    models = ProviderModelSerializer(many=True)
