"""Whose key a call is made with: a person's own, else the site's, else the environment's.

A key is decrypted for the chain of one job and held by its providers alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NoReturn

import structlog
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from imaging import breaker
from imaging.compiled_queries import compiled
from imaging.encryption import Unreadable, decrypt, encrypt, reencrypt
from imaging.models import ProviderKey
from imaging.providers.errors import AuthenticationFailed, ProviderError
from imaging.providers.registry import build_provider, key_name, provider_label

log = structlog.get_logger(__name__)

# The providers that take a key, and the setting with the environment's. Imagen goes by Gemini's.
ENVIRONMENT = {"gemini": "GEMINI_API_KEY", "openai": "OPENAI_API_KEY"}
# Shorter is a slip of the clipboard, not a key of any provider's.
KEY_MIN = 8
KEY_MAX = 500
KEY_PATTERN = r"^[!-~]+$"
KEY_FAULTS = {
    "required": "Paste the key first.",
    "invalid": "A key has no spaces and only plain characters.",
    "min_length": f"A key has at least {KEY_MIN} characters: this one is cut off.",
}
# Four characters of a shorter key would give too much of it away.
LAST4_FROM = 12
UNREADABLE = "This key can no longer be read on this server. Save it again."


class KeySource(StrEnum):
    USER = "user"
    SITE = "site"
    ENVIRONMENT = "environment"


class Keys(Mapping[str, str]):
    """Keys by provider; those that are not there are "". Neither shown nor pickled."""

    def __init__(self, keys: Mapping[str, str]) -> None:
        self._keys = dict(keys)

    def __getitem__(self, provider: str) -> str:
        return self._keys[provider]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __repr__(self) -> str:
        return f"Keys({', '.join(self._keys)})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("keys are not pickled")


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """What may be told of a key: its last four characters, never the rest; "" of a short one."""

    provider: str
    source: KeySource
    last4: str
    verified_at: datetime | None
    problem: str

    @property
    def label(self) -> str:
        return provider_label(self.provider)

    @property
    def ending(self) -> str:
        """ "ending in 1234", or "" where its end is not told."""
        return f"ending in {self.last4}" if self.last4 else ""


def keys_for(owner: Any) -> Keys:
    """The keys that calls for this person are made with; None is the site itself.

    A key that cannot be read any more is no key: nothing else is put in its place unasked.
    """
    keys = {provider: _environment(provider) for provider in ENVIRONMENT}
    for row in _rows(owner):
        try:
            keys[row.provider] = decrypt(row.secret)
        except Unreadable:
            log.warning("key unreadable", provider=row.provider, site=row.owner_id is None)
            keys[row.provider] = ""
    return Keys(keys)


def facts_for(owner: Any) -> list[KeyFacts]:
    """The key in force for each provider, those without one left out."""
    facts = {
        provider: KeyFacts(provider, KeySource.ENVIRONMENT, _last4(key), None, _refused(key))
        for provider in ENVIRONMENT
        if (key := _environment(provider))
    }
    for row in _rows(owner):
        facts[row.provider] = _facts(row)
    return list(facts.values())


def key_save(*, owner: Any, provider: str, key: str) -> KeyFacts:
    """Keep the key, and try it with a free call; what that finds is kept beside it.

    `owner` None keeps it for the whole site. Steps that failed are tried again at once.
    """
    verified_at, problem = _verify(provider, key)
    replaced = ProviderKey.objects.filter(owner=owner, provider=provider).first()
    row, _ = ProviderKey.objects.update_or_create(
        owner=owner,
        provider=provider,
        defaults={
            "secret": encrypt(key),
            "last4": _last4(key),
            "verified_at": verified_at,
            "problem": problem,
        },
    )
    breaker.close(key_fingerprint=breaker.fingerprint(key))
    if replaced is not None:
        _forget(replaced)
    return _facts(row)


def key_delete(*, owner: Any, provider: str) -> bool:
    """Forget the key; False where there was none."""
    row = ProviderKey.objects.filter(owner=owner, provider=provider).first()
    if row is None:
        return False
    row.delete()
    _forget(row)
    return True


def reencrypt_all() -> tuple[int, int]:
    """How many keys are under the newest encryption key now, and how many could not be read.

    A key that its owner changes meanwhile keeps what its owner saved.
    """
    done = unreadable = 0
    for row in ProviderKey.objects.all():
        try:
            renewed = reencrypt(row.secret)
        except Unreadable:
            unreadable += 1
        else:
            ProviderKey.objects.filter(pk=row.pk, secret=row.secret).update(secret=renewed)
            done += 1
    return done, unreadable


def owns_any(owner: Any, aliases: Iterable[str]) -> bool:
    """Whether the person's own key is what one of these providers is called with."""
    names = {key_name(alias) for alias in aliases}
    return ProviderKey.objects.filter(owner=owner, provider__in=names).exists()


def any_kept() -> bool:
    return ProviderKey.objects.exists()


def _rows(owner: Any) -> list[ProviderKey]:
    """The site's keys, then the person's own, which come to stand over them."""
    rows = _rows_of_site() if owner is None else _rows_for(owner.pk)
    return sorted(rows, key=lambda row: row.owner_id is not None)


@compiled
def _rows_of_site() -> QuerySet[ProviderKey]:
    return ProviderKey.objects.filter(owner=None, provider__in=ENVIRONMENT)


@compiled
def _rows_for(owner: Any) -> QuerySet[ProviderKey]:
    return ProviderKey.objects.filter(Q(owner=None) | Q(owner=owner), provider__in=ENVIRONMENT)


def _environment(provider: str) -> str:
    return str(getattr(settings, ENVIRONMENT[provider]))


def _last4(key: str) -> str:
    return key[-4:] if len(key) >= LAST4_FROM else ""


def _facts(row: ProviderKey) -> KeyFacts:
    source = KeySource.SITE if row.owner_id is None else KeySource.USER
    try:
        problem = row.problem or _refused(decrypt(row.secret))
    except Unreadable:
        problem = UNREADABLE
    return KeyFacts(row.provider, source, row.last4, row.verified_at, problem)


def _verify(provider: str, key: str) -> tuple[datetime | None, str]:
    """When the key was found good, or what is wrong with it as far as can be told now."""
    try:
        build_provider(provider, key).listing()
    except AuthenticationFailed as error:
        return None, error.sentence
    except ProviderError as error:
        return None, f"Saved, but it could not be tried now. {error.sentence}"
    return timezone.now(), ""


def _refused(key: str) -> str:
    """Which providers have refused this key since it last worked, as a sentence."""
    failing = breaker.failing_with(breaker.fingerprint(key))
    refusals = sorted(each.provider for each in failing if each.code == AuthenticationFailed.code)
    names = dict.fromkeys(map(provider_label, refusals))
    return f"{' and '.join(names)} refused this key." if names else ""


def _forget(row: ProviderKey) -> None:
    """Leave nothing behind of the failures of a key that is gone."""
    try:
        breaker.close(key_fingerprint=breaker.fingerprint(decrypt(row.secret)))
    except Unreadable:
        log.warning("an unreadable key is gone", provider=row.provider)
