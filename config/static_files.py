"""Static files, answered before Django is asked."""

from typing import Any

from servestatic.asgi import FileServerASGI
from servestatic.middleware import ServeStaticMiddleware
from servestatic.utils import run_async_in_thread

from config.bodies import Application, Receive, Scope, Send


class StaticFiles:
    """An ASGI application around another, which is asked for whatever is no static file.

    ServeStatic's middleware knows the files as Django's settings name them, but it is asynchronous:
    among Django's other middleware it would cost each request an event loop of its own.
    """

    def __init__(self, application: Application) -> None:
        self._application = application
        self._files = ServeStaticMiddleware(_nothing)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        file = await self._find(scope["path"]) if scope["type"] == "http" else None
        answer = self._application if file is None else FileServerASGI(file)
        await answer(scope, receive, send)

    async def _find(self, path: str) -> Any:
        if self._files.autorefresh:
            return await run_async_in_thread(self._files.find_file, path)
        return self._files.files.get(path)


async def _nothing(_: Any) -> Any:
    raise AssertionError("files are looked up; requests go elsewhere")
