"""What may be done with jobs: each function is one sentence in the imperative."""

import hashlib
import json
from contextlib import nullcontext
from dataclasses import asdict, fields, replace
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction

from imaging import errand_transitions, looking, selectors, tasks, transitions
from imaging.brands import brand_current
from imaging.chains import way_for
from imaging.inputs import JobInput, blank_pictures, request_of
from imaging.keys import Keys
from imaging.models import (
    TOUCH,
    Brand,
    GeneratedImage,
    GenerationJob,
    IdempotencyKey,
    JobStatus,
    Look,
    Rewording,
)
from imaging.providers.errors import ContentBlocked
from imaging.providers.types import Operation
from imaging.turns import take_turns


class KeyReused(Exception):
    """The idempotency key was used before, with another body."""


class BudgetExceeded(Exception):
    """The person's daily images are used up; `retry_after_s` until they begin anew."""

    def __init__(self, message: str, retry_after_s: int) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class NobodyLooks(Exception):
    """There is no model that could look at the person's image; `str()` says why."""


class NotRetryable(Exception):
    """The job has not failed, so there is nothing to try again."""


def job_create(
    *,
    owner: Any,
    job_input: JobInput,
    key: str = "",
    retry_of: GenerationJob | None = None,
    keys: Keys | None = None,
) -> GenerationJob:
    """Write a job and wake a worker. The same `key` gives the same job again.

    `keys` are the person's own, as for `estimate_usd`. Raises `KeyReused` and `BudgetExceeded`.
    """
    fingerprint = _fingerprint(job_input, retry_of) if key else ""
    if key and (known := _known_job(owner, key, fingerprint)):
        return known
    complete = _with_what_its_source_shows(job_input, owner)
    price_usd = estimate_usd(complete, owner, keys)
    brand = _brand(complete, owner, retry_of)
    # One request of a person takes a key, or the last image of the day. Where there is neither, one
    # row is written: a transaction around it would keep other writers waiting for this thread.
    contested = bool(key or settings.USER_DAILY_IMAGES)
    with transaction.atomic() if contested else nullcontext():
        if contested:
            take_turns(owner)
        # The same key at the same moment: by now the other request may have made the job.
        if key and (known := _known_job(owner, key, fingerprint)):
            return known
        _check_budget(owner, job_input.count)
        job = GenerationJob.objects.create(
            owner=owner,
            estimated_cost_usd=price_usd,
            retry_of=retry_of,
            **asdict(complete) | {"brand": brand},
        )
        if key:
            IdempotencyKey.objects.create(owner=owner, key=key, fingerprint=fingerprint, job=job)
    tasks.wake()
    return job


def job_cancel(job: GenerationJob) -> None:
    """Cancel the job; one that has ended stays as it is."""
    transitions.cancel(job)


def job_retry(
    job: GenerationJob, *, start_at: str = "", prompt: str = "", key: str = ""
) -> GenerationJob:
    """Ask for the same images again in a new job, which begins with `start_at` if that is given.

    It then goes on down the chain, whatever step was pinned before. With `prompt`, in other words.
    Raises `NotRetryable`, `KeyReused` and `BudgetExceeded`.
    """
    if job.status not in {JobStatus.FAILED, JobStatus.CANCELLED} and not job.notice:
        raise NotRetryable
    same = {field.name: getattr(job, field.name) for field in fields(JobInput)}
    same["brand"] = job.brand_id is not None
    elsewhere = {"start_at": start_at, "provider": "", "model": ""} if start_at else {}
    in_other_words = {"prompt": prompt} if prompt else {}
    job_input = JobInput(**same | {"fresh": True} | elsewhere | in_other_words)
    return job_create(owner=job.owner, job_input=job_input, key=key, retry_of=job)


def job_reword(job: GenerationJob) -> None:
    """Have a text model reword the prompt that was blocked, once. Raises `NotRetryable`."""
    if job.error_code != ContentBlocked.code:
        raise NotRetryable
    if rewording := errand_transitions.ask(Rewording, job=job):
        tasks.reword.enqueue(str(rewording.pk))


def image_look(image: GeneratedImage) -> None:
    """Have a model look at an image, once; again only where that failed. Raises `NobodyLooks`."""
    if hindrance := looking.hindrance(image.owner):
        raise NobodyLooks(hindrance)
    if look := errand_transitions.ask(Look, image=image):
        tasks.look.enqueue(str(look.pk))


