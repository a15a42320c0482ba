"""What is asked of a conversation's drafts, as a quiet row in the composer."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from copilot.assistants.brief import INDUSTRIES, LANGUAGES, LENGTHS, TONES, USUAL, Brief
from copilot.assistants.kinds import KINDS, ContentType
from copilot.models import Conversation


@dataclass(frozen=True, slots=True)
class Option:
    """`initial` is what is remembered; one without choices is typed."""

    name: str
    label: str
    value: str
    initial: str
    choices: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Options:
    """`summary` is what differs from the usual, after the kind."""

    summary: str
    options: list[Option]


def options(remembered: Brief, chosen: Brief | None = None, usual: Brief = USUAL) -> Options:
    """`chosen` is what the person has just asked for instead; `usual` is theirs, from settings."""
    chosen = chosen or remembered
    now, before = asdict(chosen), asdict(remembered)
    named: tuple[tuple[str, str, list[tuple[str, str]]], ...] = (
        ("content_type", "Kind", [(kind.value, KINDS[kind].label) for kind in ContentType]),
        ("tone", "Tone", [("", "No preference"), *TONES.items()]),
        ("length", "Length", [("", "Usual"), *LENGTHS.items()]),
        ("language", "Language", [("", _language(usual)), *LANGUAGES.items()]),
        ("industry", "Industry", [("", _usual(usual.industry)), *((n, n) for n in INDUSTRIES)]),
        ("audience", "Audience", []),
    )
    return Options(
        summary=_summary(chosen),
        options=[
            Option(name, label, str(now[name]), str(before[name]), choices)
            for name, label, choices in named
        ],
    )


def _summary(brief: Brief) -> str:
    said = (
        KINDS[brief.content_type].label,
        TONES.get(brief.tone, ""),
        LENGTHS.get(brief.length, ""),
        LANGUAGES.get(brief.language, ""),
        brief.industry,
        brief.audience,
    )
    return " · ".join(filter(None, said))


def _language(usual: Brief) -> str:
    return _usual(LANGUAGES[usual.language]) if usual.language else "As I write"


def _usual(value: str) -> str:
    return f"{value}, as in settings" if value else "No preference"


def options_of(conversation: Conversation, chosen: Mapping[str, str] | None = None) -> Options:
    """A conversation's, with what its owner has just `chosen` and not sent yet."""
    stored = conversation.brief
    asked = Brief.of({**stored, **(chosen or {})})
    return options(Brief.of(stored), asked, conversation.owner.profile.brief)
