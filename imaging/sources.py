"""The pictures a job works from: the one it edits or varies, and those it takes the look from."""

from dataclasses import dataclass

from imaging import storage
from imaging.models import GeneratedImage, GenerationJob
from imaging.pictures.sending import REQUEST_BYTES, fit_to_send
from imaging.providers.errors import UnsupportedOption
from imaging.providers.types import Operation, ReferenceImage


class SourceGone(UnsupportedOption):
    sentence = "A picture that this was to be made from is no longer there."


@dataclass(frozen=True, slots=True)
class Sources:
    """`pictures` as they are sent: the source first, then the references in their order."""

    image: GeneratedImage | None = None
    pictures: tuple[ReferenceImage, ...] = ()


def load_sources(job: GenerationJob) -> Sources:
    """Read the pictures from the storage; one in the trash is gone.

    Raises `SourceGone`, and what the storage raises.
    """
    wanted = [*([str(job.source_image_id)] if job.source_image_id else []), *job.reference_ids]
    if job.operation != Operation.GENERATE and not job.source_image_id:
        raise SourceGone(f"{job.operation} without a source")
    if not wanted:
        return Sources()
    owned = GeneratedImage.objects.kept().filter(owner_id=job.owner_id, pk__in=wanted)
    found = {str(image.pk): image for image in owned.select_related("original", "parent", "job")}
    if missing := [pk for pk in wanted if pk not in found]:
        raise SourceGone(", ".join(missing))
    share = REQUEST_BYTES // len(wanted)
    return Sources(
        image=found[wanted[0]] if job.source_image_id else None,
        pictures=tuple(_read(found[pk], share) for pk in wanted),
    )


def _read(image: GeneratedImage, max_bytes: int) -> ReferenceImage:
    return ReferenceImage(*fit_to_send(storage.read(image.original), image.mime_type, max_bytes))
