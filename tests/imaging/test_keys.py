"""Whose key a call is made with, and that no other ever is."""

import copy
import logging
import os
import pickle
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django.fixtures import Settings

from copilot.models import User
from imaging import tasks
from imaging.encryption import decrypt, reencrypt
from imaging.inputs import JobInput
from imaging.keys import UNREADABLE, facts_for, key_delete, key_save, keys_for
from imaging.models import Breaker, GenerationJob, JobStatus, ProviderAttempt, ProviderKey
from imaging.providers.registry import build_providers
from imaging.providers.types import Format
from imaging.services import job_create
from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator
from tests.factories import make_user

MODEL = "gemini-nano-banana-2.1"
OWN, SITE, ENVIRONMENT = "AIza-my-own-1111", "AIza-the-sites-2222", "AIza-of-the-host-3333"


@pytest.fixture(autouse=True)
def emulated(settings: Settings, gemini: GeminiEmulator) -> None:
    settings.IMAGE_PROVIDERS = ["gemini", "canvas"]
    settings.GEMINI_BASE_URL = gemini.base_url
    settings.GEMINI_API_KEY = ENVIRONMENT
    settings.GEMINI_IMAGE_MODELS = [MODEL]
    settings.GEMINI_MAX_RETRIES = 0


def work(owner: User) -> GenerationJob:
    job = job_create(owner=owner, job_input=JobInput(prompt="A lighthouse"))
    assert tasks.run_next()
    job.refresh_from_db()
    return job


def used(gemini: GeminiEmulator) -> list[str]:
    return [call.key_last4 for call in gemini.calls_of("image")]


@pytest.mark.django_db
def test_ones_own_comes_before_the_sites_and_that_before_the_environments(
    owner: User, stranger: User
) -> None:
    assert keys_for(owner)["gemini"] == ENVIRONMENT
    key_save(owner=None, provider="gemini", key=SITE)
    assert keys_for(owner)["gemini"] == SITE
    key_save(owner=owner, provider="gemini", key=OWN)
    assert keys_for(owner)["gemini"] == OWN
    assert keys_for(stranger)["gemini"] == keys_for(None)["gemini"] == SITE

    assert key_delete(owner=owner, provider="gemini")
    assert keys_for(owner)["gemini"] == SITE


@pytest.mark.django_db
def test_a_job_is_made_with_its_owners_key(owner: User, gemini: GeminiEmulator) -> None:
    key_save(owner=owner, provider="gemini", key=OWN)
    assert work(owner).images.get().provider == "gemini"
    assert used(gemini) == ["1111"]


@pytest.mark.django_db
def test_a_price_is_shown_for_a_key_of_ones_own(
    owner: User, stranger: User, settings: Settings
) -> None:
    settings.GEMINI_API_KEY = ""
    key_save(owner=owner, provider="gemini", key=OWN)
    assert (work(owner).estimated_cost_usd or 0) > 0
    assert work(stranger).estimated_cost_usd == 0


@pytest.mark.django_db
@pytest.mark.parametrize("models", [[MODEL], [MODEL, "gemini-3.1-flash-lite-image"]])
@pytest.mark.parametrize(
    ("whose", "kind", "label"),
    [
        ("own", "add_key", "Check your key"),
        ("site", "ask_administrator", "Ask your administrator"),
        ("environment", "ask_administrator", "Ask your administrator"),
    ],
)
def test_who_owns_the_refused_key_is_who_can_help(
    owner: User,
    gemini: GeminiEmulator,
    settings: Settings,
    whose: str,
    kind: str,
    label: str,
    models: list[str],
) -> None:
    settings.IMAGE_PROVIDERS = ["gemini"]
    settings.GEMINI_IMAGE_MODELS = models
    if whose != "environment":
        key_save(owner=owner if whose == "own" else None, provider="gemini", key=OWN)
    gemini.script(behaviours.bad_key(), target="image", standing=True)

    # The second ends by its breakers, without a call.
    for _ in range(2):
        job = work(owner)
        assert job.status == JobStatus.FAILED
        assert job.error_action == {"kind": kind, "label": label, "at": None}
        assert not job.error_retryable
    assert len(used(gemini)) == len(models)


@pytest.mark.django_db
def test_another_reason_is_no_matter_of_the_key(
    owner: User, gemini: GeminiEmulator, settings: Settings
) -> None:
    key_save(owner=owner, provider="gemini", key=OWN)
    gemini.script(behaviours.zero_quota(), target="image")
    settings.IMAGE_PROVIDERS = ["gemini"]
    action = work(owner).error_action
    assert action is not None
    assert action["kind"] == "wait"


