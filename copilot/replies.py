"""Runs a reply apart from any connection: the assistant's events are kept as they come.

Assistants are tried in order; the next one answers only where nothing has been said yet.
"""

import time
from contextlib import closing
from dataclasses import asdict

import structlog
from django.db import transaction

from copilot import transitions
from copilot.assistants.base import (
    Assistant,
    AssistantError,
    Author,
    Context,
    Suggest,
    Talk,
    Turn,
    Write,
)
from copilot.assistants.registry import assistants
from copilot.models import Conversation, DraftVersion, Idea, Message
from copilot.titles import shorten
from imaging.connections import release_connection
from imaging.keys import keys_for
from imaging.prompts.ideas import ImageIdea

log = structlog.get_logger(__name__)

# Often enough to look like speech, seldom enough not to crowd the database.
FLUSH_S = 0.03


def run(reply: Message) -> None:
    """See a claimed reply through; raises nothing."""
    try:
        _answer(reply)
    except transitions.ReplyTaken:
        log.info("reply left", reply_id=str(reply.pk))
    except Exception:
        log.exception("reply broke", reply_id=str(reply.pk))
        _fail(reply, AssistantError("internal", "Something went wrong inside Easel."))


def _answer(reply: Message) -> None:
    context = context_of(reply)
    failure: AssistantError | None = None
    for assistant in assistants(keys_for(reply.conversation.owner)):
        progress = _Progress(reply, assistant)
        try:
            _listen(assistant, context, progress)
        except AssistantError as error:
            log.info(
                "assistant failed",
                assistant=assistant.label,
                model=assistant.model,
                code=error.code,
            )
            failure = error
            if progress.begun or not error.falls_back:
                break
        else:
            with transaction.atomic():
                _entitle(reply.conversation, progress.draft)
                transitions.complete(
                    reply, notice=_notice(assistant, failure), ideas=progress.ideas
                )
            return
    _fail(reply, failure or AssistantError("internal", "No assistant is set up to answer."))


class _Progress:
    """What has come of a reply so far, written to the database at most every `FLUSH_S`."""

    def __init__(self, reply: Message, assistant: Assistant) -> None:
        self._reply = reply
        self._assistant = assistant
        self._flushed_at = 0.0
        self._talk = ""
        self.draft = ""
        self.ideas: list[Idea] = []

    @property
    def begun(self) -> bool:
        return bool(self._talk or self.draft)

    def take(self, event: Talk | Write | Suggest) -> None:
        match event:
            case Talk(text):
                self._talk += text
            case Write(text):
                self.draft += text
            case Suggest(ideas):
                self.ideas = [
                    _idea(self._reply, position, idea) for position, idea in enumerate(ideas)
                ]
        if time.monotonic() - self._flushed_at >= FLUSH_S:
            self.flush()

    def flush(self) -> None:
        transitions.stream(
            self._reply,
            text=self._talk,
            draft=self.draft or None,
            assistant=self._assistant.label,
            model=self._assistant.model,
        )
        self._flushed_at = time.monotonic()


def _listen(assistant: Assistant, context: Context, progress: _Progress) -> None:
    # The first token may take seconds; a connection held that long is one too few for others.
    release_connection()
    with closing(assistant.reply(context)) as events:  # type: ignore[type-var]
        try:
            for event in events:
                progress.take(event)
        finally:
            if progress.begun:
                progress.flush()


def context_of(reply: Message) -> Context:
    """Everything said before the reply, oldest first, and the draft as it stands."""
    conversation = reply.conversation
    earlier = conversation.messages.filter(born__lt=reply.born).select_related("draft_version")
    person = conversation.owner
    draft = (
        DraftVersion.objects.filter(draft__conversation=conversation).order_by("-number").first()
    )
    return Context(
        turns=tuple(turn for message in earlier if (turn := _turn(message)).text),
        draft=draft.text if draft else "",
        person_name=person.display_name,
        headline=person.profile.headline,
    )


def _turn(message: Message) -> Turn:
    version = getattr(message, "draft_version", None)
    parts = [message.text, version.text if version else ""]
    return Turn(Author(message.author), "\n\n".join(part for part in parts if part))


def _idea(reply: Message, position: int, idea: ImageIdea) -> Idea:
    return Idea(message=reply, position=position, **asdict(idea))


def _notice(assistant: Assistant, failure: AssistantError | None) -> str:
    if failure is None:
        return ""
    return f"{failure.sentence} {assistant.label} answered instead."


def _fail(reply: Message, error: AssistantError) -> None:
    try:
        transitions.fail(reply, code=error.code, sentence=error.sentence)
    except transitions.ReplyTaken:
        log.info("reply left", reply_id=str(reply.pk))


def _entitle(conversation: Conversation, draft: str) -> None:
    """Name a conversation after the first line of its first post."""
    if draft and not conversation.draft.versions.filter(number__gt=1).exists():
        Conversation.objects.filter(pk=conversation.pk).update(title=shorten(draft))
