"""A real server for each set of providers, a real Chromium, and people who have signed in."""

import fcntl
import os
import re
import subprocess
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

from tests.browser.chat import Chat
from tests.browser.people import TIMEOUT_MS, Person
from tests.browser.viewports import LAPTOP, Viewport
from tests.emulator.server import GeminiEmulator
from tests.serving.chromium import chromium_path
from tests.serving.installation import ROOT, Account, Installation, environment
from tests.serving.server import EaselServer

ARTEFACTS = ROOT / "tests" / "artefacts" / "browser"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# A picture takes a moment to come, as with the real one.
LATENCY_S = 0.15

expect.set_options(timeout=TIMEOUT_MS)

Servers = Callable[[str], EaselServer]

LOG_MAX = 4000
PEOPLE = pytest.StashKey[list[Person]]()
SERVER = pytest.StashKey[EaselServer]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With a failure comes what people saw, as pictures too, and what the server logged."""
    report = yield
    if report.when == "call" and report.failed:
        pages = [page for person in item.stash.get(PEOPLE, []) for page in person.pages]
        for number, page in enumerate(pages):
            # One that has crashed shows nothing.
            with suppress(Error):
                page.screenshot(path=ARTEFACTS / "failed" / f"{_file_name(item)}-{number}.png")
                report.sections.append((page.url, page.locator("body").aria_snapshot()))
        if server := item.stash.get(SERVER, None):
            report.sections.append(("server", server.text()[-LOG_MAX:]))
    return report


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = chromium_path()
    if not path:
        pytest.skip("NO CHROMIUM: THE BROWSER TESTS ARE SKIPPED. Set EASEL_CHROMIUM=/path/to/it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Made by the first of xdist's processes, for all of them."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    with (folder / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        # As the server would: the settings of the tests write no names with hashes.
        subprocess.run([ROOT / "scripts" / "static"], cwd=ROOT, env=environment(folder), check=True)
        return Installation(folder / "template")


@pytest.fixture(scope="session")
def emulator() -> Iterator[GeminiEmulator]:
    with GeminiEmulator() as server:
        yield server


@pytest.fixture
def gemini(emulator: GeminiEmulator) -> Iterator[GeminiEmulator]:
    """The emulator that the server named "emulator" asks: no scripts yet, a little latency."""
    emulator.reset()
    emulator.state.latency_s, emulator.state.chunk_delay_s = LATENCY_S, 0
    yield emulator
    emulator.reset()


@pytest.fixture(scope="session")
def start_server(
    installation: Installation, emulator: GeminiEmulator, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], EaselServer]:
    """Start a server that is set up as its name says: "canvas", "emulator", or with "redis"."""
    settings = {
        "canvas": {},
        "emulator": {"GEMINI_API_KEY": "a-fake-key-1234", "GEMINI_BASE_URL": emulator.base_url},
        "redis": {"REDIS_URL": os.environ.get("EASEL_TEST_REDIS_URL", "")},
    }

    def start(providers: str) -> EaselServer:
        folder = tmp_path_factory.mktemp(providers)
        return EaselServer(installation, folder, settings[providers]).start()

    return start


@pytest.fixture(scope="session")
def shared_server(start_server: Servers) -> Iterator[Servers]:
    """One server a set of providers, shared by all tests; each stops cleanly at the end."""
    running: dict[str, EaselServer] = {}

    def get(providers: str) -> EaselServer:
        if providers not in running:
            running[providers] = start_server(providers)
        return running[providers]

    yield get
    statuses = {name: server.stop() for name, server in running.items()}
    assert statuses == dict.fromkeys(running, 0)


@pytest.fixture
def providers() -> str:
    """Which server a test wants; parametrise it to choose."""
    return "canvas"


@pytest.fixture
def easel(
    request: pytest.FixtureRequest,
    providers: str,
    shared_server: Servers,
    gemini: GeminiEmulator,
) -> Iterator[EaselServer]:
    server = request.node.stash[SERVER] = shared_server(providers)
    server.forget_failures()
    logged = len(server.text())
    yield server
    bad = server.bad_lines(since=logged)
    assert not bad, f"the server logged errors: {bad}"


@pytest.fixture
def own_easel(providers: str, start_server: Servers) -> Iterator[EaselServer]:
    """A server of the test's own, to do violence to."""
    server = start_server(providers)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def accounts(installation: Installation) -> Iterator[Account]:
    return iter(installation.accounts)


@pytest.fixture
def viewport() -> Viewport:
    """What the person looks at; parametrise it to choose."""
    return LAPTOP


@pytest.fixture
def new_person(
    request: pytest.FixtureRequest,
    chromium: Browser,
    easel: EaselServer,
    accounts: Iterator[Account],
    viewport: Viewport,
) -> Iterator[Callable[..., Person]]:
    """Make people nobody has used yet. Each one's browser must have stayed free of complaints."""
    made: list[Person] = []
    request.node.stash[PEOPLE] = made

    def make(*, script: bool = True) -> Person:
        made.append(Person(chromium, easel.url, next(accounts), viewport, script=script))
        return made[-1]

    yield make
    for person in made:
        person.close()
    assert not [complaint for person in made for complaint in person.complaints]


@pytest.fixture
def person(new_person: Callable[..., Person]) -> Person:
    return new_person()


@pytest.fixture
def chat(person: Person) -> Chat:
    """The copilot, open on an empty conversation, for a person who has signed in."""
    person.sign_in()
    page = person.open()
    page.goto("/")
    return Chat(page)


@pytest.fixture
def shot(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """Keep the page as it looks, light and dark, under tests/artefacts; not with EASEL_SHOTS=0."""
    wanted = os.environ.get("EASEL_SHOTS") != "0"
    folder = ARTEFACTS / _file_name(request.node)
    folder.mkdir(parents=True, exist_ok=True)

    def take(page: Page, step: str) -> None:
        if not wanted:
            return
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=folder / f"{step}-{scheme}.png", animations="disabled")
        page.emulate_media(color_scheme="light")

    return take


def _file_name(item: pytest.Item) -> str:
    return re.sub(r"[^\w-]+", "-", item.name).strip("-")
