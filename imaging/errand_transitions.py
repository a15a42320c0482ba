"""Every change of an errand's state, each one conditional UPDATE; its card is told."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from imaging import transitions
from imaging.attempts import lose_texts_of
from imaging.models import Errand, ErrandStatus

# All models together have this long; what has not ended well after that, nobody is working on.
WITHIN_S = 60.0
LOST_AFTER = timedelta(seconds=90)
# The message that a worker is woken with takes milliseconds. Who has not heard by now never will.
UNHEARD_AFTER = timedelta(seconds=5)


def ask[E: Errand](kind: type[E], **subject: Any) -> E | None:
    """Ask for the first time, or again after a failure; None where it is asked or done already."""
    with transaction.atomic():
        errand, made = kind._default_manager.get_or_create(**subject)
        asked = {"status": ErrandStatus.ASKED, "asked_at": timezone.now(), "begun_at": None}
        if not made and not _in(errand, ErrandStatus.FAILED).update(**asked):
            return None
        _announce(errand)
    return errand


def begin(errand: Errand) -> bool:
    """Set about it, for which it has its time from now on; False where another has, or it ended."""
    waiting = _in(errand, ErrandStatus.ASKED).filter(begun_at=None)
    return waiting.update(begun_at=timezone.now()) == 1


def finish(errand: Errand, **values: Any) -> bool:
    return _end(errand, ErrandStatus.DONE, **{"error_message": ""} | values)


def fail(errand: Errand, sentence: str, **values: Any) -> bool:
    return _end(errand, ErrandStatus.FAILED, error_message=sentence, **values)


def lose(errand: Errand, sentence: str) -> bool:
    """End one whose worker died."""
    with transaction.atomic():
        lost = fail(errand, sentence)
        if lost:
            lose_texts_of(errand.pk)
    return lost


def abandoned[E: Errand](kind: type[E], now: datetime) -> list[E]:
    asked = kind._default_manager.filter(status=ErrandStatus.ASKED)
    return list(asked.filter(begun_at__lt=now - LOST_AFTER))


def unheard(kind: type[Errand], now: datetime) -> list[UUID]:
    """The ids of those that no worker has set about, the longest waiting first."""
    asked = kind._default_manager.filter(status=ErrandStatus.ASKED, begun_at=None)
    overdue = asked.filter(asked_at__lt=now - UNHEARD_AFTER).order_by("asked_at")
    return list(overdue.values_list("pk", flat=True))


def _end(errand: Errand, status: ErrandStatus, **values: Any) -> bool:
    with transaction.atomic():
        ended = _in(errand, ErrandStatus.ASKED).update(status=status, **values) == 1
        if ended:
            _announce(errand)
    return ended


def _in(errand: Errand, status: ErrandStatus) -> QuerySet[Errand]:
    return type(errand)._default_manager.filter(pk=errand.pk, status=status)


def _announce(errand: Errand) -> None:
    if (job := errand.shown_with()) is not None:
        transitions.announce(job)
