"""Every change of a rewording's state, each one conditional UPDATE; the job's card is told."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from imaging import transitions
from imaging.attempts import lose_texts_of
from imaging.models import GenerationJob, Rewording, RewordingStatus

# Longer than the worker takes at most: what is still asked then, nobody is working on.
LOST_AFTER = timedelta(seconds=90)


def ask(job: GenerationJob) -> Rewording | None:
    """Ask for the first time, or again after a failure; None where it is asked or done already."""
    with transaction.atomic():
        rewording, made = Rewording.objects.get_or_create(job=job)
        failed = Rewording.objects.filter(pk=rewording.pk, status=RewordingStatus.FAILED)
        asked_at = timezone.now()
        if not made and not failed.update(status=RewordingStatus.ASKED, asked_at=asked_at):
            return None
        transitions.announce(job.pk)
    return rewording


def finish(rewording: Rewording, *, prompt: str, provider: str, model: str) -> bool:
    values = {"prompt": prompt, "provider": provider, "model": model, "error_message": ""}
    return _end(rewording.pk, RewordingStatus.DONE, **values)


def fail(rewording: Rewording, sentence: str) -> bool:
    return _end(rewording.pk, RewordingStatus.FAILED, error_message=sentence)


def lose(rewording: Rewording, sentence: str) -> bool:
    """End one whose worker died."""
    with transaction.atomic():
        lost = fail(rewording, sentence)
        if lost:
            lose_texts_of(rewording.pk)
    return lost


def abandoned(now: datetime) -> list[Rewording]:
    asked = Rewording.objects.filter(status=RewordingStatus.ASKED, asked_at__lt=now - LOST_AFTER)
    return list(asked)


def _end(pk: uuid.UUID, status: RewordingStatus, **values: Any) -> bool:
    with transaction.atomic():
        asked = Rewording.objects.filter(pk=pk, status=RewordingStatus.ASKED)
        ended = asked.update(status=status, **values) == 1
        if ended:
            transitions.announce(Rewording.objects.values_list("job", flat=True).get(pk=pk))
    return ended
