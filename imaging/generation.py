"""From a claimed job to stored images: prompt, chain, check, store, done.

Every step is recorded by `transitions` under the job's claim. After a crash between any two steps
the sweep gives the job back to the queue, and files that nobody refers to are deleted by storage.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import structlog

from imaging import storage, transitions
from imaging.attempts import JobAttempts, too_dear
from imaging.brands import look_of
from imaging.chains import way_for
from imaging.decoding import IN_TURN
from imaging.inputs import request_of
from imaging.keys import owns_any
from imaging.models import GeneratedImage, GenerationJob, JobStage
from imaging.notices import notice_of
from imaging.pictures.provenance import has_manifest
from imaging.pictures.renditions import thumbnail
from imaging.pictures.verify import PictureError, verify
from imaging.problems import problem_of
from imaging.prompts.safer import Offer, safer_prompt
from imaging.providers.errors import (
    AuthenticationFailed,
    ContentBlocked,
    InternalError,
    InvalidImage,
    ProviderError,
)
from imaging.providers.fallback import Delivered
from imaging.providers.types import Format, ImagePayload, Operation, Quality
from imaging.sources import SourceGone, load_sources
from imaging.storage import Content

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Painting:
    """A picture's bytes, its thumbnail's with their extension, and what is known of it."""

    data: bytes
    thumbnail: tuple[bytes, str]
    mime_type: str
    extension: str
    width: int
    height: int
    sha256: str
    has_manifest: bool
    drawing: Mapping[str, Any] | None


class NothingMade(Exception):
    """Not one picture came; `imagen_waits` where the chain ended before Imagen."""

    def __init__(self, error: ProviderError, *, imagen_waits: bool) -> None:
        super().__init__(str(error))
        self.error = error
        self.imagen_waits = imagen_waits


def run(job: GenerationJob) -> Sequence[GeneratedImage]:
    """See a claimed job through to its images, which it returns, or its reason.

    A claim that is lost meanwhile is no error. Errors of the database are raised: the job then
    keeps its claim until the lease runs out, and the sweep gives it back.
    """
    try:
        return _run(job)
    except transitions.ClaimLost:
        log.info("job left to others", job_id=str(job.pk))
    return ()


def _run(job: GenerationJob) -> Sequence[GeneratedImage]:
    try:
        deliveries, shortfall = _paint(job)
        transitions.enter(job, JobStage.SAVING)
        images = _store(job, deliveries)
        notice = notice_of(
            deliveries,
            count=job.count,
            quality=Quality(job.quality),
            format=Format(job.format),
            shortfall=shortfall,
            too_dear=lambda: too_dear(job),
            references=len(job.reference_ids),
        )
        transitions.succeed(job, images, notice)
        return images
    except SourceGone as error:
        transitions.fail(job, problem_of(error))
    except NothingMade as end:
        log.info("job failed", job_id=str(job.pk), code=end.error.code)
        problem = problem_of(
            end.error,
            offer=_offer(job, end.error),
            imagen_waits=end.imagen_waits,
            own_key=_own_key_refused(job),
            too_dear=too_dear(job),
        )
        transitions.fail(job, problem)
    except transitions.ClaimLost:
        raise
    except Exception:
        log.exception("job broke", job_id=str(job.pk))
        transitions.fail(job, problem_of(InternalError()))
    return ()


def _paint(job: GenerationJob) -> tuple[list[Delivered[Painting]], ProviderError | None]:
    """As many pictures as were asked for, or those before an error; `NothingMade` for none."""
    attempts, sources, brand = JobAttempts(job), load_sources(job), look_of(job.brand)
    deliveries: list[Delivered[Painting]] = []
    made = 0
    while made < job.count:
        request = request_of(
            job,
            index=made,
            count=job.count - made,
            source=sources.image,
            pictures=sources.pictures,
            brand=brand,
        )
        way = way_for(
            job.owner, request, start_at=job.start_at, pinned=bool(job.provider or job.model)
        )
        try:
            delivered = way.chain.run(
                request,
                log=attempts,
                verify=_check,
                pin_provider=job.provider,
                pin_model=job.model,
                max_price_usd=_max_price_usd(job),
            )
        except ProviderError as error:
            if not deliveries:
                raise NothingMade(error, imagen_waits=bool(way.held_back)) from error
            return deliveries, error
        wanted = delivered.pictures[-request.count :]
        deliveries.append(replace(delivered, pictures=wanted))
        made += len(wanted)
    return deliveries, None


def _own_key_refused(job: GenerationJob) -> bool:
    refused = job.attempts.filter(error_code=AuthenticationFailed.code)
    return owns_any(job.owner, refused.values_list("provider", flat=True))


def _offer(job: GenerationJob, error: ProviderError) -> Offer | None:
    """What may be asked for instead of what was blocked; only a person sends it anywhere."""
    if not isinstance(error, ContentBlocked):
        return None
    return safer_prompt(job.prompt, content=job.content, operation=Operation(job.operation))


def _max_price_usd(job: GenerationJob) -> Decimal | None:
    """What one picture may cost; unless the person said, twice the price they were shown."""
    shown = job.estimated_cost_usd
    limit = 2 * shown if job.max_cost_usd is None and shown is not None else job.max_cost_usd
    return None if limit is None else limit / job.count


def _check(payload: ImagePayload) -> Painting:
    try:
        with IN_TURN:
            picture = verify(payload.data)
            small = thumbnail(picture)
    except PictureError as error:
        raise InvalidImage(f"{error.reason}: {error}") from error
    return Painting(
        data=payload.data,
        thumbnail=small,
        mime_type=picture.mime_type,
        extension=picture.extension,
        width=picture.width,
        height=picture.height,
        sha256=picture.sha256,
        has_manifest=has_manifest(payload.data),
        drawing=payload.drawing,
    )


def _store(job: GenerationJob, deliveries: Sequence[Delivered[Painting]]) -> list[GeneratedImage]:
    """Store originals and thumbnails; the rows themselves are written when the job succeeds."""
    parent = job.source_image
    paintings = [
        (delivered, painting, cost_usd)
        for delivered in deliveries
        for painting, cost_usd in zip(
            delivered.pictures, _shares(delivered.cost_usd, len(delivered.pictures)), strict=True
        )
    ]
    files = storage.store_all(
        [
            content
            for _, painting, _ in paintings
            for content in (
                Content(painting.data, painting.extension, painting.sha256),
                Content(*painting.thumbnail),
            )
        ]
    )
    return [
        GeneratedImage(
            owner_id=job.owner_id,
            job=job,
            index=index,
            operation=job.operation,
            prompt=job.prompt,
            provider=delivered.provider,
            model=delivered.model,
            ai_generated=delivered.uses_ai or (parent is not None and parent.ai_generated),
            parent=parent,
            tree=parent.tree_id if parent else None,
            brand_id=job.brand_id,
            format=job.format,
            cost_usd=cost_usd,
            original=files[2 * index],
            thumbnail=files[2 * index + 1],
            width=painting.width,
            height=painting.height,
            mime_type=painting.mime_type,
            sha256=painting.sha256,
            has_manifest=painting.has_manifest,
            drawing=painting.drawing,
        )
        for index, (delivered, painting, cost_usd) in enumerate(paintings)
    ]


def _shares(cost_usd: Decimal | None, count: int) -> Sequence[Decimal | None]:
    """A call's cost on its pictures; what does not divide goes to the last."""
    if cost_usd is None:
        return [None] * count
    share = (cost_usd / count).quantize(Decimal("0.0001"))
    return [share] * (count - 1) + [cost_usd - share * (count - 1)]
