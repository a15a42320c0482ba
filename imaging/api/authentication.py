"""API tokens."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone
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

    def _cleanup_token(self, auth_token: Any) -> bool:
        """Whether the token has expired, and is gone now.

        Knox's own would look through all of the person's tokens at every request.
        """
        if auth_token.expiry is None or auth_token.expiry >= timezone.now():
            return False
        auth_token.delete()
        return True


class TokenScheme(KnoxTokenScheme):  # type: ignore[no-untyped-call]
    """How the schema describes it."""

    target_class = "imaging.api.authentication.TokenAuthentication"
    name = "token"
