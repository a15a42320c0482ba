"""API tokens."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from drf_spectacular.contrib.knox_auth_token import KnoxTokenScheme
from knox.auth import TokenAuthentication as KnoxAuthentication
from rest_framework.exceptions import AuthenticationFailed


class TokenAuthentication(KnoxAuthentication):
    """`Authorization: Token …`; named first, so that strangers are answered 401 and not 403."""

    def authenticate_credentials(self, token: bytes) -> tuple[AbstractBaseUser, Any]:
        # Knox decodes the header as UTF-8, which it need not be.
        if not token.isascii():
            raise AuthenticationFailed("Invalid token.")
        user, auth_token = super().authenticate_credentials(token)
        return user, auth_token


class TokenScheme(KnoxTokenScheme):  # type: ignore[no-untyped-call]
    """How the schema describes it."""

    target_class = "imaging.api.authentication.TokenAuthentication"
    name = "token"
