"""How a request reaches Django."""

import re
from concurrent.futures import ThreadPoolExecutor

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.db import close_old_connections
from django.http import HttpRequest, HttpResponseBase

from imaging.precedence import precedence

PAGE_THREADS = 16
# All threads of a process take turns: sixteen requests of a script at once, each in a thread, would
# leave a page a seventeenth of the time. Few of them together are done as soon.
API_THREADS = 3
# What may wait for seconds, for a provider or for its turn at a large picture, must not take those.
WAITING_THREADS = 16
WAITS = re.compile(
    r"POST /api/v1/(?:prompts|images)/(?:\?|$)"
    r"|PUT /api/v1/keys/"
    r"|POST (?:/api/v1)?/images/[^/]+/touch(?:es)?/(?:\?|$)"
    r"|POST /(?:settings/brand|library/upload|references)/(?:\?|$)"
    r"|(?:GET|HEAD) /api/v1/(?:carousels/[^/]+/content|conversations/[^/]+/bundle)/"
    r"|(?:GET|HEAD) /api/v1/images/[^/]+/content/\?.*rendition=(?:landscape|square|portrait)"
)


class Handler(ASGIHandler):
    """Answers a request on one thread of a pool: middleware, view and all.

    Pages, scripts and what waits have pools of their own.

    Django's own would start a thread for each request, give it a new connection to the database,
    and change over to it and back for each middleware, which waits for the interpreter's lock
    every time. Asynchronous views and streams run on the event loop as ever.
    """

    def __init__(self) -> None:
        super().__init__()
        self.load_middleware(is_async=False)
        self._pages = ThreadPoolExecutor(PAGE_THREADS, thread_name_prefix="page")
        self._api = ThreadPoolExecutor(API_THREADS, thread_name_prefix="api")
        self._waiting = ThreadPoolExecutor(WAITING_THREADS, thread_name_prefix="waiting")

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        threads = self._threads_for(request)
        answer = sync_to_async(self._answer, thread_sensitive=False, executor=threads)
        return await answer(request)

    def _threads_for(self, request: HttpRequest) -> ThreadPoolExecutor:
        if _waits(request):
            return self._waiting
        return self._api if request.path_info.startswith("/api/") else self._pages

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith("/api/"):
            precedence.give_way()
            return self._answer_now(request)
        if _waits(request):
            # It waits itself, so others need not.
            return self._answer_now(request)
        with precedence.of_page():
            return self._answer_now(request)

    def _answer_now(self, request: HttpRequest) -> HttpResponseBase:
        close_old_connections()
        try:
            return self.get_response(request)
        finally:
            close_old_connections()


def _waits(request: HttpRequest) -> bool:
    return WAITS.match(f"{request.method} {request.get_full_path()}") is not None