def image_take_alt_text(image: GeneratedImage) -> bool:
    """Describe the image by what a model saw in it; False where none has written a description."""
    look = Look.objects.filter(image=image).exclude(alt_text="").first()
    if look is None:
        return False
    image_describe(image, look.alt_text)
    return True


def image_describe(image: GeneratedImage, alt_text: str) -> None:
    """Change the alternative text of an image; wherever it is shown is told."""
    with transaction.atomic():
        GeneratedImage.objects.filter(pk=image.pk).update(alt_text=alt_text)
        if image.job_id is not None:
            transitions.announce(image.job_id)


def estimate_usd(job_input: JobInput, owner: Any, keys: Keys | None = None) -> Decimal | None:
    """The price of the step tried first with the person's keys; None where it is not known.

    `keys` spares reading them where they are at hand.
    """
    prices = prices_usd(job_input, owner, keys)
    first = prices[0] if prices else None
    return None if first is None else first * job_input.count


def prices_usd(
    job_input: JobInput, owner: Any, keys: Keys | None = None
) -> tuple[Decimal | None, ...]:
    """What a picture costs at each step, in the order they are tried with the person's keys.

    None for a price that is not known, nothing where no step could make it.
    """
    source = _source(job_input, owner)
    request = request_of(job_input, source=source, pictures=blank_pictures(job_input))
    way = way_for(
        owner,
        request,
        start_at=job_input.start_at,
        pinned=bool(job_input.provider or job_input.model),
        keys=keys,
    )
    return way.chain.prices_usd(request, pin_provider=job_input.provider, pin_model=job_input.model)


def _source(job_input: JobInput, owner: Any) -> GeneratedImage | None:
    if job_input.source_image_id is None:
        return None
    images = GeneratedImage.objects.filter(owner=owner, pk=job_input.source_image_id)
    return images.select_related("job", "parent", "brand").first()


def _with_what_its_source_shows(job_input: JobInput, owner: Any) -> JobInput:
    """The source's post and, for restyle and vary, its prompt, where the person gave none.

    A variation keeps its style too.
    """
    source = _source(job_input, owner)
    if source is None:
        return job_input
    made_by = _job_behind(source)
    content = job_input.content or (made_by.content if made_by else "")
    prompt = job_input.prompt
    # An edit's prompt says what was changed, not what is to be seen.
    if job_input.operation != Operation.EDIT and source.operation != Operation.EDIT:
        prompt = prompt or source.prompt
    style = job_input.style
    if job_input.operation == Operation.VARY and made_by:
        style = style or made_by.style
    return replace(job_input, content=content, prompt=prompt, style=style)


def _job_behind(image: GeneratedImage) -> GenerationJob | None:
    """The one that made the image, or what was touched up to be it."""
    while image.operation == TOUCH and image.parent is not None:
        image = image.parent
    return image.job


def _brand(job_input: JobInput, owner: Any, retry_of: GenerationJob | None) -> Brand | None:
    """The version to make the images with; the same ones are made with the same version."""
    if not job_input.brand:
        return None
    if retry_of is not None:
        return retry_of.brand
    if job_input.operation == Operation.GENERATE:
        return brand_current(owner)
    source = _source(job_input, owner)
    return source.brand if source else None


def _check_budget(owner: Any, count: int) -> None:
    if not settings.USER_DAILY_IMAGES:
        return
    usage = selectors.usage_today(owner)
    if usage.images + count > usage.limit:
        raise BudgetExceeded(
            f"You have used {usage.images} of today's {usage.limit} images.",
            retry_after_s=usage.resets_in_s,
        )


def _fingerprint(job_input: JobInput, retry_of: GenerationJob | None) -> str:
    """What tells bodies apart: what was asked for, so that a field added later changes none."""
    plain, asked = _plain(JobInput()), _plain(job_input)
    body = {name: value for name, value in asked.items() if value != plain[name]}
    if retry_of is not None:
        body["retry_of"] = str(retry_of.pk)
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def _plain(job_input: JobInput) -> dict[str, Any]:
    fields_as_json: dict[str, Any] = json.loads(json.dumps(asdict(job_input), default=str))
    return fields_as_json


def _known_job(owner: Any, key: str, fingerprint: str) -> GenerationJob | None:
    known = IdempotencyKey.objects.select_related("job").filter(owner=owner, key=key).first()
    if known is None:
        return None
    if known.fingerprint != fingerprint:
        raise KeyReused
    return known.job
