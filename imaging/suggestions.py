"""What a post is about, and ideas for its image, for one person."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from imaging.inputs import JobInput
from imaging.models import GeneratedImage
from imaging.prompts.analysis import Analysis
from imaging.prompts.ideas import IdeaKind, ImageIdea, suggest_ideas
from imaging.prompts.recent import RECENT_IMAGES, Recent
from imaging.reading import Source, read_post
from imaging.services import estimate_usd

# The kind of picture that a kind of content asks for first.
CONTENT_TYPES: dict[str, IdeaKind | None] = {
    "post": None,
    "article": IdeaKind.METAPHOR,
    "carousel": IdeaKind.DIAGRAM,
    "video_script": IdeaKind.PLACE,
    "comment_reply": IdeaKind.OBJECT,
    "poll": None,
}

_TOLD = ("industry", "tone", "purpose")


@dataclass(frozen=True, slots=True)
class Suggestions:
    """`price_usd` is that of one image of any of the ideas; None where it is not known."""

    analysis: Analysis
    ideas: tuple[ImageIdea, ...]
    source: Source
    price_usd: Decimal | None


def suggest(
    owner: Any, content: str, *, industry: str = "", tone: str = "", content_type: str = "post"
) -> Suggestions:
    """Read the post and have four ideas for it; what the person says of it is believed.

    `industry` is a key or `unknown`; "" lets the post speak. Takes seconds where Gemini is asked.
    """
    read, source = read_post(owner, content)
    purpose = "poll" if content_type == "poll" else ""
    told = [name for name, said in zip(_TOLD, (industry, tone, purpose), strict=True) if said]
    analysis = replace(
        read,
        industry=industry or read.industry,
        tone=tone or read.tone,
        purpose=purpose or read.purpose,
        confidence=replace(read.confidence, **dict.fromkeys(told, 1.0)),
    )
    ideas = suggest_ideas(
        content, analysis=analysis, recent=recent_of(owner), first=CONTENT_TYPES[content_type]
    )
    return Suggestions(analysis, ideas, source, estimate_usd(JobInput(prompt=content), owner))


def recent_of(owner: Any) -> tuple[Recent, ...]:
    """The person's last images, newest first."""
    images = GeneratedImage.objects.filter(owner=owner).order_by("-created_at")
    rows = images.values_list("prompt", "job__style")[:RECENT_IMAGES]
    return tuple(Recent(prompt, style or "") for prompt, style in rows)
