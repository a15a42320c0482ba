"""What a job takes: queries, connections, time and memory."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from copilot.models import User
from imaging import attempts as attempts_log
from imaging import generation, tasks
from imaging.inputs import JobInput
from imaging.pictures.verify import VerifiedPicture, verify
from imaging.providers.gemini import GeminiProvider
from imaging.providers.types import ImagePayload, ImageRequest, ImageResult
from imaging.services import job_create
from tests.emulator import behaviours, pictures
from tests.emulator.server import GeminiEmulator
from tests.imaging.image_models import FIRST
from tests.imaging.running import PROMPT, run

pytestmark = pytest.mark.django_db


def test_a_job_asks_the_database_no_more_than_it_must(
    owner: User, with_gemini: GeminiEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before its call above all: of sixteen jobs at once the last waits for all the others'."""
    before_call: list[int] = []
    generate = GeminiProvider.generate

    def counted(provider: GeminiProvider, model: str, request: ImageRequest) -> ImageResult:
        before_call.append(asked(queries))
        return generate(provider, model, request)

    monkeypatch.setattr(GeminiProvider, "generate", counted)
    job_create(owner=owner, job_input=JobInput(prompt=PROMPT))
    with CaptureQueriesContext(connection) as queries:
        assert tasks.run_next()

    assert before_call == [10]
    assert asked(queries) == 20


def asked(queries: CaptureQueriesContext) -> int:
    """How many of the queries begin or end no transaction."""
    kinds = ("SELECT", "INSERT", "UPDATE", "DELETE")
    return sum(query["sql"].startswith(kinds) for query in queries)


def test_no_connection_is_held_while_a_provider_paints(
    owner: User, with_gemini: GeminiEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls_before: list[int] = []
    monkeypatch.setattr(
        attempts_log, "release_connection", lambda: calls_before.append(len(with_gemini.calls))
    )
    with_gemini.script(behaviours.zero_quota(), target=FIRST)

    run(owner)

    # Once before each of the two calls.
    assert calls_before == [0, 1]
    assert len(with_gemini.calls) == 2


def test_a_call_lasts_until_its_answer_and_no_longer(
    owner: User, with_gemini: GeminiEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A picture may wait for others to be decoded, which no provider is to blame for."""

    def slow_verify(data: bytes) -> VerifiedPicture:
        time.sleep(0.5)
        return verify(data)

    monkeypatch.setattr(generation, "verify", slow_verify)
    with_gemini.state.latency_s = 0.1
    began = time.perf_counter()
    latency_ms = run(owner).attempts.get().latency_ms
    assert latency_ms is not None
    assert 100 <= latency_ms <= (time.perf_counter() - began - 0.5) * 1000


def test_pictures_that_come_together_are_decoded_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    payload = ImagePayload(pictures.png((64, 64)), "image/png")
    at_once, most = 0, []
    lock = threading.Lock()

    def slow_verify(data: bytes) -> VerifiedPicture:
        nonlocal at_once
        with lock:
            at_once += 1
            most.append(at_once)
        time.sleep(0.02)
        with lock:
            at_once -= 1
        return verify(data)

    monkeypatch.setattr(generation, "verify", slow_verify)
    monkeypatch.setattr(generation, "IN_TURN", threading.BoundedSemaphore(2))
    with ThreadPoolExecutor(6) as pool:
        paintings = list(pool.map(generation._check, [payload] * 6))

    assert max(most) == 2
    assert {each.width for each in paintings} == {64}
