"""Keys as the settings show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from imaging.keys import ENVIRONMENT, KeyFacts, KeySource
from imaging.providers.registry import provider_label

SOURCES = {
    KeySource.USER: "Your key",
    KeySource.SITE: "This site's key",
    KeySource.ENVIRONMENT: "This site's key",
}


@dataclass(frozen=True, slots=True)
class KeyCard:
    """`in_force` tells whose key it is; "" where there is none. `is_own` can be deleted."""

    provider: str
    label: str
    in_force: str
    verified: str
    problem: str
    is_own: bool
    url: str


def key_cards(facts: Iterable[KeyFacts]) -> list[KeyCard]:
    """A card for each provider that takes a key."""
    known = {each.provider: each for each in facts}
    return [_card(provider, known.get(provider)) for provider in ENVIRONMENT]


def _card(provider: str, facts: KeyFacts | None) -> KeyCard:
    verified_at = facts.verified_at if facts else None
    return KeyCard(
        provider=provider,
        label=provider_label(provider),
        in_force=", ".join(filter(None, (SOURCES[facts.source], facts.ending))) if facts else "",
        verified=f"tried on {timezone.localtime(verified_at):%-d %B %Y}" if verified_at else "",
        problem=facts.problem if facts else "",
        is_own=facts is not None and facts.source == KeySource.USER,
        url=reverse("copilot:settings-key", args=[provider]),
    )
