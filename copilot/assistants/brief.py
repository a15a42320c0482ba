"""What a person wants of a draft: its kind, tone, length, language, and whom it is for."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from copilot.assistants.kinds import KINDS, ContentType, Length

TONES = {
    "professional": "Professional",
    "conversational": "Conversational",
    "authoritative": "Authoritative",
    "inspirational": "Inspirational",
    "educational": "Educational",
    "friendly": "Friendly",
}
LENGTHS = {length.value: length.value.capitalize() for length in Length}
LANGUAGES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
    "pl": "Polish",
}
# What people call them in English, German, French and Spanish.
LANGUAGE_WORDS = {
    "en": "english|englisch|anglais|inglés",
    "de": "german|deutsch|allemand|alemán",
    "fr": "french|französisch|français|francés",
    "es": "spanish|spanisch|espagnol|español",
    "it": "italian|italienisch|italien|italiano",
    "pt": "portuguese|portugiesisch|portugais|portugués",
    "nl": "dutch|niederländisch|néerlandais|neerlandés",
    "pl": "polish|polnisch|polonais|polaco",
}
INDUSTRIES = (
    "Technology", "Healthcare", "Finance", "Education", "Manufacturing", "Retail", "Marketing",
    "Consulting", "Real Estate", "Legal", "Non-profit", "Government", "Entertainment", "Sports",
    "Food & Beverage", "Automotive", "Energy", "Telecommunications", "Media",
)  # fmt: skip
AUDIENCE_MAX = 120

_CHOICES: dict[str, Any] = {
    "tone": TONES,
    "length": LENGTHS,
    "language": LANGUAGES,
    "industry": INDUSTRIES,
}


@dataclass(frozen=True, slots=True)
class Brief:
    """ "" is the person's own or the usual one: nothing is asked for."""

    content_type: ContentType = ContentType.POST
    tone: str = ""
    length: str = ""
    language: str = ""
    industry: str = ""
    audience: str = ""

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        """What is known today of what was stored; a choice that has gone is none."""
        kind = stored.get("content_type")
        chosen = {
            name: value
            for name, choices in _CHOICES.items()
            if isinstance(value := stored.get(name), str) and value in choices
        }
        return cls(
            content_type=ContentType(kind) if kind in set(ContentType) else ContentType.POST,
            audience=str(stored.get("audience") or "")[:AUDIENCE_MAX],
            **chosen,
        )

    def stored(self) -> dict[str, str]:
        """As it is kept: only what differs from the usual."""
        usual = asdict(USUAL)
        return {name: str(value) for name, value in asdict(self).items() if value != usual[name]}

    def or_else(self, usual: "Brief") -> "Brief":
        """With the person's usual tone, language … where nothing else is asked for."""
        missing = {
            name: value
            for name, value in asdict(usual).items()
            if name != "content_type" and not getattr(self, name)
        }
        return replace(self, **missing)

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """What is asked for, as labels and values that a person and a model understand."""
        kind = KINDS[self.content_type]
        length = kind.lengths[Length(self.length)] if self.length else ""
        named = (
            ("Kind", kind.label),
            ("Tone", TONES.get(self.tone, "")),
            ("Length", length),
            ("Language", LANGUAGES.get(self.language, "")),
            ("Industry", self.industry),
            ("Audience", self.audience),
        )
        return tuple((label, value) for label, value in named if value)


USUAL = Brief()


@dataclass(frozen=True, slots=True)
class Voice:
    """How a person writes: in their own words, by an example, and the words they avoid."""

    description: str = ""
    example: str = ""
    avoid: tuple[str, ...] = ()


NO_VOICE = Voice()
