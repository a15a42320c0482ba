"""What a draft's person should look at, marked in its text and listed beneath it."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from copilot.assistants.checking import CheckKind, places
from copilot.assistants.edits import EDITS, Edit
from copilot.models import DraftCheck

# Of Unicode's private use: they stand for the tags while the text is made into HTML.
_OPEN, _CLOSE = "\ue000", "\ue001"


@dataclass(frozen=True, slots=True)
class CheckCard:
    pk: UUID
    text: str
    confirm_url: str


@dataclass(frozen=True, slots=True)
class CheckList:
    """`facts` are in nothing the person gave; `words` are among those they avoid."""

    facts: list[CheckCard]
    words: list[CheckCard]


@dataclass(frozen=True, slots=True)
class EditButtons:
    """The changes that take one click; `key` names the click."""

    url: str
    key: str
    edits: list[tuple[str, str]]


def check_list(checks: Iterable[DraftCheck]) -> CheckList | None:
    """None where there is nothing left to look at."""
    cards: dict[bool, list[CheckCard]] = {False: [], True: []}
    for check in checks:
        if check.confirmed_at is None:
            url = reverse("copilot:check-confirm", args=[check.pk])
            card = CheckCard(check.pk, check.text, url)
            cards[check.kind == CheckKind.AVOID].append(card)
    return CheckList(cards[False], cards[True]) if any(cards.values()) else None


def edit_buttons(conversation: UUID) -> EditButtons:
    return EditButtons(
        url=reverse("copilot:draft-revise", args=[conversation]),
        key=str(uuid.uuid4()),
        edits=[(edit.value, EDITS[edit].label) for edit in Edit],
    )


def with_marks(text: str, checks: Iterable[DraftCheck]) -> str:
    """The text with marks that `as_tags` understands around what is to be looked at."""
    text = text.replace(_OPEN, "").replace(_CLOSE, "")
    found = sorted(
        place
        for check in checks
        if check.confirmed_at is None
        for place in places(text, check.text)
    )
    pieces: list[str] = []
    done = 0
    for start, end in found:
        if start >= done:
            pieces += [text[done:start], _OPEN, text[start:end], _CLOSE]
            done = end
    return "".join([*pieces, text[done:]])


def as_tags(html: str) -> SafeString:
    """Escaped HTML with its marks as tags."""
    return mark_safe(html.replace(_OPEN, "<mark>").replace(_CLOSE, "</mark>"))
