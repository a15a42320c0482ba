"""A person with a browser of their own, who notices whatever a page complains of."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, WebError

from tests.browser.viewports import Viewport
from tests.serving.installation import SESSION_COOKIE, Account
from tests.serving.prepare import PASSWORD

TIMEOUT_MS = 15_000


class Person:
    """`complaints` are console errors (CSP violations among them), errors and foreign requests."""

    password = PASSWORD

    def __init__(
        self,
        browser: Browser,
        url: str,
        account: Account,
        viewport: Viewport,
        *,
        script: bool = True,
    ) -> None:
        self.account = account
        self.complaints: list[str] = []
        self._url = url
        self._expected: list[str] = []
        self._context = self._new_context(browser, viewport, script=script)

    def sign_in(self) -> None:
        self._context.add_cookies(
            [{"name": SESSION_COOKIE, "value": self.account.session, "url": self._url}]
        )

    def open(self) -> Page:
        """A tab."""
        return self._context.new_page()

    @property
    def pages(self) -> list[Page]:
        return self._context.pages

    def expect_refusal(self, status: int) -> None:
        """Chromium writes a console error for each of these answers; the test provokes them."""
        self._expected.append(rf"status of {status}\b")

    def expect_broken_connection(self) -> None:
        self._expected.append(r"net::ERR_|htmx:")

    def close(self) -> None:
        self._context.close()

    def _new_context(self, browser: Browser, viewport: Viewport, *, script: bool) -> BrowserContext:
        context = browser.new_context(
            base_url=self._url,
            viewport={"width": viewport.width, "height": viewport.height},
            is_mobile=viewport.mobile,
            has_touch=viewport.mobile,
            java_script_enabled=script,
            color_scheme="light",
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.set_default_timeout(TIMEOUT_MS)
        context.on("console", self._heed_console)
        context.on("weberror", self._heed_error)
        context.on("request", self._heed_request)
        return context

    def _heed_console(self, message: ConsoleMessage) -> None:
        expected = any(re.search(pattern, message.text) for pattern in self._expected)
        if message.type in {"error", "warning"} and not expected:
            self.complaints.append(f"console: {message.text}")

    def _heed_error(self, error: WebError) -> None:
        self.complaints.append(f"error on the page: {error.error}")

    def _heed_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and not request.url.startswith(self._url):
            self.complaints.append(f"asked another host: {request.url}")