@pytest.mark.django_db
def test_a_bad_key_is_told_of_and_a_new_one_works_at_once(
    owner: User, stranger: User, gemini: GeminiEmulator
) -> None:
    key_save(owner=owner, provider="gemini", key=OWN)
    gemini.script(behaviours.bad_key(), target="key:1111", standing=True)
    assert "refused the API key" in work(owner).notice
    assert [each.problem for each in facts_for(owner)] == ["Gemini refused this key."]
    assert [each.problem for each in facts_for(stranger)] == [""]
    work(owner)
    assert used(gemini) == ["1111"]

    key_save(owner=owner, provider="gemini", key="AIza-a-better-one-4444")

    assert work(owner).notice == ""
    assert used(gemini) == ["1111", "4444"]
    assert [each.problem for each in facts_for(owner)] == [""]
    assert not Breaker.objects.exists()


@pytest.mark.django_db
def test_saving_the_same_key_again_tries_it_again(owner: User, gemini: GeminiEmulator) -> None:
    key_save(owner=owner, provider="gemini", key=OWN)
    gemini.script(behaviours.zero_quota(), target="image")
    work(owner)
    assert Breaker.objects.exists()

    key_save(owner=owner, provider="gemini", key=OWN)

    assert work(owner).images.get().provider == "gemini"


@pytest.mark.django_db
def test_a_key_shows_nowhere(
    owner: User, gemini: GeminiEmulator, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    key_save(owner=owner, provider="gemini", key=OWN)
    gemini.script(behaviours.bad_key(), target="image")
    job = work(owner)

    keys = keys_for(owner)
    shown = [
        repr(keys),
        repr(build_providers(keys)),
        repr(facts_for(owner)),
        repr(ProviderKey.objects.get()),
        str(ProviderKey.objects.values().get()),
        str(list(ProviderAttempt.objects.values())),
        str(GenerationJob.objects.values().get(pk=job.pk)),
        str(dict(os.environ)),
        caplog.text,
    ]
    assert not [text for text in shown if OWN in text]


@pytest.mark.django_db
def test_keys_and_what_holds_them_are_not_pickled(owner: User) -> None:
    key_save(owner=owner, provider="gemini", key=OWN)
    keys = keys_for(owner)
    for holder in (keys, *build_providers(keys)):
        with pytest.raises(TypeError):
            pickle.dumps(holder)
        with pytest.raises(TypeError):
            copy.copy(holder)


@pytest.mark.django_db
def test_rotation_keeps_every_key_readable(owner: User, settings: Settings) -> None:
    (old,) = settings.FIELD_ENCRYPTION_KEYS
    key_save(owner=owner, provider="gemini", key=OWN)
    key_save(owner=None, provider="gemini", key=SITE)
    new = Fernet.generate_key().decode()
    settings.FIELD_ENCRYPTION_KEYS = [new, old]
    assert keys_for(owner)["gemini"] == OWN

    call_command("rotate_keys")

    settings.FIELD_ENCRYPTION_KEYS = [new]
    assert keys_for(owner)["gemini"] == OWN
    assert keys_for(None)["gemini"] == SITE


@pytest.mark.django_db
def test_rotation_does_not_undo_what_is_saved_meanwhile(
    owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    key_save(owner=owner, provider="gemini", key=OWN)

    def save_first(token: str) -> str:
        key_save(owner=owner, provider="gemini", key="AIza-a-newer-one-5555")
        return reencrypt(token)

    monkeypatch.setattr("imaging.keys.reencrypt", save_first)
    call_command("rotate_keys")

    assert decrypt(ProviderKey.objects.get().secret) == "AIza-a-newer-one-5555"


@pytest.mark.django_db
def test_a_key_that_cannot_be_read_is_replaced_by_nobody_elses(
    owner: User, gemini: GeminiEmulator, settings: Settings
) -> None:
    key_save(owner=owner, provider="gemini", key=OWN)
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]

    job = work(owner)

    assert used(gemini) == []
    assert job.images.get().provider == "canvas"
    assert [each.problem for each in facts_for(owner)] == [UNREADABLE]
    with pytest.raises(CommandError, match="1 could not be read"):
        call_command("rotate_keys")


@pytest.mark.django_db(transaction=True)
def test_two_tenants_jobs_at_once_never_share_a_key(
    gemini: GeminiEmulator, settings: Settings
) -> None:
    settings.USER_DAILY_IMAGES = 0
    gemini.state.latency_s = 0.1
    tenants = {last4: make_user(f"tenant-{last4}") for last4 in ("7001", "7002")}
    for last4, tenant in tenants.items():
        key_save(owner=tenant, provider="gemini", key=f"AIza-tenant-{last4}")
    for number in range(200):
        last4 = ("7001", "7002")[number % 2]
        asked = JobInput(prompt=f"For {last4}", format=Format.SQUARE)
        job_create(owner=tenants[last4], job_input=asked)

    def work_on(_: Any) -> None:
        try:
            while tasks.run_next():
                pass
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work_on, range(8)))

    assert GenerationJob.objects.filter(status=JobStatus.SUCCEEDED).count() == 200
    calls = gemini.calls_of("image")
    assert len(calls) == 200
    assert gemini.peak > 1
    assert all(f"For {call.key_last4}" in call.prompt for call in calls)
