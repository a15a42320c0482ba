"""Requests that wait for others hold up none that could be answered at once."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
from asgiref.testing import ApplicationCommunicator
from django.core.signals import request_finished, request_started
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import AsyncRequestFactory

from config.handler import API_THREADS, Handler
from imaging.precedence import GIVE_WAY_S, Rank, precedence

IMAGE = "/api/v1/images/6f9619ff-8b86-d011-b42d-00cf4fc964ff/content/"


class Stuck(Handler):
    """Every request waits as long as `held` is set, but those for the styles."""

    def __init__(self) -> None:
        super().__init__()
        self.free = threading.Event()

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if "styles" not in request.path:
            self.free.wait(5)
        return HttpResponse(threading.current_thread().name)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/v1/prompts/"),
        ("PUT", "/api/v1/keys/gemini/"),
        ("POST", "/api/v1/images/"),
        ("GET", f"{IMAGE}?download=1&rendition=square"),
        ("GET", "/api/v1/carousels/6f9619ff-8b86-d011-b42d-00cf4fc964ff/content/"),
        ("GET", "/api/v1/conversations/6f9619ff-8b86-d011-b42d-00cf4fc964ff/bundle/"),
        ("POST", "/settings/brand/"),
        ("POST", "/library/upload/"),
        ("POST", "/references/"),
        ("POST", "/ideas/6f9619ff-8b86-d011-b42d-00cf4fc964ff/generate/"),
        ("POST", "/images/6f9619ff-8b86-d011-b42d-00cf4fc964ff/restyle/"),
        ("POST", "/api/v1/images/6f9619ff-8b86-d011-b42d-00cf4fc964ff/touches/"),
        ("POST", "/images/6f9619ff-8b86-d011-b42d-00cf4fc964ff/touch/"),
    ],
)
def test_what_waits_keeps_no_script_waiting(method: str, path: str) -> None:
    async def ask() -> HttpResponseBase:
        requests, handler = AsyncRequestFactory(), Stuck()
        waiting = [
            asyncio.create_task(handler.get_response_async(requests.generic(method, path)))
            for _ in range(API_THREADS)
        ]
        await asyncio.sleep(0)
        try:
            quick = handler.get_response_async(requests.get("/api/v1/styles/"))
            return await asyncio.wait_for(quick, 1)
        finally:
            handler.free.set()
            await asyncio.gather(*waiting)

    assert asyncio.run(ask()).status_code == 200


@pytest.mark.parametrize("path", ["/settings/keys/gemini/", "/admin/providers/keys/gemini/"])
def test_a_page_that_asks_a_provider_makes_no_other_give_way(path: str) -> None:
    handler = Stuck()
    handler.free.set()
    answer = asyncio.run(handler.get_response_async(AsyncRequestFactory().post(path)))
    assert isinstance(answer, HttpResponse)
    assert answer.content.startswith(b"waiting")


@pytest.mark.parametrize("path", ["/api/v1/images/", f"{IMAGE}?rendition=thumbnail", IMAGE])
def test_what_is_quick_stays_among_the_few(path: str) -> None:
    handler = Stuck()
    handler.free.set()
    answer = asyncio.run(handler.get_response_async(AsyncRequestFactory().get(path)))
    assert isinstance(answer, HttpResponse)
    assert answer.content.startswith(b"api")


class Timed(Handler):
    """Answers with how long others give way meanwhile, in seconds."""

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        began = time.monotonic()
        with precedence.turn(Rank.SCRIPT):
            pass
        return HttpResponse(str(time.monotonic() - began))


@pytest.mark.parametrize(
    ("method", "path", "gives_way"),
    [
        ("GET", "/library/", True),
        ("POST", "/library/upload/", False),
        ("POST", "/ideas/6f9619ff-8b86-d011-b42d-00cf4fc964ff/options/", False),
    ],
)
def test_others_give_way_to_a_page_but_not_to_what_waits(
    method: str, path: str, gives_way: bool
) -> None:
    request = AsyncRequestFactory().generic(method, path)
    answer = asyncio.run(Timed().get_response_async(request))
    assert isinstance(answer, HttpResponse)
    assert (float(answer.content) >= GIVE_WAY_S) is gives_way


class Streaming(Handler):
    """Streams one piece, and then nothing until it is cut off."""

    ended = False

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        return StreamingHttpResponse(self._pieces())

    async def _pieces(self) -> AsyncIterator[bytes]:
        try:
            yield b"piece"
            await asyncio.Event().wait()
        finally:
            self.ended = True


def _asked(handler: Handler) -> Any:
    # Its methods have no types.
    client: Any = ApplicationCommunicator
    return client(handler, AsyncRequestFactory().get("/library/").scope)


def test_a_request_begins_once_and_ends_once() -> None:
    heard: list[Any] = []

    def hear(signal: Any, **_: Any) -> None:
        heard.append(signal)

    async def ask() -> list[Any]:
        handler = Stuck()
        handler.free.set()
        client = _asked(handler)
        await client.send_input({"type": "http.request"})
        sent = [await client.receive_output(), await client.receive_output()]
        await client.wait()
        return sent

    request_started.connect(hear)
    request_finished.connect(hear)
    try:
        start, body = asyncio.run(ask())
    finally:
        request_started.disconnect(hear)
        request_finished.disconnect(hear)

    assert start["status"] == 200
    assert body["body"].startswith(b"page")
    assert heard == [request_started, request_finished]


def test_a_stream_ends_when_nobody_listens_any_more() -> None:
    async def ask() -> Streaming:
        handler = Streaming()
        client = _asked(handler)
        await client.send_input({"type": "http.request"})
        await client.receive_output()
        assert (await client.receive_output())["body"] == b"piece"
        await client.send_input({"type": "http.disconnect"})
        await client.wait()
        return handler

    assert asyncio.run(ask()).ended
