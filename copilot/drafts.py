"""What a person may do with the post by hand: each function is one sentence in the imperative."""

import uuid
from typing import Any

from django.db import transaction

from copilot import draft_transitions, transitions
from copilot.models import Conversation, Draft, DraftVersion
from copilot.showing import NotPossible


class VersionMoved(Exception):
    """Another version stands in the post by now; `current` is its id, None for no version."""

    def __init__(self, current: uuid.UUID | None) -> None:
        super().__init__("The post has changed since. Read it again and repeat the change.")
        self.current = current


def draft_edit(
    *,
    conversation: Conversation,
    text: str,
    base: uuid.UUID | None,
    burst: uuid.UUID | None = None,
    beside: bool = False,
) -> DraftVersion:
    """Put the person's own text into the post, as a version made from `base`.

    What is typed in one `burst` goes on in one version, until the person pauses for
    `draft_transitions.BURST` or something builds on it. Where another version than `base` stands
    in the post by now, this one takes its place if `beside`, and both are kept; else it raises
    `VersionMoved`. Text that the post has already makes no version.
    """
    text = text.replace("\r\n", "\n")
    with transaction.atomic():
        count = transitions.touch(conversation.pk)
        draft, _ = Draft.objects.select_related("current").get_or_create(
            conversation=conversation, defaults={"version": count}
        )
        if draft.current is not None and draft.current.text == text:
            return draft.current
        if burst and draft.current and draft_transitions.type_on(draft, text, burst, count):
            draft.current.text = text
            return draft.current
        if draft.current_id != base and not beside:
            raise VersionMoved(draft.current_id)
        return draft_transitions.add_by_hand(
            draft,
            text,
            base=draft.versions.filter(pk=base).first() if base else None,
            burst=burst,
            count=count,
        )


def draft_undo(*, conversation: Conversation, seen: uuid.UUID | None = None) -> DraftVersion:
    """Go back to the version that the one in the post was made from.

    `seen` is the version that the person acts on; `VersionMoved` where it stands there no more.
    Raises `NotPossible` for the first one.
    """
    return _move(
        conversation, seen, _before, "There is nothing to undo: this is the first version."
    )


def draft_redo(*, conversation: Conversation, seen: uuid.UUID | None = None) -> DraftVersion:
    """Go on to the latest whole version made from the one in the post.

    Raises as `draft_undo`.
    """
    return _move(
        conversation, seen, _after, "There is nothing to redo: this is the latest version."
    )


def draft_choose(
    *, conversation: Conversation, version: DraftVersion, seen: uuid.UUID | None = None
) -> DraftVersion:
    """Put any version into the post. Raises `NotPossible` for one that is still being written."""
    return _move(
        conversation,
        seen,
        lambda draft: draft.versions.ended().filter(pk=version.pk).first(),
        "This version is still being written.",
    )


def draft_remove_image(*, conversation: Conversation) -> None:
    """Take the image out of the post; it stays where it was made."""
    with transaction.atomic():
        draft_transitions.drop_image(conversation.pk, transitions.touch(conversation.pk))


def _before(draft: Draft) -> DraftVersion | None:
    return draft.current.base if draft.current else None


def _after(draft: Draft) -> DraftVersion | None:
    if draft.current is None:
        return None
    # On another branch something else was made from it.
    return draft.current.made_from_it.whole().shown().order_by("-number").first()


def _move(
    conversation: Conversation, seen: uuid.UUID | None, target: Any, why_not: str
) -> DraftVersion:
    with transaction.atomic():
        count = transitions.touch(conversation.pk)
        drafts = Draft.objects.select_related("current__base")
        draft = drafts.filter(conversation=conversation).first()
        if draft is None:
            raise NotPossible("There is no post yet.")
        if seen is not None and draft.current_id != seen:
            raise VersionMoved(draft.current_id)
        version: DraftVersion | None = target(draft)
        if version is None:
            raise NotPossible(why_not)
        if version.pk != draft.current_id and not draft_transitions.move(draft, version, count):
            raise VersionMoved(None)
        return version
