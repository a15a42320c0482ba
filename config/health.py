"""Whether this installation is alive, and whether it can do its work."""

import os
import socket
import uuid
from collections.abc import Callable

import structlog
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from imaging.attendance import worker_is_alive

log = structlog.get_logger(__name__)

# Anybody may ask, as often as they like: the work is done once in a while for all of them.
REMEMBERED_S = 5
CACHE_KEY = "readyz"


class NotReady(Exception):
    """`str()` is the reason, and may be shown to anybody."""


@login_not_required
@require_safe
def healthz(_: HttpRequest) -> JsonResponse:
    """The process answers; nothing else is looked at."""
    return JsonResponse({"status": "ok"})


@login_not_required
@require_safe
def readyz(_: HttpRequest) -> JsonResponse:
    """503 names what is amiss. Details stay in the log: an error's text may hold an address."""
    checks = _remembered()
    ready = set(checks.values()) == {"ok"}
    return JsonResponse(
        {"status": "ok" if ready else "unavailable", "checks": checks}, status=200 if ready else 503
    )


def _remembered() -> dict[str, str]:
    """The outcome of each check, at most `REMEMBERED_S` seconds old."""
    known: dict[str, str] | None = cache.get(CACHE_KEY)
    if known is None:
        known = {name: _outcome(name, check) for name, check in CHECKS.items()}
        cache.set(CACHE_KEY, known, REMEMBERED_S)
    return known


def _outcome(name: str, check: Callable[[], None]) -> str:
    try:
        check()
    except NotReady as reason:
        return str(reason)
    except Exception:
        log.exception("not ready", check=name)
        return "failed"
    return "ok"


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _storage() -> None:
    content = uuid.uuid4().bytes
    # Each process has a name of its own: two that look at once do not read each other's file.
    wanted = f"health/{socket.gethostname()}.{os.getpid()}"
    # What a process that was killed in the middle left behind.
    default_storage.delete(wanted)
    name = default_storage.save(wanted, ContentFile(content))
    try:
        with default_storage.open(name) as stream:
            if stream.read() != content:
                raise NotReady("what was read is not what was written")
    finally:
        default_storage.delete(name)


def _worker() -> None:
    if not worker_is_alive():
        raise NotReady("no worker has shown itself lately")


CHECKS = {"database": _database, "storage": _storage, "worker": _worker}
