"""The emulator itself: what tests lean on must hold."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator

HEADERS = {"x-goog-api-key": "a-key-1234"}
TEXT = "/v1beta/models/gemini-3.8-flash"
IMAGE = "/v1beta/models/gemini-nano-banana-2.1"
ASK: dict[str, Any] = {
    "contents": [{"role": "user", "parts": [{"text": "Write a post about hospital logistics"}]}]
}
PAINT: dict[str, Any] = ASK | {"generationConfig": {"responseModalities": ["IMAGE"]}}


@pytest.fixture
def http(gemini: GeminiEmulator) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=gemini.base_url, headers=HEADERS, timeout=10) as client:
        yield client


def frames(http: httpx.Client) -> list[dict[str, Any]]:
    with http.stream("POST", f"{TEXT}:streamGenerateContent?alt=sse", json=ASK) as response:
        lines = [line for line in response.iter_lines() if line]
    return [json.loads(line.removeprefix("data: ")) for line in lines]


def test_streams_a_post_about_what_was_asked(http: httpx.Client) -> None:
    answers = frames(http)
    assert 10 <= len(answers) <= 13
    said = "".join(answer["candidates"][0]["content"]["parts"][0]["text"] for answer in answers)
    assert "hospital logistics" in said
    assert "#Hospital" in said
    assert answers[-1]["candidates"][0]["finishReason"] == "STOP"
    assert "finishReason" not in answers[0]["candidates"][0]


def test_answers_a_function_call_where_told(gemini: GeminiEmulator, http: httpx.Client) -> None:
    gemini.script(behaviours.function_call("paint", {"prompt": "x"}, before="Sure."))
    first, second = frames(http)
    assert first["candidates"][0]["content"]["parts"] == [{"text": "Sure."}]
    call = second["candidates"][0]["content"]["parts"][0]["functionCall"]
    assert call == {"name": "paint", "args": {"prompt": "x"}}


def test_the_narrowest_script_wins_and_is_used_once(
    gemini: GeminiEmulator, http: httpx.Client
) -> None:
    gemini.script(behaviours.unavailable(), target="image", standing=True)
    gemini.script(behaviours.not_found(), target="gemini-nano-banana-2.1")
    gemini.script(behaviours.quota(17), target="key:1234")
    codes = [http.post(f"{IMAGE}:generateContent", json=PAINT).status_code for _ in range(3)]
    assert codes == [404, 429, 503]
    assert http.post(f"{TEXT}:generateContent", json=ASK).status_code == 200


def test_is_steered_over_http(gemini: GeminiEmulator, http: httpx.Client) -> None:
    script = {"target": "image", "behaviours": [{"name": "quota", "kwargs": {"retry_after_s": 3}}]}
    assert http.post("/_control/script", json=script).json() == {"ok": True}
    assert http.post(f"{IMAGE}:generateContent", json=PAINT).status_code == 429
    http.post("/_control/retire", json={"model": "gemini-nano-banana-2.1"})
    assert http.post(f"{IMAGE}:generateContent", json=PAINT).status_code == 404
    listed = [model["name"] for model in http.get("/v1beta/models").json()["models"]]
    assert "models/gemini-nano-banana-2.1" not in listed
    log = http.get("/_control/log").json()
    assert [call["kind"] for call in log["calls"]] == ["image", "image", "models"]
    assert log["calls"][0]["key_last4"] == "1234"
    http.post("/_control/reset")
    assert http.get("/_control/log").json()["calls"] == []
    assert http.get("/_control/unknown").status_code == 404


def test_what_another_test_left_under_way_does_not_count(
    gemini: GeminiEmulator, http: httpx.Client
) -> None:
    gemini.script(behaviours.ok(delay_s=0.5), target="image")
    with ThreadPoolExecutor(1) as pool:
        left = pool.submit(http.post, f"{IMAGE}:generateContent", json=PAINT)
        while not gemini.calls_of("image"):
            time.sleep(0.01)
        gemini.reset()
        http.get("/v1beta/models")
        assert gemini.peak == 1
        assert left.result().status_code == 200


def test_refuses_what_the_real_one_refuses(gemini: GeminiEmulator, http: httpx.Client) -> None:
    tiny = {"responseModalities": ["IMAGE"], "imageConfig": {"imageSize": "512"}}
    url = f"{IMAGE}:generateContent"
    assert http.post(url, json=ASK | {"generationConfig": tiny}).status_code == 400
    assert http.post(url, json=PAINT | {"tools": [{}]}).status_code == 400
    assert http.post(url, json=PAINT, headers={"x-goog-api-key": ""}).status_code == 403


def test_imagen_answers_as_many_as_asked(gemini: GeminiEmulator, http: httpx.Client) -> None:
    gemini.state.models["imagen-4.0-generate-001"] = "predict"
    body = {"instances": [{"prompt": "x"}], "parameters": {"sampleCount": 3}}
    answer = http.post("/v1beta/models/imagen-4.0-generate-001:predict", json=body).json()
    assert len({each["bytesBase64Encoded"] for each in answer["predictions"]}) == 3


def test_runs_by_hand() -> None:
    command = [sys.executable, "-m", "tests.emulator", "--port", "0", "--latency-ms", "150"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        found = re.fullmatch(r"GEMINI_BASE_URL=(http://\S+)\n", process.stdout.readline())
        assert found
        began = time.monotonic()
        answer = httpx.get(f"{found[1]}/v1beta/models", headers=HEADERS, timeout=20)
        assert time.monotonic() - began >= 0.15
        assert answer.status_code == 200
        process.terminate()
        assert process.wait(timeout=10) is not None
