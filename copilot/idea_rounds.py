"""Other ideas for a message's post: asked for, found by a worker, shown in place of those before.

Those before can be shown again, and what was made of them stays.
"""

from contextlib import suppress
from dataclasses import asdict
from uuid import UUID

import structlog
from django.db import IntegrityError, transaction
from django.db.models import Max

from copilot import showing, transitions
from copilot.imagery import recent_images
from copilot.models import Conversation, Idea, IdeaRound, Message
from imaging import errand_transitions
from imaging.models import ErrandStatus
from imaging.prompts.recent import Recent
from imaging.providers.errors import InternalError
from imaging.reimagining import Reimagined, reimagine

log = structlog.get_logger(__name__)

LOST = "They were not found in time."
NONE_LEFT = "No kind of idea is left without all of these. Rule out fewer of them."


def ask(message: Message, hint: str) -> IdeaRound | None:
    """Ask for other ideas; None where some are on their way already."""
    try:
        with transaction.atomic():
            _stamp(message)
            return IdeaRound.objects.create(message=message, hint=hint)
    except IntegrityError:
        return None


def run(pk: UUID) -> None:
    """See a round that was asked for to its end; raises nothing."""
    rounds = IdeaRound.objects.select_related("message__conversation__owner")
    asked = rounds.filter(pk=pk, status=ErrandStatus.ASKED).first()
    if asked is None or not errand_transitions.begin(asked):
        return
    try:
        found = _find(asked)
    except Exception:
        log.exception("ideas broke", round_id=str(pk))
        fail(asked, InternalError.sentence)
        return
    if found.ideas:
        _finish(asked, found)
    else:
        fail(asked, NONE_LEFT)


def fail(asked: IdeaRound, sentence: str) -> None:
    """End a round without ideas; those before stay."""
    with suppress(Conversation.DoesNotExist), transaction.atomic():
        _stamp(asked.message)
        errand_transitions.lose(asked, sentence)


def _find(asked: IdeaRound) -> Reimagined:
    message, owner = asked.message, asked.message.conversation.owner
    seen = [Recent(each.prompt, each.style, each.kind) for each in message.ideas.all()]
    return reimagine(
        owner,
        post_of(message),
        hint=asked.hint,
        seen=seen,
        recent=recent_images(owner),
        turn=message.idea_rounds.count(),
        subject=asked.pk,
    )


def sets_of(message: Message) -> list[UUID | None]:
    """The rounds that brought ideas, oldest first; None for those that came with the reply."""
    done = [each.pk for each in message.idea_rounds.all() if each.status == ErrandStatus.DONE]
    return [None, *done]


def show(message: Message, place: int) -> bool:
    """Show an earlier or a later set of ideas again; False where there is none at that place."""
    sets = sets_of(message)
    if not 0 <= place < len(sets):
        return False
    with transaction.atomic():
        _stamp(message)
        ideas = Idea.objects.filter(message=message)
        ideas.update(shown=False)
        ideas.filter(round=sets[place]).update(shown=True)
    return True


def post_of(message: Message) -> str:
    """The post that a message's ideas are for; "" where there is none any more."""
    version = getattr(message, "draft_version", None)
    return version.text if version else showing.draft_text(message.conversation)


def _finish(asked: IdeaRound, found: Reimagined) -> None:
    # Deleted in the meantime: then nobody looks at it any more.
    with suppress(Conversation.DoesNotExist), transaction.atomic():
        _stamp(asked.message)
        ended = errand_transitions.finish(
            asked, note=found.note, provider=found.provider, model=found.model
        )
        if not ended:
            return
        ideas = Idea.objects.filter(message=asked.message)
        last = ideas.aggregate(last=Max("position"))["last"]
        begin = 0 if last is None else last + 1
        ideas.update(shown=False)
        Idea.objects.bulk_create(
            Idea(message=asked.message, position=position, round=asked, **asdict(idea))
            for position, idea in enumerate(found.ideas, begin)
        )


def _stamp(message: Message) -> None:
    """Tell whoever looks at the conversation that the message has changed, in its transaction."""
    version = transitions.touch(message.conversation_id)
    Message.objects.filter(pk=message.pk).update(version=version)
