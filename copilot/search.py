"""What a person looks for in all their conversations: titles, what was said, drafts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from copilot.folding import fold
from copilot.models import Conversation, DraftVersion, Message

QUERY_MAX = 200
WORDS_MAX = 8
RESULTS = 30
# Characters of a piece: before its first match, and in all.
LEAD, PIECE = 32, 120


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text, and whether it is what was looked for."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """`piece` is of the latest message or draft that matches, `message` where it stands."""

    conversation: Conversation
    title: list[Run]
    piece: list[Run]
    message: Message | None


def search(user: Any, query: str) -> list[Hit]:
    """The latest conversations with all the words of the query in one message, draft or title."""
    words = words_of(query)
    if not words:
        return []
    # The latest of each conversation, chosen by the database: there may be thousands that match.
    said = _said(words).filter(conversation=OuterRef("pk")).order_by("-born")
    written = _written(words).filter(draft__conversation=OuterRef("pk")).order_by("-number")
    found = list(matching(Conversation.objects.owned_by(user), query)[:RESULTS])
    latest = {
        pk: (message, draft)
        for pk, message, draft in Conversation.objects.filter(
            pk__in=[each.pk for each in found]
        ).values_list("pk", Subquery(said.values("pk")[:1]), Subquery(written.values("pk")[:1]))
    }
    messages = Message.objects.in_bulk([message for message, _ in latest.values() if message])
    drafts = DraftVersion.objects.select_related("message").in_bulk(
        [draft for _, draft in latest.values() if draft]
    )
    hits = []
    for each in found:
        message, draft = latest[each.pk]
        hits.append(_hit(each, words, messages.get(message), drafts.get(draft)))
    return hits


def matching(conversations: QuerySet[Conversation], query: str) -> QuerySet[Conversation]:
    """Those of the conversations that a search for the query finds; all where it has no word."""
    words = words_of(query)
    if not words:
        return conversations
    said = _said(words).filter(conversation=OuterRef("pk"))
    written = _written(words).filter(draft__conversation=OuterRef("pk"))
    return conversations.filter(_has("title", words) | Exists(said) | Exists(written))


def words_of(query: str) -> list[str]:
    # PostgreSQL takes no zero byte.
    return fold(query[:QUERY_MAX].replace("\0", " ")).split()[:WORDS_MAX]


def _has(field: str, words: Iterable[str]) -> Q:
    return Q(*((f"{field}__fold__contains", word) for word in words))


def _said(words: Sequence[str]) -> QuerySet[Message]:
    return Message.objects.filter(_has("text", words), shown=True)


def _written(words: Sequence[str]) -> QuerySet[DraftVersion]:
    return DraftVersion.objects.shown().filter(_has("text", words))


def _hit(
    conversation: Conversation,
    words: Sequence[str],
    message: Message | None,
    draft: DraftVersion | None,
) -> Hit:
    text = message.text if message else draft.text if draft else ""
    if message is None and draft is not None:
        message = draft.message
    return Hit(conversation, marked(conversation.title, words), excerpt(text, words), message)


def excerpt(text: str, words: Sequence[str]) -> list[Run]:
    """The text around its first match, on one line."""
    line = " ".join(text.split())
    places = _places(line, words)
    if not places:
        return []
    start = max(0, places[0][0] - LEAD)
    if start:
        # At a word, where one begins in reach.
        start = line.find(" ", start, places[0][0]) + 1 or places[0][0]
    end = min(len(line), start + PIECE)
    runs = marked(line[start:end], words)
    if start:
        runs = [Run("… ", marked=False), *runs]
    return [*runs, Run(" …", marked=False)] if end < len(line) else runs


def marked(text: str, words: Sequence[str]) -> list[Run]:
    """The text in runs, those marked that are one of the words."""
    runs: list[Run] = []
    at = 0
    for start, end in _places(text, words):
        if start > at:
            runs.append(Run(text[at:start], marked=False))
        runs.append(Run(text[start:end], marked=True))
        at = end
    return [*runs, Run(text[at:], marked=False)] if at < len(text) else runs


def _places(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where in a text the words stand, from left to right and not over each other."""
    # Folding may make a letter longer or drop it, so each folded one remembers where it is from.
    origin = [index for index, each in enumerate(text) for _ in fold(each)]
    folded = "".join(map(fold, text))
    found = []
    at = 0
    while at < len(folded):
        length = max((len(word) for word in words if folded.startswith(word, at)), default=0)
        if length:
            found.append((origin[at], origin[at + length - 1] + 1))
        at += length or 1
    return found
