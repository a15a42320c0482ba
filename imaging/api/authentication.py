"""API tokens."""

from hmac import compare_digest
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.contrib.knox_auth_token import KnoxTokenScheme
from knox.auth import TokenAuthentication as KnoxAuthentication
from knox.crypto import hash_token
from knox.models import get_token_model
from knox.settings import CONSTANTS
from rest_framework.exceptions import AuthenticationFailed

from imaging.compiled_queries import compiled


class TokenAuthentication(KnoxAuthentication):
    """`Authorization: Token …`; named first, so that strangers are answered 401 and not 403."""

    def authenticate_credentials(self, token: bytes) -> tuple[AbstractBaseUser, Any]:
        """As knox does it, by a compiled query; no token is renewed by its use."""
        # Knox decodes the header as UTF-8, which it need not be.
        if token.isascii():
            text = token.decode()
            digest = hash_token(text)
            for known in _known(text[: CONSTANTS.TOKEN_KEY_LENGTH]):
                if not self._cleanup_token(known) and compare_digest(digest, known.digest):
                    user, auth_token = self.validate_user(known)
                    return user, auth_token
        raise AuthenticationFailed("Invalid token.")

    def _cleanup_token(self, auth_token: Any) -> bool:
        """Whether the token has expired, and is gone now.

        Knox's own would look through all of the person's tokens at every request.
        """
        if auth_token.expiry is None or auth_token.expiry >= timezone.now():
            return False
        auth_token.delete()
        return True


@compiled
def _known(beginning: str) -> QuerySet[Any]:
    """The tokens that begin so: more than one by chance alone."""
    tokens: QuerySet[Any] = get_token_model().objects.filter(token_key=beginning)
    return tokens.select_related("user")


class TokenScheme(KnoxTokenScheme):  # type: ignore[no-untyped-call]
    """How the schema describes it."""

    target_class = "imaging.api.authentication.TokenAuthentication"
    name = "token"
