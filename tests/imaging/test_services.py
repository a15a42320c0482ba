"""Asking for images: twice under one key, again, and while other things happen."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, field, make_dataclass

import pytest
from django.db import connection, transaction
from pytest_django.fixtures import Settings

from copilot.models import User
from imaging import services
from imaging.inputs import JobInput
from imaging.models import GenerationJob, JobStatus
from imaging.turns import take_turns
from tests.factories import make_job

only_on_a_server = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite has one lock for everything"
)


@only_on_a_server
@pytest.mark.django_db(transaction=True)
def test_a_job_may_end_while_its_owner_asks_for_another(owner: User) -> None:
    """Rows that refer to a person are written by workers at any time."""

    def write() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '2s'")
                make_job(owner)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        take_turns(owner)
        pool.submit(write).result()


@pytest.mark.django_db(transaction=True)
def test_one_key_at_the_same_moment_is_one_job_even_at_the_end_of_the_budget(
    owner: User, settings: Settings
) -> None:
    settings.USER_DAILY_IMAGES = 1

    def ask(_: int) -> GenerationJob:
        try:
            return services.job_create(owner=owner, job_input=JobInput(prompt="A pier"), key="k")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(ask, range(4)))) == 1


@pytest.mark.django_db
def test_a_key_found_only_once_it_is_our_turn_still_gives_its_job(
    owner: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other request makes the job after this one has looked for it."""
    settings.USER_DAILY_IMAGES = 1
    made: list[GenerationJob] = []

    def be_overtaken(person: User) -> None:
        monkeypatch.setattr(services, "take_turns", take_turns)
        made.append(ask())

    def ask() -> GenerationJob:
        return services.job_create(owner=owner, job_input=JobInput(prompt="A pier"), key="k")

    monkeypatch.setattr(services, "take_turns", be_overtaken)

    assert ask() == made[0]


@pytest.mark.django_db
def test_a_field_added_later_does_not_make_another_body_of_the_same(
    owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = JobInput(prompt="A pier", count=2)
    before = services._fingerprint(asked, None)
    later = make_dataclass(
        "Later", [("mood", str, field(default=""))], bases=(JobInput,), frozen=True
    )
    monkeypatch.setattr(services, "JobInput", later)

    assert services._fingerprint(later(**asdict(asked)), None) == before
    assert services._fingerprint(later(**asdict(asked), mood="calm"), None) != before


@pytest.mark.django_db
def test_one_key_for_the_retries_of_two_jobs_is_refused(owner: User) -> None:
    first, second = (make_job(owner, status=JobStatus.FAILED) for _ in range(2))

    retry = services.job_retry(first, key="k")

    assert GenerationJob.objects.get(pk=retry.pk).retry_of == first
    assert services.job_retry(first, key="k") == retry
    with pytest.raises(services.KeyReused):
        services.job_retry(second, key="k")
