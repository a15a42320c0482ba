"""How a request reaches Django."""

import asyncio
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from contextvars import copy_context
from functools import partial
from typing import Any

from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, ASGIRequest, get_script_prefix
from django.core.signals import request_started
from django.db import close_old_connections
from django.http import HttpRequest, HttpResponseBase
from django.urls import set_script_prefix

from config.bodies import Receive, Scope, Send
from imaging.precedence import Rank, precedence

PAGE_THREADS = 16
# All threads of a process take turns: sixteen requests of a script at once, each in a thread, would
# leave a page a seventeenth of the time. Few of them together are done as soon.
API_THREADS = 2
# What may wait for seconds, for a provider or for its turn at a large picture, must not take those.
WAITING_THREADS = 16
WAITS = re.compile(
    r"POST /api/v1/(?:prompts|images)/(?:\?|$)"
    r"|PUT /api/v1/keys/|POST /(?:settings|admin/providers)/keys/"
    r"|POST (?:/api/v1)?/images/[^/]+/touch(?:es)?/(?:\?|$)"
    r"|POST /(?:settings/brand|library/upload|references)/(?:\?|$)"
    r"|POST /ideas/[^/]+/(?:options|preset|generate)/"
    r"|POST /images/[^/]+/(?:edit|restyle|vary)/"
    r"|(?:GET|HEAD) /api/v1/(?:carousels/[^/]+/content|conversations/[^/]+/bundle)/"
    r"|(?:GET|HEAD) /api/v1/images/[^/]+/content/\?.*rendition=(?:landscape|square|portrait)"
)


class Handler(ASGIHandler):
    """Answers a request on one thread of a pool: middleware, view and all.

    Pages, scripts and what waits have pools of their own.

    Django's own would start a thread or two for each request, give it a new connection to the
    database, and change over to it and back for each signal and each middleware, which waits for
    the interpreter's lock every time. Streams run on the event loop as ever.
    """

    def __init__(self) -> None:
        super().__init__()
        self.load_middleware(is_async=False)
        self._pages = ThreadPoolExecutor(PAGE_THREADS, thread_name_prefix="page")
        self._api = ThreadPoolExecutor(API_THREADS, thread_name_prefix="api")
        self._waiting = ThreadPoolExecutor(WAITING_THREADS, thread_name_prefix="waiting")

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = await self.read_body(receive)
        except RequestAborted:
            return
        with closing(body):
            set_script_prefix(get_script_prefix(scope))
            request, refusal = self.create_request(scope, body)
            response = refusal or await self.get_response_async(request)
            if not response.streaming:
                await self.send_response(response, send)
                return
            try:
                await self._stream(response, receive, send)
            finally:
                await _in_thread(self._pages, response.close)

    async def get_response_async(self, request: Any) -> HttpResponseBase:
        return await _in_thread(self._threads_for(request), self._respond, request)

    async def _stream(self, response: HttpResponseBase, receive: Receive, send: Send) -> None:
        """Send until the end, or until nobody listens any more."""
        gone = asyncio.ensure_future(receive())
        sending = asyncio.ensure_future(self.send_response(response, send))
        try:
            await asyncio.wait({gone, sending}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            gone.cancel()
            sending.cancel()
        with suppress(asyncio.CancelledError):
            await sending

    def _threads_for(self, request: HttpRequest) -> ThreadPoolExecutor:
        if _waits(request):
            return self._waiting
        return self._api if request.path_info.startswith("/api/") else self._pages

    def _respond(self, request: ASGIRequest) -> HttpResponseBase:
        request_started.send(sender=type(self), scope=request.scope)
        response = self._answer(request)
        response._handler_class = type(self)  # type: ignore[attr-defined]
        if response.streaming:
            close_old_connections()
        else:
            # What it holds stays readable; whoever waits for the end of a request hears of it here.
            response.close()
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if _waits(request):
            # It waits itself, so others need not.
            return self.get_response(request)
        of_script = request.path_info.startswith("/api/")
        with precedence.turn(Rank.SCRIPT if of_script else Rank.PAGE):
            return self.get_response(request)


async def _in_thread[**P, R](
    threads: ThreadPoolExecutor, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs
) -> R:
    call = partial(copy_context().run, function, *args, **kwargs)
    return await asyncio.get_running_loop().run_in_executor(threads, call)


def _waits(request: HttpRequest) -> bool:
    return WAITS.match(f"{request.method} {request.get_full_path()}") is not None
