"""New versions of an image that a person asks for: each function is one sentence.

Each makes children of the image and overwrites nothing. All of them show the job beneath
`message`, else where the image itself is shown, and return it; the same `key` gives the same job.
They raise `NotPossible` where no model that is set up could do it, and what
`imaging.services.job_create` raises.
"""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from copilot.models import Idea, IdeaJob, Message
from copilot.services import idea_job_retry
from copilot.showing import NotPossible, show_job
from imaging.inputs import JobInput
from imaging.models import TOUCH, UPLOAD, GeneratedImage, GenerationJob
from imaging.providers.types import Distance
from imaging.references import Reference
from imaging.services import job_create, job_retry
from imaging.uploads import image_upload
from imaging.versions import edit_of, obstacle, restyle_of, variations_of


def image_edit(
    *,
    image: GeneratedImage,
    instruction: str,
    references: Sequence[Reference] = (),
    message: Message | None = None,
    key: str = "",
) -> GenerationJob:
    """Change in the image what `instruction` says and leave the rest."""
    return _make(image, edit_of(image, instruction, references), message, key)


def image_restyle(
    *,
    image: GeneratedImage,
    style: str = "",
    references: Sequence[Reference] = (),
    message: Message | None = None,
    key: str = "",
) -> GenerationJob:
    """Make the image anew in a named style, after other pictures, or both."""
    return _make(image, restyle_of(image, style=style, references=references), message, key)


def image_vary(
    *,
    image: GeneratedImage,
    distance: Distance = Distance.FAR,
    count: int = 1,
    message: Message | None = None,
    key: str = "",
) -> GenerationJob:
    """Make `count` pictures like the image, near to it or far."""
    return _make(image, variations_of(image, distance=distance, count=count), message, key)


def picture_bring(*, owner: Any, data: bytes, name: str = "") -> GeneratedImage:
    """Keep a picture to work after; the same bytes brought twice are one picture.

    Raises what `imaging.uploads.image_upload` raises.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    own = GeneratedImage.objects.owned_by(owner).kept()
    return own.filter(operation=UPLOAD, sha256=sha256).first() or image_upload(owner, data, name)


def version_retry(job: GenerationJob) -> GenerationJob:
    """Try a version that failed again, shown where it was. A second click gives the same job.

    Raises what `imaging.services.job_retry` raises.
    """
    idea_job = IdeaJob.objects.filter(job=job).first()
    return idea_job_retry(idea_job) if idea_job else job_retry(job, key=f"retry-{job.pk}")


def message_showing(image: GeneratedImage) -> Message | None:
    """The message beneath which the image is shown, if it was asked for in a conversation."""
    while image.operation == TOUCH and image.parent is not None:
        image = image.parent
    shown = IdeaJob.objects.filter(job=image.job_id) if image.job_id else IdeaJob.objects.none()
    idea_job = shown.select_related("message__conversation").first()
    return idea_job.message if idea_job else None


def _idea_of(image: GeneratedImage) -> Idea | None:
    """The idea that the first of its versions was made from: it says what is to be seen."""
    idea_job = IdeaJob.objects.filter(job=image.job_id).select_related("idea").first()
    return idea_job.idea if image.job_id and idea_job else None


def _make(
    image: GeneratedImage, job_input: JobInput, message: Message | None, key: str
) -> GenerationJob:
    if reason := obstacle(job_input, source=image):
        raise NotPossible(reason)
    message = message or message_showing(image)
    with transaction.atomic():
        job = job_create(owner=image.owner, job_input=job_input, key=key)
        if message is not None:
            show_job(message=message, job=job, idea=_idea_of(image))
    return job
