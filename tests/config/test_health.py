"""What machines ask about an installation."""

import time
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import DatabaseError
from django.test import AsyncClient, Client
from django.utils import timezone
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from config import health
from imaging.models import WorkerHeartbeat

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker() -> WorkerHeartbeat:
    return WorkerHeartbeat.objects.create(name="here", beat_at=timezone.now())


def test_alive_is_for_everybody(
    client: Client, owner_api: APIClient, reviewer_api: APIClient, stranger_api: APIClient
) -> None:
    for each in (client, owner_api, reviewer_api, stranger_api):
        response = each.get("/healthz")
        assert response.status_code == 200
        assert response.json() == {"status": "ok"}


async def test_alive_under_asgi(async_client: AsyncClient) -> None:
    assert (await async_client.get("/healthz")).json() == {"status": "ok"}


def test_ready_when_everything_is_there(
    client: Client,
    owner_api: APIClient,
    reviewer_api: APIClient,
    stranger_api: APIClient,
    worker: WorkerHeartbeat,
    settings: Settings,
) -> None:
    for each in (client, owner_api, reviewer_api, stranger_api):
        response = each.get("/readyz")
        assert response.status_code == 200
        assert response.json() == {
            "status": "ok",
            "checks": {"database": "ok", "storage": "ok", "worker": "ok"},
        }
    # What the check wrote is gone.
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("silent_s", [None, 3600])
def test_not_ready_without_a_worker(client: Client, silent_s: int | None) -> None:
    if silent_s:
        beat_at = timezone.now() - timedelta(seconds=silent_s)
        WorkerHeartbeat.objects.create(name="gone", beat_at=beat_at)

    response = client.get("/readyz")

    assert response.status_code == 503
    checks = response.json()["checks"]
    assert checks.pop("worker") == "no worker has shown itself lately"
    assert checks == {"database": "ok", "storage": "ok"}


def test_not_ready_without_storage(
    client: Client, worker: WorkerHeartbeat, settings: Settings, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": in_the_way}}
    }

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["checks"] == {"database": "ok", "storage": "failed", "worker": "ok"}
    assert str(tmp_path) not in response.content.decode()


def test_not_ready_without_a_database(
    client: Client, worker: WorkerHeartbeat, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise DatabaseError("postgres://user:secret@host")

    monkeypatch.setitem(health.CHECKS, "database", away)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["checks"]["database"] == "failed"
    assert "secret" not in response.content.decode()


def test_only_reading_is_offered(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
    assert client.post("/readyz").status_code == 405


def test_the_work_is_done_once_for_all_who_ask(
    client: Client,
    stranger_api: APIClient,
    worker: WorkerHeartbeat,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done: list[str] = []
    for name in health.CHECKS:
        monkeypatch.setitem(health.CHECKS, name, partial(done.append, name))

    for each in (client, stranger_api, client):
        assert each.get("/readyz").status_code == 200
    assert done == ["database", "storage", "worker"]

    monkeypatch.setattr(health, "REMEMBERED_S", 0.01)
    cache.delete(health.CACHE_KEY)
    client.get("/readyz")
    time.sleep(0.02)
    client.get("/readyz")
    assert len(done) == 9


def test_what_a_killed_process_left_is_cleared_away(
    client: Client,
    worker: WorkerHeartbeat,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def killed(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr("django.core.files.storage.FileSystemStorage.open", killed)
        broken.setattr("django.core.files.storage.FileSystemStorage.delete", lambda *_: None)
        assert client.get("/readyz").json()["checks"]["storage"] == "failed"
    cache.clear()
    assert client.get("/readyz").json()["checks"]["storage"] == "ok"
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []
