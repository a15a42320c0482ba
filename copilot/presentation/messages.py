"""A conversation as the page shows it."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString

from copilot.models import Action, DraftVersion, IdeaJob, Message, MessageStatus
from copilot.presentation import text
from copilot.presentation.actions import ActionCard, action_card, takes_brand
from copilot.presentation.branches import Versions, versions_of
from copilot.presentation.checks import (
    CheckList,
    EditButtons,
    as_tags,
    check_list,
    edit_buttons,
    with_marks,
)
from copilot.presentation.ideas import IdeaGroup, idea_group
from copilot.presentation.images import (
    JobCard,
    image_card,
    job_card,
    made_by,
    seconds_of,
)
from copilot.presentation.offers import offer_card
from copilot.selectors import Thread
from copilot.titles import shorten
from imaging.alt_texts import alt_of
from imaging.models import JobStatus
from imaging.providers.types import Operation

TITLE_MAX = 90


@dataclass(frozen=True, slots=True)
class DraftCard:
    """`use_url` puts it into the post; "" where it is there, or is still being written."""

    pk: UUID
    hook: SafeString
    html: SafeString
    number: int
    is_current: bool
    use_url: str


@dataclass(frozen=True, slots=True)
class MessageCard:
    pk: UUID
    author: str
    status: str
    html: SafeString
    draft: DraftCard | None
    checks: CheckList | None
    edits: EditButtons | None
    ideas: IdeaGroup | None
    jobs: list[JobCard]
    done: list[ActionCard]
    actions: list[ActionCard]
    notice: str
    error: dict[str, str] | None
    label: str
    sent_at: datetime
    stop_url: str
    retry_url: str
    edit_url: str
    text: str
    key: str
    versions: Versions | None
    knew_url: str
    unattended: bool


def message_card(message: Message, thread: Thread) -> MessageCard:
    """`message` comes from `copilot.message_contents`, with all it shows."""
    version: DraftVersion | None = getattr(message, "draft_version", None)
    is_current = version is not None and thread.version == version
    unfinished = message.status in {MessageStatus.PENDING, MessageStatus.STREAMING}
    retryable = not unfinished and message.pk == thread.last_reply
    # A one-click edit has no words of its own to change.
    editable = message.author == Message.Author.PERSON and not message.edit
    return MessageCard(
        pk=message.pk,
        author=message.author,
        status=message.status,
        html=_said(message),
        draft=_draft_card(version, thread, unfinished=unfinished) if version else None,
        checks=check_list(version.checks.all()) if version and is_current else None,
        edits=edit_buttons(message.conversation_id)
        if version and not unfinished and thread.last_written == version.pk
        else None,
        ideas=idea_group(message, thread),
        jobs=[
            idea_job_card(each, thread)
            for each in message.idea_jobs.all()
            if each.action_id is None
        ],
        **_actions(message, thread),
        notice=message.notice,
        error={"sentence": message.error_message} if message.error_message else None,
        label=" · ".join(part for part in (message.assistant, message.model) if part),
        sent_at=message.created_at,
        stop_url=reverse("copilot:message-stop", args=[message.pk]) if unfinished else "",
        retry_url=reverse("copilot:message-retry", args=[message.pk]) if retryable else "",
        edit_url=reverse("copilot:message-edit", args=[message.pk]) if editable else "",
        text=message.text if editable else "",
        key=str(uuid.uuid4()) if editable else "",
        # A growing reply asks for nothing but its words.
        versions=None if unfinished else versions_of(message, thread),
        knew_url=reverse("copilot:message-knew", args=[message.pk])
        if not unfinished and getattr(message, "has_briefing", False)
        else "",
        unattended=unfinished and thread.attendance.is_lacking(message.waits_since),
    )


def _actions(message: Message, thread: Thread) -> dict[str, list[ActionCard]]:
    """What was done and needs a line only, and what has a card."""
    jobs: dict[UUID | None, list[IdeaJob]] = {}
    for each in message.idea_jobs.all():
        jobs.setdefault(each.action_id, []).append(each)
    cards = [shown_action(each, jobs.get(each.pk, ()), thread) for each in message.actions.all()]
    return {
        "done": [card for card in cards if card.is_line],
        "actions": [card for card in cards if not card.is_line],
    }


def shown_action(action: Action, jobs: Iterable[IdeaJob], thread: Thread) -> ActionCard:
    """`jobs` are the action's, with everything their cards show."""
    place = thread.image_numbers.get(action.image_id) if action.image_id else None
    return action_card(
        action,
        place=place,
        jobs=[idea_job_card(each, thread) for each in jobs],
        brand=thread.brand if takes_brand(action) else None,
    )


def idea_job_card(idea_job: IdeaJob, thread: Thread) -> JobCard:
    """`idea_job` comes from `copilot.message_contents`, with all it shows."""
    job, draft = idea_job.job, thread.draft
    is_version = job.operation != Operation.GENERATE
    title = (
        idea_job.idea.description
        if idea_job.idea and idea_job.idea.prompt == job.prompt and not is_version
        else shorten(made_by(job), TITLE_MAX)
    )
    images = [
        image_card(
            image,
            alt=alt_of(image),
            seconds=seconds_of(job),
            use_url=reverse("copilot:draft-image", args=[draft.conversation_id, image.pk])
            if draft and thread.version
            else "",
            made=made_by(job, image.provider) if is_version else "",
            in_post=draft is not None and draft.image_id == image.pk,
        )
        for image in job.images.all()
    ]
    edit_url = reverse("copilot:idea-selector", args=[idea_job.idea_id]) if idea_job.idea_id else ""
    if job.operation == Operation.EDIT and job.source_image_id:
        edit_url = reverse("copilot:image-edit", args=[job.source_image_id])
    position = thread.positions.get(job.pk) if job.status == JobStatus.QUEUED else None
    was_retried = getattr(idea_job, "was_retried", False)
    attendance = thread.attendance
    return job_card(
        job,
        title=title,
        images=images,
        attendance=attendance,
        position=position,
        edit_url=edit_url,
        offer=offer_card(job, attendance, was_retried=was_retried, writer=lambda: thread.writer),
    )


def _said(message: Message) -> SafeString:
    if message.author == Message.Author.PERSON:
        return text.paragraphs(message.text)
    return text.markdown(message.text)


def _draft_card(version: DraftVersion, thread: Thread, *, unfinished: bool) -> DraftCard:
    is_current = thread.version is not None and thread.version.pk == version.pk
    usable = not (is_current or unfinished)
    post = text.post(with_marks(version.text, version.checks.all() if is_current else ()))
    return DraftCard(
        pk=version.pk,
        hook=as_tags(escape(post.hook)),
        html=as_tags(post.html),
        number=version.number,
        is_current=is_current,
        use_url=reverse("copilot:draft-move", args=[thread.conversation.pk]) if usable else "",
    )
