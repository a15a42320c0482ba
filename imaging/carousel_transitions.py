"""Every change of a carousel, each one conditional UPDATE on the version or the state it was in."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from imaging.models import Carousel, PdfStatus, StoredFile

# Longer than twenty pages take to make: what is still being made then, nobody works on.
LOST_AFTER = timedelta(seconds=90)
# As an errand's.
UNHEARD_AFTER = timedelta(seconds=5)


def change(carousel: Carousel, slides: Sequence[Any], **values: str) -> bool:
    """Other slides, and other values where given; False where it is no longer as it was read.

    A PDF that is being made meanwhile is of no use any more.
    """
    as_read = Carousel.objects.filter(pk=carousel.pk, version=carousel.version)
    return bool(
        as_read.update(
            slides=[asdict(each) for each in slides],
            version=F("version") + 1,
            pdf_status=PdfStatus.NONE,
            pdf_error="",
            **values,
        )
    )


def ask(carousel: Carousel) -> bool:
    """Ask for the PDF of what was read; False where that is being made already, or has changed."""
    as_read = Carousel.objects.filter(pk=carousel.pk, version=carousel.version)
    asked = as_read.exclude(pdf_status=PdfStatus.MAKING).update(
        pdf_status=PdfStatus.MAKING,
        pdf_error="",
        pdf_asked_at=timezone.now(),
        pdf_begun_at=None,
    )
    return bool(asked)


def finish(carousel: Carousel, file: StoredFile, recipe: str) -> bool:
    """Keep the PDF, unless the carousel has been changed since it was read."""
    return _end(carousel, PdfStatus.MADE, file=file, recipe=recipe)


def fail(carousel: Carousel, sentence: str) -> bool:
    return _end(carousel, PdfStatus.FAILED, pdf_error=sentence)


def abandoned(now: datetime) -> list[Carousel]:
    lost = Carousel.objects.filter(pdf_status=PdfStatus.MAKING, pdf_begun_at__lt=now - LOST_AFTER)
    return list(lost)


def unheard(now: datetime) -> list[uuid.UUID]:
    """The ids of those whose PDF no worker has set about, the longest waiting first."""
    asked = Carousel.objects.filter(pdf_status=PdfStatus.MAKING, pdf_begun_at=None)
    overdue = asked.filter(pdf_asked_at__lt=now - UNHEARD_AFTER).order_by("pdf_asked_at")
    return list(overdue.values_list("pk", flat=True))


def begin(pk: uuid.UUID) -> Carousel | None:
    """The carousel whose PDF is to be made; None where it is no longer wanted, or another's."""
    wanted = Carousel.objects.filter(pk=pk, pdf_status=PdfStatus.MAKING)
    if not wanted.filter(pdf_begun_at=None).update(pdf_begun_at=timezone.now()):
        return None
    return wanted.select_related("owner", "file").first()


def _end(carousel: Carousel, status: PdfStatus, **values: Any) -> bool:
    making = Carousel.objects.filter(
        pk=carousel.pk, version=carousel.version, pdf_status=PdfStatus.MAKING
    )
    return bool(making.update(pdf_status=status, **values))
