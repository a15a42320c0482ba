"""A person's tokens and what they have used."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError as DjangoValidationError
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from knox.models import get_token_model
from rest_framework import serializers
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.permissions import AllowAny, BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from imaging.api.authentication import TokenAuthentication
from imaging.api.schema import problems
from imaging.selectors import spending_today, usage_today

# As long as the longest of allauth's limits on failed sign-ins.
LOCKED_OUT_S = 300


class CredentialsSerializer(serializers.Serializer[Any]):
    username = serializers.CharField(max_length=254, help_text="or the e-mail address")
    password = serializers.CharField(max_length=1000, trim_whitespace=False)


class TokenSerializer(serializers.Serializer[Any]):
    token = serializers.CharField(help_text="shown this once")
    expires_at = serializers.DateTimeField(allow_null=True)


class AuthToken(APIView):
    authentication_classes = (TokenAuthentication,)

    def get_permissions(self) -> list[BasePermission]:
        return [AllowAny() if self.request.method == "POST" else IsAuthenticated()]

    @extend_schema(
        operation_id="auth_token_create",
        auth=[],
        request=CredentialsSerializer,
        responses={200: TokenSerializer, **problems(400, 413, 415)},
    )
    def post(self, request: Request) -> Response:
        """Exchange username and password for a token. Wrong guesses are limited as in sign-in."""
        credentials = CredentialsSerializer(data=request.data)
        credentials.is_valid(raise_exception=True)
        try:
            user = get_adapter().authenticate(request._request, **credentials.validated_data)
        except DjangoValidationError as error:
            raise Throttled(wait=LOCKED_OUT_S, detail="Too many wrong guesses.") from error
        if user is None or not user.is_active:
            raise AuthenticationFailed("Wrong username or password.")
        row, token = get_token_model().objects.create(user=user)
        return Response(TokenSerializer({"token": token, "expires_at": row.expiry}).data)

    @extend_schema(operation_id="auth_token_delete", responses={204: None, **problems()})
    def delete(self, request: Request) -> Response:
        """Make the token of this request worthless."""
        request.auth.delete()
        return Response(status=204)


class CountSerializer(serializers.Serializer[Any]):
    images = serializers.IntegerField(allow_null=True, help_text="null where there is no limit")


class TextsSerializer(serializers.Serializer[Any]):
    calls = serializers.IntegerField(help_text="of text models, those that failed too")
    unpriced = serializers.IntegerField(
        help_text="of these calls, in no cost: they took tokens, and their price is not known"
    )
    input_tokens = serializers.IntegerField()
    output_tokens = serializers.IntegerField()


class UsageSerializer(serializers.Serializer[Any]):
    period = serializers.ChoiceField(choices=["day"], help_text="from midnight to midnight, UTC")
    images = serializers.IntegerField()
    texts = TextsSerializer()
    cost_usd = serializers.DecimalField(
        max_digits=12, decimal_places=4, help_text="of images and texts, as far as it is known"
    )
    saved_usd = serializers.DecimalField(max_digits=12, decimal_places=4)
    limits = CountSerializer()
    remaining = CountSerializer()
    resets_at = serializers.DateTimeField()


class Usage(APIView):
    @extend_schema(operation_id="usage_read", responses={200: UsageSerializer, **problems()})
    def get(self, request: Request) -> Response:
        """What you have used of today's allowance."""
        usage, spending = usage_today(request.user), spending_today(request.user)
        limit = usage.limit or None
        return Response(
            UsageSerializer(
                {
                    "period": "day",
                    "images": usage.images,
                    "texts": asdict(spending.texts),
                    "cost_usd": spending.cost_usd,
                    "saved_usd": 0,
                    "limits": {"images": limit},
                    "remaining": {"images": limit and max(0, limit - usage.images)},
                    "resets_at": timezone.now() + timedelta(seconds=usage.resets_in_s),
                }
            ).data
        )
