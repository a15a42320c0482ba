"""From a claimed job to stored images: prompt, chain, check, store, done.

Every step is recorded by `transitions` under the job's claim. After a crash between any two steps
the sweep gives the job back to the queue, and files that nobody refers to are deleted by storage.
"""

from dataclasses import dataclass
from decimal import Decimal

import structlog

from imaging import storage, transitions
from imaging.attempts import JobAttempts
from imaging.chains import chain_for
from imaging.inputs import request_of
from imaging.models import GeneratedImage, GenerationJob, JobStage
from imaging.notices import notice_of
from imaging.pictures.renditions import thumbnail
from imaging.pictures.verify import PictureError, VerifiedPicture, verify
from imaging.problems import problem_of
from imaging.providers.errors import InternalError, InvalidImage, ProviderError
from imaging.providers.fallback import Delivered
from imaging.providers.types import ImagePayload

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Painting:
    """A picture together with the bytes it was decoded from."""

    data: bytes
    picture: VerifiedPicture


def run(job: GenerationJob) -> None:
    """See a claimed job through to its images or its reason; raises nothing."""
    try:
        _run(job)
    except transitions.ClaimLost:
        log.info("job left to others", job_id=str(job.pk))


def _run(job: GenerationJob) -> None:
    try:
        deliveries, shortfall = _paint(job)
        transitions.enter(job, JobStage.SAVING)
        images = [_store(job, index, delivery) for index, delivery in enumerate(deliveries)]
        notice = notice_of(deliveries, asked=job.count, shortfall=shortfall)
        transitions.succeed(job, images, notice)
    except ProviderError as error:
        log.info("job failed", job_id=str(job.pk), code=error.code)
        transitions.fail(job, problem_of(error))
    except transitions.ClaimLost:
        raise
    except Exception:
        log.exception("job broke", job_id=str(job.pk))
        transitions.fail(job, problem_of(InternalError()))


def _paint(job: GenerationJob) -> tuple[list[Delivered[Painting]], ProviderError | None]:
    """As many pictures as were asked for, or those before an error; raises it if none came."""
    chain, attempts = chain_for(job.owner), JobAttempts(job)
    deliveries: list[Delivered[Painting]] = []
    for index in range(job.count):
        try:
            deliveries.append(
                chain.run(
                    request_of(job, index=index),
                    log=attempts,
                    verify=_check,
                    pin_provider=job.provider,
                    pin_model=job.model,
                    max_price_usd=_max_price_usd(job),
                )
            )
        except ProviderError as error:
            if not deliveries:
                raise
            return deliveries, error
    return deliveries, None


def _max_price_usd(job: GenerationJob) -> Decimal | None:
    """What one picture may cost; unless the person said, twice the price they were shown."""
    shown = job.estimated_cost_usd
    limit = 2 * shown if job.max_cost_usd is None and shown is not None else job.max_cost_usd
    return None if limit is None else limit / job.count


def _check(payload: ImagePayload) -> Painting:
    try:
        return Painting(payload.data, verify(payload.data))
    except PictureError as error:
        raise InvalidImage(f"{error.reason}: {error}") from error


def _store(job: GenerationJob, index: int, delivery: Delivered[Painting]) -> GeneratedImage:
    """Store the original and its thumbnail; the row itself is written when the job succeeds."""
    painting = delivery.picture
    picture = painting.picture
    small, _ = thumbnail(picture)
    return GeneratedImage(
        owner_id=job.owner_id,
        job=job,
        index=index,
        operation=job.operation,
        prompt=job.prompt,
        provider=delivery.provider,
        model=delivery.model,
        ai_generated=delivery.uses_ai,
        format=job.format,
        cost_usd=delivery.cost_usd,
        original=storage.store(painting.data, picture.extension, sha256=picture.sha256),
        thumbnail=storage.store(small, "webp"),
        width=picture.width,
        height=picture.height,
        mime_type=picture.mime_type,
        sha256=picture.sha256,
    )
