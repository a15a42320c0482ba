"""The emulator for tests: one server a run, reset before each test."""

from collections.abc import Iterator

import pytest

from imaging.providers import google, openai_api
from tests.emulator.server import GeminiEmulator


@pytest.fixture(scope="session")
def gemini_server() -> Iterator[GeminiEmulator]:
    with GeminiEmulator() as emulator:
        yield emulator
        google.close_clients()
        openai_api.close_clients()


@pytest.fixture
def gemini(gemini_server: GeminiEmulator) -> Iterator[GeminiEmulator]:
    """The emulator without scripts, calls or latency."""
    state = gemini_server.state
    state.reset()
    state.latency_s, state.chunk_delay_s, state.noisy, state.usage = 0.0, 0.01, False, True
    yield gemini_server
    state.reset()
