"""What is known of providers beyond their code: keys, models that went, and steps that fail."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class ProviderKey(models.Model):
    """An API key, encrypted; a row without an owner holds for everybody on this site."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="provider_keys",
    )
    provider = models.CharField(max_length=20)
    secret = models.TextField(editable=False)
    last4 = models.CharField(max_length=4)
    verified_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[models.Manager["ProviderKey"]]

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("owner", "provider"), name="key_once_per_owner"),
            models.UniqueConstraint(
                fields=("provider",), name="key_once_per_site", condition=Q(owner__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"{self.provider} …{self.last4}" if self.last4 else self.provider


class ModelState(models.Model):
    """What lists and calls have told of a model; `retired_at` keeps it from being called.

    `last_listed_at` is None where the last list had it not.
    """

    provider = models.CharField(max_length=20)
    model = models.CharField(max_length=120)
    retired_at = models.DateTimeField(null=True, blank=True)
    last_listed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["ModelState"]]

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("provider", "model"), name="model_state_once"),
        )

    def __str__(self) -> str:
        return f"{self.provider} {self.model}"


class Listing(models.Model):
    """The last time a provider was asked which models it has, and what came of it."""

    provider = models.CharField(max_length=20, primary_key=True)
    asked_at = models.DateTimeField()
    error_code = models.CharField(max_length=40, blank=True)

    objects: ClassVar[models.Manager["Listing"]]

    def __str__(self) -> str:
        return f"{self.provider} {self.error_code or 'reachable'}"


class Breaker(models.Model):
    """A step that keeps failing: there is a row only from its first failure to its next success.

    `key_fingerprint` tells keys apart and gives none away. Until `open_until` the step is not
    called; after it, one caller at a time is let through, until `probe_until` at the latest.
    """

    provider = models.CharField(max_length=20)
    model = models.CharField(max_length=120)
    key_fingerprint = models.CharField(max_length=32)
    code = models.CharField(max_length=40)
    failures = models.PositiveIntegerField(default=0)
    failed_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(null=True, blank=True)
    open_until = models.DateTimeField(null=True, blank=True)
    probe_until = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["Breaker"]]

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("provider", "model", "key_fingerprint"), name="breaker_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.provider} {self.model} {self.code}"
