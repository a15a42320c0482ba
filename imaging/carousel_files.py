"""A carousel's PDF: asked for, and waited for by scripts."""

import time

from imaging import carousel_transitions as transitions
from imaging import tasks
from imaging.carousels import pdf_of
from imaging.models import Carousel, PdfStatus, StoredFile

WAIT_S = 10.0
POLL_S = 0.1


class NotMade(Exception):
    """The PDF could not be made; `str()` says why."""


def pdf_ask(carousel: Carousel) -> None:
    """Have a worker make the PDF, unless it is there or being made.

    Raises `NoSlides`, `SlideGone` and `SlideBlocked`.
    """
    if pdf_of(carousel) is None and transitions.ask(carousel):
        tasks.make_carousel.enqueue(str(carousel.pk))
    carousel.refresh_from_db()


def pdf_wait(carousel: Carousel) -> StoredFile | None:
    """The PDF, asked for where it is not there; None where it is not done in `WAIT_S` seconds.

    Raises `NotMade`, `NoSlides`, `SlideGone` and `SlideBlocked`.
    """
    deadline = time.monotonic() + WAIT_S
    pdf_ask(carousel)
    while carousel.pdf_status == PdfStatus.MAKING:
        if time.monotonic() > deadline:
            return None
        time.sleep(POLL_S)
        carousel.refresh_from_db()
    if carousel.pdf_status == PdfStatus.FAILED:
        raise NotMade(carousel.pdf_error)
    return pdf_of(carousel)
