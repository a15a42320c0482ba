"""Static files pass by Django's middleware and are protected as its pages are."""

import asyncio
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from config.static_files import StaticFiles


async def application(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 418, "headers": []})
    await send({"type": "http.response.body", "body": b"asked"})


def get(path: str) -> tuple[int, dict[str, str], bytes]:
    sent: list[Any] = []
    scope = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b""}

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(event: Any) -> None:
        sent.append(event)

    asyncio.run(StaticFiles(application)(scope, receive, send))
    headers = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(event.get("body", b"") for event in sent[1:])


@pytest.fixture(autouse=True)
def _files_as_they_lie_in_the_project(settings: Settings) -> None:
    settings.SERVESTATIC_USE_FINDERS = True


def test_a_static_file_is_answered_with_the_headers_of_a_page() -> None:
    status, headers, body = get("/static/css/tokens.css")
    assert status == 200
    assert b"--" in body
    assert "script-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/static/css/none.css", "/static/../manage.py"])
def test_whatever_is_no_static_file_is_left_to_the_application(path: str) -> None:
    assert get(path)[0] == 418
