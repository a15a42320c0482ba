"""Every change of a draft's versions, and of which of them stands in the post.

They run in a transaction that has counted the change: `count` is the conversation's version as
`transitions.touch` returned it, so the conversation is locked before its draft.
"""

import uuid
from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from copilot.assistants.subject import same_subject
from copilot.models import Draft, DraftVersion, IdeaJob, Message
from imaging.compiled_queries import compiled

# Whoever pauses for longer has begun something new, which undo takes back by itself.
BURST = timedelta(minutes=2)


def write(reply: Message, text: str) -> None:
    """Keep what a reply has written of a post so far; it is not in the post yet."""
    if DraftVersion.objects.filter(message=reply).update(text=text, changed_at=timezone.now()):
        return
    base = reply.builds_on
    if base is not None:
        draft = base.draft
    else:
        draft, _ = Draft.objects.get_or_create(
            conversation=reply.conversation, defaults={"version": reply.version}
        )
    _add(draft, text=text, base=base, message=reply)


def land(reply: Message, count: int, *, whole: bool) -> None:
    """Put what a reply wrote into the post; what broke off only where nothing whole is there.

    Where it broke off, what it was to take the place of comes back.
    """
    written = DraftVersion.objects.filter(message=reply).select_related(
        "base", "message__displaced"
    )
    version = written.first()
    broke_off = Message.objects.ended_early().filter(pk=reply.pk, shown=True)
    if not whole and reply.displaced_id and broke_off.exists():
        settle(reply.conversation_id, count, keep=False)
    if version is None or version.message is None:
        return
    draft = Draft.objects.select_related("current__message").get(pk=version.draft_id)
    if not whole and draft.current is not None and draft.current.is_whole:
        return
    displaced = version.message.displaced if version.base is None else None
    if version.base and whole and not same_subject(version.base.text, version.text):
        version.subject = _next_subject(draft)
    elif displaced and same_subject(displaced.text, version.text):
        version.subject, version.image_id = displaced.subject, displaced.image_id
    # Where another branch is shown meanwhile, it comes into the post together with its own.
    shown = version.message.shown
    overtaken = draft.current if shown and draft.current != version.base else None
    DraftVersion.objects.filter(pk=version.pk).update(
        subject=version.subject, image_id=version.image_id, overtook=overtaken
    )
    if shown:
        move(draft, version, count)


def type_on(draft: Draft, text: str, burst: uuid.UUID, count: int) -> bool:
    """Go on in the current version, while it is this burst's and nothing builds on it."""
    typed = DraftVersion.objects.filter(
        current_of=draft,
        message=None,
        burst=burst,
        sealed=False,
        changed_at__gt=timezone.now() - BURST,
    )
    going_on = typed.update(text=text, changed_at=timezone.now()) == 1
    if going_on:
        Draft.objects.filter(pk=draft.pk).update(version=count)
    return going_on


def add_by_hand(
    draft: Draft, text: str, *, base: DraftVersion | None, burst: uuid.UUID | None, count: int
) -> DraftVersion:
    """A new version by hand, made from `base` and put into the post, whatever stood there."""
    version = _add(
        draft,
        text=text,
        base=base,
        burst=burst,
        overtook=draft.current if draft.current != base else None,
    )
    move(draft, version, count)
    return version


def move(draft: Draft, to: DraftVersion, count: int) -> bool:
    """Put another version into the post in place of the one in `draft`; False where that has gone.

    The image stays while the post is about the same thing, and comes back with what it was
    chosen for.
    """
    before = draft.current
    image_id = draft.image_id
    if before is None:
        image_id = image_id or to.image_id
    elif before.subject != to.subject:
        image_id = to.image_id
    moved = Draft.objects.filter(pk=draft.pk, current=before).update(
        current=to, image_id=image_id, version=count
    )
    if not moved:
        return False
    if before is not None:
        DraftVersion.objects.filter(pk=before.pk).update(sealed=True, image_id=draft.image_id)
    # The messages that wrote the two say which of them is in the post.
    written = Message.objects.filter(draft_version__in=filter(None, (before, to)))
    written.update(version=count)
    return True


def drop_image(conversation: uuid.UUID, count: int) -> None:
    """Take the image out of the post; its card is told, as it says that it is in it."""
    draft = Draft.objects.filter(conversation=conversation, image__isnull=False).first()
    if draft is None:
        return
    cards = IdeaJob.objects.filter(message__conversation=conversation, job__images=draft.image_id)
    IdeaJob.objects.filter(pk__in=cards.values("pk")).update(version=count)
    Draft.objects.filter(pk=draft.pk).update(image=None, version=count)


