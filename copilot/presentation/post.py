"""The post as its panel shows it: to be edited, with its changes, and as a feed shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeGuard
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from copilot import linkedin
from copilot.assistants.brief import Brief
from copilot.assistants.edits import EDITS, Edit
from copilot.assistants.kinds import KINDS
from copilot.differences import Difference, difference
from copilot.models import Conversation, DraftVersion
from copilot.presentation.carousel_page import CarouselLink, carousel_link
from copilot.presentation.images import Badge, ImageCard, image_card
from copilot.selectors import Thread
from copilot.titles import shorten
from imaging.alt_texts import alt_of, written_from
from imaging.models import GeneratedImage
from imaging.review import export_block

# A way of asking is told in the list of versions by its first words.
ASKED_CHARS = 44


@dataclass(frozen=True, slots=True)
class FeedText:
    """What a feed shows of the post before "…more"."""

    html: SafeString
    more: bool
    limit: int


@dataclass(frozen=True, slots=True)
class VersionRow:
    pk: UUID
    number: int
    author: str
    what: str
    at: datetime
    is_current: bool
    is_whole: bool
    changes_url: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What a version changed, and the number of the one it was made from."""

    number: int
    base_number: int
    difference: Difference


@dataclass(frozen=True, slots=True)
class PostPanel:
    """`count` is the conversation's version of which this tells; `seen` the version in the post.

    `alt_from` says what the image's alternative text was written from; "" for a person's own.
    """

    count: int
    seen: UUID
    author_name: str
    headline: str
    text: str
    desktop: FeedText
    phone: FeedText
    whole: SafeString
    beyond: str
    length: int
    limit: int
    over: int
    hashtags: tuple[str, ...]
    number: int
    total: int
    versions: list[VersionRow]
    can_undo: bool
    can_redo: bool
    changes: Changes | None
    overtook: DraftVersion | None
    image: ImageCard | None
    alt_from: str
    is_rejected: bool
    left_out: ImageCard | None
    to_check: int
    carousels: list[CarouselLink]
    urls: dict[str, str]

    @property
    def review(self) -> Badge | None:
        return self.image.review if self.image else None

    @property
    def rejected(self) -> str:
        """What its person should know and do about an image that must not leave Easel; "" else."""
        if not self.is_rejected or self.image is None:
            return ""
        reason = f" (“{self.image.review_reason}”)" if self.image.review_reason else ""
        return (
            f"A reviewer has rejected this image{reason}, so it cannot go out with the post. "
            "Use another one, or post without."
        )

    @property
    def length_line(self) -> str:
        return f"{self.length:,} of {self.limit:,}"

    @property
    def over_line(self) -> str:
        return f"{self.over:,} too many: LinkedIn will not take this." if self.over else ""

    @property
    def nearly(self) -> int:
        """From here on the length is close to the limit."""
        return self.limit * 9 // 10


def post_panel(thread: Thread) -> PostPanel | None:
    """None while there is no post."""
    draft, version = thread.draft, thread.version
    if draft is None or version is None:
        return None
    post = linkedin.clean(version.text)
    length = linkedin.length(post)
    limit = limit_of(thread.conversation)
    within, beyond = linkedin.split_at(post, limit)
    rows = _rows(thread.versions, version)
    person = thread.conversation.owner
    return PostPanel(
        count=draft.version,
        seen=version.pk,
        author_name=person.display_name,
        headline=person.profile.headline,
        text=version.text,
        desktop=_feed(post, settings.LINKEDIN_FOLD_DESKTOP),
        phone=_feed(post, settings.LINKEDIN_FOLD_PHONE),
        whole=_tagged(within),
        beyond=beyond,
        length=length,
        limit=limit,
        over=max(0, length - limit),
        hashtags=linkedin.hashtags(post),
        number=version.number,
        total=max((row.number for row in rows), default=version.number),
        versions=rows,
        can_undo=version.base_id is not None,
        can_redo=any(
            each.base_id == version.pk and each.is_shown and each.is_whole
            for each in thread.versions
        ),
        changes=changes_of(version),
        overtook=version.overtook,
        image=_image(draft.image) if _is_there(draft.image) else None,
        alt_from=written_from(draft.image) if _is_there(draft.image) else "",
        is_rejected=_is_there(draft.image) and export_block(draft.image) == "review_rejected",
        left_out=_left_out(thread, version) if draft.image is None else None,
        to_check=thread.to_check,
        carousels=[carousel_link(each.carousel) for each in thread.carousels],
        urls=_urls(thread),
    )


def limit_of(conversation: Conversation) -> int:
    """How many characters LinkedIn takes of what a conversation drafts."""
    return KINDS[Brief.of(conversation.brief).content_type].most


def changes_of(version: DraftVersion) -> Changes | None:
    """Against the version it was made from; None for a first one."""
    if version.base is None:
        return None
    found = difference(version.base.text, version.text)
    return Changes(version.number, version.base.number, found)


def asked_for(version: DraftVersion) -> str:
    """What brought a version about, in few words."""
    if version.message is None:
        return "Edited by hand"
    asked = version.message.parent
    if asked is None:
        return "Written"
    return EDITS[Edit(asked.edit)].label if asked.edit else shorten(asked.text, ASKED_CHARS)


def _rows(versions: Sequence[DraftVersion], current: DraftVersion) -> list[VersionRow]:
    """The latest first."""
    return [
        VersionRow(
            pk=version.pk,
            number=version.number,
            author="You" if version.message is None else "Copilot",
            what=asked_for(version),
            at=version.changed_at,
            is_current=version.pk == current.pk,
            is_whole=version.is_whole,
            changes_url=reverse("copilot:draft-changes", args=[version.draft_id, version.number])
            if version.base_id
            else "",
        )
        for version in versions
    ]


def _feed(post: str, limit: int) -> FeedText:
    fold = linkedin.fold(post, limit)
    return FeedText(_tagged(fold.shown), fold.more, limit)


def _tagged(post: str) -> SafeString:
    """With its hashtags set apart, as a feed has them."""
    shapes = ("{}", '<span class="hashtag">{}</span>')
    pieces = [format_html(shapes[is_hashtag], piece) for piece, is_hashtag in linkedin.parts(post)]
    return mark_safe("".join(pieces))


def _image(image: GeneratedImage) -> ImageCard:
    return image_card(image, alt=alt_of(image), in_post=True)


def _left_out(thread: Thread, version: DraftVersion) -> ImageCard | None:
    """The image of the post before, which was about something else."""
    before = thread.before
    if before is None or before.subject == version.subject or not _is_there(before.image):
        return None
    return image_card(before.image)


def _is_there(image: GeneratedImage | None) -> TypeGuard[GeneratedImage]:
    """Not in the trash. What lies there is in no post, and back in it once it is restored."""
    return image is not None and image.trashed_at is None


def _urls(thread: Thread) -> dict[str, str]:
    conversation = [thread.conversation.pk]
    urls: dict[str, Any] = {
        "edit": reverse("copilot:draft-edit", args=conversation),
        "move": reverse("copilot:draft-move", args=conversation),
        "remove_image": reverse("copilot:draft-image-remove", args=conversation),
        "bundle": reverse("copilot-api:conversation-bundle", args=conversation),
        "carousel": reverse("copilot:carousel-begin", args=conversation),
        "linkedin": linkedin.COMPOSER_URL,
    }
    if left_out := thread.before and thread.before.image_id:
        urls["put_back"] = reverse("copilot:draft-image", args=[*conversation, left_out])
    return urls
