"""Runs a reply apart from any connection: the assistant's events are kept as they come.

Assistants are tried in order; the next one answers only where nothing has been said yet.
"""

from collections.abc import Sequence

import structlog
from django.db import transaction

from copilot import branches, briefings, drafting, transitions
from copilot.actions.performing import Performer
from copilot.actions.telling import (
    called_in,
    ideas_told,
    labels_of,
    pictures_of,
)
from copilot.assistants.base import Assistant, AssistantError, Author, Called, Context, Turn
from copilot.assistants.brief import Brief, Voice
from copilot.assistants.edits import Edit
from copilot.assistants.registry import assistants
from copilot.calls import Calls
from copilot.conversing import Conversing
from copilot.imagery import ideas_of, images_of, recent_images
from copilot.models import ActionName, Conversation, Message
from copilot.progress import Progress
from copilot.titles import shorten, title_of
from imaging.keys import keys_for
from imaging.providers.errors import InternalError, NotConfigured

REQUEST_MAX = 200

log = structlog.get_logger(__name__)


def run(reply: Message) -> None:
    """See a claimed reply through; raises nothing."""
    try:
        _answer(reply)
    except transitions.ReplyTaken:
        log.info("reply left", reply_id=str(reply.pk))
    except Exception as error:
        if not Message.objects.filter(pk=reply.pk).exists():
            # Deleted with its conversation while this read in it.
            log.info("reply left", reply_id=str(reply.pk), error=type(error).__name__)
            return
        log.exception("reply broke", reply_id=str(reply.pk))
        _fail(reply, AssistantError(InternalError(), InternalError.sentence))


def _answer(reply: Message) -> None:
    context = context_of(reply)
    failure: AssistantError | None = None
    keys = keys_for(reply.conversation.owner)
    conversing = Conversing(reply, Calls(reply, keys))
    for assistant in assistants(keys):
        progress = Progress(reply, assistant)
        briefings.keep(reply, assistant, context)
        try:
            conversing.hear_out(assistant, context, progress)
        except AssistantError as error:
            log.info(
                "assistant failed",
                assistant=assistant.label,
                model=assistant.model,
                code=error.code,
                tried=error.tried,
            )
            if failure is None or error.tried:
                failure = error
            if progress.begun or not error.falls_back:
                break
        else:
            with transaction.atomic():
                _entitle(reply, progress.draft)
                _record(conversing.performer, context, progress)
                transitions.complete(
                    reply,
                    notice=_notice(assistant, failure),
                    ideas=progress.ideas,
                    checks=drafting.checks_of(reply, progress.draft),
                )
            return
    _fail(reply, failure or AssistantError(NotConfigured(), "No assistant is set up to answer."))


def context_of(reply: Message) -> Context:
    """Everything said before the reply, oldest first, and the draft that it builds on."""
    conversation = reply.conversation
    earlier = branches.path_to(reply)
    person, asked = conversation.owner, earlier[-1] if earlier else None
    profile = person.profile
    images = images_of(conversation)
    labels = labels_of(images)
    draft = reply.builds_on
    in_post = draft.draft.image_id if draft else None
    called = called_in(earlier, labels)
    turns = (_turn(message, called.get(message.pk, ())) for message in earlier)
    return Context(
        turns=tuple(turn for turn in turns if turn.text or turn.calls),
        draft=draft.text if draft else "",
        person_name=person.display_name,
        headline=profile.headline,
        brief=Brief.of(conversation.brief).or_else(profile.brief),
        voice=Voice(profile.voice, profile.example, profile.words_to_avoid),
        edit=Edit(asked.edit) if asked and asked.edit else None,
        ideas=ideas_told(ideas_of(conversation)),
        pictures=pictures_of(images, labels, in_post),
        picture_is_last=bool(images and draft and images[-1].created_at > draft.created_at),
        recent=recent_images(person),
    )


def _turn(message: Message, called: Sequence[Called]) -> Turn:
    version = getattr(message, "draft_version", None)
    parts = [message.text, version.text if version else ""]
    text = "\n\n".join(part for part in parts if part)
    return Turn(Author(message.author), text, str(message.pk), tuple(called))


def _record(performer: Performer, context: Context, progress: Progress) -> None:
    """Keep what the reply did by its text alone."""
    if progress.draft:
        name = ActionName.REVISE if context.draft else ActionName.DRAFT
        performer.record(
            name,
            request=shorten(context.turns[-1].text, REQUEST_MAX),
            result=f"{len(progress.draft):,} characters",
        )
    if progress.ideas:
        performer.record(ActionName.SUGGEST_IMAGES, result=f"{len(progress.ideas)} ideas")


def _notice(assistant: Assistant, failure: AssistantError | None) -> str:
    # Which model answers is nobody's news where another was known to be out: staff are told.
    if failure is None or (assistant.uses_ai and not failure.tried):
        return ""
    stand_in = assistant.label if assistant.uses_ai else "Easel, without AI,"
    return f"{failure.sentence} {stand_in} answered instead."


def _fail(reply: Message, error: AssistantError) -> None:
    try:
        transitions.fail(reply, code=error.code, sentence=error.sentence)
    except transitions.ReplyTaken:
        log.info("reply left", reply_id=str(reply.pk))


def _entitle(reply: Message, draft: str) -> None:
    """Name a conversation after the first line of its first post, unless a person named it."""
    if draft and reply.builds_on is None:
        unnamed = Conversation.objects.filter(pk=reply.conversation_id, titled_by_hand=False)
        unnamed.update(title=title_of(draft))