def seal(version: DraftVersion) -> None:
    """Let nothing change it any more; the next by hand is another version."""
    if not version.sealed:
        DraftVersion.objects.filter(pk=version.pk).update(sealed=True)
        version.sealed = True


def base_of(reply: Message) -> DraftVersion | None:
    """What stands in the post or, where another branch is shown by now, the newest on its own.

    `reply` is as it was read in this transaction.
    """
    draft = next(iter(_draft_of(reply.conversation_id)), None)
    if draft is None:
        return None
    base = draft.current if reply.shown else _newest(_of_branch(draft, _path_to(reply)))
    if base is not None:
        base.draft = draft
    return base


@compiled
def _draft_of(conversation: uuid.UUID) -> QuerySet[Draft]:
    return Draft.objects.filter(conversation=conversation).select_related("current")


def _path_to(reply: Message) -> set[uuid.UUID]:
    earlier = Message.objects.filter(conversation=reply.conversation_id, born__lt=reply.born)
    parents = dict(earlier.values_list("pk", "parent"))
    path: set[uuid.UUID] = set()
    at = reply.parent_id
    while at is not None:
        path.add(at)
        at = parents[at]
    return path


def take_back(reply: Message, count: int) -> None:
    """Remove what a reply wrote. What was made from it stays, as made from what it came from."""
    version = DraftVersion.objects.filter(message=reply).first()
    if version is None:
        return
    drafts = Draft.objects.filter(pk=version.draft_id)
    version.made_from_it.update(base=version.base_id)
    if drafts.filter(current=version).exists():
        others = DraftVersion.objects.filter(draft=version.draft_id).exclude(pk=version.pk).ended()
        instead = version.base or others.order_by("-number").first()
        drafts.filter(current=version).update(current=instead)
        if instead and instead.subject != version.subject:
            # As it was left; what stands beside it by now was of what goes.
            drafts.update(image=instead.image_id)
        Message.objects.filter(draft_version=instead).update(version=count)
    version.delete()
    drafts.update(version=count)


def settle(conversation: uuid.UUID, count: int, *, keep: bool) -> DraftVersion | None:
    """Put the newest version of the branch that is shown into the post.

    With `keep` the one that stands there stays, if it belongs to that branch. Returns the one that
    gave way, as it was read; None where none did.
    """
    draft = Draft.objects.filter(conversation=conversation).select_related("current").first()
    if draft is None:
        return None
    shown = Message.objects.shown_in(conversation)
    here = _of_branch(draft, set(shown.values_list("pk", flat=True)))
    if keep and draft.current in here:
        return None
    to = _newest(here)
    if to == draft.current:
        return None
    if to is not None:
        move(draft, to, count)
    elif draft.current is not None:
        left = DraftVersion.objects.filter(pk=draft.current.pk)
        left.update(sealed=True, image_id=draft.image_id)
        Draft.objects.filter(pk=draft.pk).update(current=None, image=None, version=count)
    return draft.current


def _newest(versions: Sequence[DraftVersion]) -> DraftVersion | None:
    """Of those, the newest first: one that did not break off, where there is one."""
    return next((each for each in versions if each.is_whole), next(iter(versions), None))


def _of_branch(draft: Draft, messages: Collection[uuid.UUID]) -> list[DraftVersion]:
    """The versions on the branch of those messages, the newest first.

    What was written by hand belongs where that which it was made from does. What came back into
    the post as a reply broke off belongs to the branch of that reply too.
    """
    broke_off = Message.objects.ended_early().filter(pk__in=messages, displaced__draft=draft)
    came_back = set(broke_off.values_list("displaced", flat=True))
    found: dict[uuid.UUID, DraftVersion] = {}
    elsewhere: set[uuid.UUID | None] = set()
    for version in draft.versions.ended().select_related("message").order_by("number"):
        by_hand = version.message_id is None
        here = version.base_id not in elsewhere if by_hand else version.message_id in messages
        if here or version.pk in came_back:
            found[version.pk] = version
        else:
            elsewhere.add(version.pk)
    return list(found.values())[::-1]


def _add(draft: Draft, *, base: DraftVersion | None, **values: Any) -> DraftVersion:
    last = draft.versions.order_by("-number").values_list("number", flat=True).first() or 0
    if base is not None:
        seal(base)
    return DraftVersion.objects.create(
        draft=draft,
        number=last + 1,
        base=base,
        subject=base.subject if base else _next_subject(draft),
        **values,
    )


def _next_subject(draft: Draft) -> int:
    last = draft.versions.order_by("-subject").values_list("subject", flat=True).first()
    return (last or 0) + 1
