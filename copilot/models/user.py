"""People, what they tell about themselves, and their API tokens."""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from knox.models import AbstractAuthToken, AuthTokenManager

from copilot.assistants.brief import AUDIENCE_MAX, INDUSTRIES, LANGUAGES, Brief

VOICE_MAX, EXAMPLE_MAX, AVOID_MAX = 1000, 3000, 1000


class User(AbstractUser):  # type: ignore[django-manager-missing]
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(
        "e-mail address",
        unique=True,
        error_messages={"unique": "An account with this e-mail address already exists."},
    )

    class Meta(AbstractUser.Meta):
        constraints = (
            models.UniqueConstraint(Lower("email"), name="user_email_once_whatever_case"),
        )

    @property
    def display_name(self) -> str:
        return self.get_full_name() or self.username


class Profile(models.Model):
    """Made together with the user; shapes drafts and the preview of a post.

    `avoid` has one word or phrase a line.
    """

    user = models.OneToOneField(
        User, on_delete=models.CASCADE, primary_key=True, related_name="profile"
    )
    headline = models.CharField(max_length=220, blank=True)
    industry = models.CharField(
        max_length=40, blank=True, choices=[(name, name) for name in INDUSTRIES]
    )
    audience = models.CharField(max_length=AUDIENCE_MAX, blank=True)
    language = models.CharField(
        "language of drafts", max_length=8, blank=True, choices=list(LANGUAGES.items())
    )
    voice = models.TextField("how I write", max_length=VOICE_MAX, blank=True)
    example = models.TextField("a post of mine", max_length=EXAMPLE_MAX, blank=True)
    avoid = models.TextField("words to avoid", max_length=AVOID_MAX, blank=True)
    # What one picture may cost, in USD, that the copilot makes without asking.
    unasked_usd = models.DecimalField(
        max_digits=6, decimal_places=2, default=0, validators=[MinValueValidator(0)]
    )

    def __str__(self) -> str:
        return self.headline

    @property
    def brief(self) -> Brief:
        """What is asked of every draft, where its conversation asks for nothing else."""
        return Brief(language=self.language, industry=self.industry, audience=self.audience)

    @property
    def words_to_avoid(self) -> tuple[str, ...]:
        return tuple(filter(None, map(str.strip, self.avoid.splitlines())))


class ApiToken(AbstractAuthToken):
    """Knox's token in a table of our own, so that it can carry more later."""

    objects: ClassVar[AuthTokenManager]

    class Meta(AbstractAuthToken.Meta):
        abstract = False
        swappable = "KNOX_TOKEN_MODEL"
        verbose_name = "API token"

    def __str__(self) -> str:
        """Without the digest, which knox's own would print."""
        return f"{self.token_key}… of {self.user}"
