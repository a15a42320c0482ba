"""What a person asks for, and what a provider is asked for in turn."""

from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings

from imaging.models import GenerationJob
from imaging.prompts.writing import write_prompt
from imaging.providers.types import Format, ImageRequest, Operation, Quality


@dataclass(frozen=True, slots=True)
class JobInput:
    """A valid request for images; its fields are those of `POST jobs/`.

    `start_at` is the provider the chain begins with, "" for its first.
    """

    prompt: str = ""
    content: str = ""
    operation: Operation = Operation.GENERATE
    format: Format = Format.LANDSCAPE
    style: str = ""
    quality: Quality = Quality.ONE_K
    count: int = 1
    provider: str = ""
    model: str = ""
    max_cost_usd: Decimal | None = None
    fresh: bool = False
    start_at: str = ""


def request_of(asked: JobInput | GenerationJob, *, index: int = 0, count: int = 1) -> ImageRequest:
    """The request for images of a job; `index` counts those there are, `count` those to come."""
    return ImageRequest(
        prompt=write_prompt(
            prompt=asked.prompt,
            content=asked.content,
            style=asked.style,
            format=Format(asked.format),
        ),
        content=asked.content or asked.prompt,
        format=Format(asked.format),
        quality=Quality(asked.quality),
        style=asked.style,
        # Where words are drawn, two ideas for one post must still not give the same picture.
        seed=f"{asked.prompt}#{index}",
        timeout_s=settings.GEMINI_TIMEOUT_S,
        count=count,
    )
