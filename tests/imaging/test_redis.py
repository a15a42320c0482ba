"""What becomes of the cache and the queue while Redis does not answer."""

import logging
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from redis import Connection, Redis
from redis.exceptions import ConnectionError as RedisConnectionError

from imaging import redis_cache, redis_link, redis_queue
from imaging.redis_cache import RedisOrMemoryCache
from imaging.redis_link import FOUND, LOST, RedisLink
from imaging.redis_queue import WakeUpRedisHuey, WakeUpRedisStorage

Start = Callable[[], None]


@pytest.fixture
def port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        free: int = server.getsockname()[1]
        return free


@pytest.fixture
def url(port: int) -> str:
    return f"redis://:a-secret@127.0.0.1:{port}/0"


@pytest.fixture
def start_redis(port: int, url: str) -> Iterator[Start]:
    """Start a Redis at `url`; it ends with the test."""
    path = shutil.which("redis-server")
    if path is None:
        pytest.skip("NO REDIS: what becomes of it coming back is not tested")
    running: list[subprocess.Popen[bytes]] = []

    def start() -> None:
        command = [path, "--port", str(port), "--requirepass", "a-secret", "--save", ""]
        running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL))
        client, deadline = Redis.from_url(url), time.monotonic() + 10
        while True:
            try:
                client.ping()
            except RedisConnectionError:
                assert time.monotonic() < deadline
                time.sleep(0.02)
            else:
                client.close()
                return

    yield start
    for process in running:
        process.terminate()
        process.wait()


@pytest.fixture(autouse=True)
def _no_connection_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Else the collector closes it, some time in another test, which is blamed for it."""
    opened: list[Connection] = []
    connect = Connection.connect

    def remembered(connection: Connection) -> None:
        opened.append(connection)
        connect(connection)  # type: ignore[no-untyped-call]

    monkeypatch.setattr(Connection, "connect", remembered)
    yield
    for connection in opened:
        connection.disconnect()  # type: ignore[no-untyped-call]


@pytest.fixture(autouse=True)
def _own_link(monkeypatch: pytest.MonkeyPatch) -> None:
    link = RedisLink()
    monkeypatch.setattr(redis_cache, "link", link)
    monkeypatch.setattr(redis_queue, "link", link)


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """The sentences logged so far."""
    caplog.set_level(logging.INFO)
    return lambda: [
        sentence
        for record in caplog.records
        for sentence in (LOST, FOUND)
        if sentence in record.getMessage()
    ]


@pytest.fixture
def cache(url: str) -> RedisOrMemoryCache:
    return RedisOrMemoryCache(url, {})


def test_without_redis_the_cache_is_the_processes_own(
    cache: RedisOrMemoryCache, told: Callable[[], list[str]], caplog: pytest.LogCaptureFixture
) -> None:
    assert cache.get("tries") is None
    assert cache.add("tries", 1, timeout=60)
    assert not cache.add("tries", 7)
    assert cache.incr("tries") == 2
    cache.set_many({"a": 1, "b": 2})
    assert cache.get_many(["a", "b", "c"]) == {"a": 1, "b": 2}
    cache.delete("tries")
    assert "tries" not in cache
    assert told() == [LOST]
    assert "a-secret" not in caplog.text
    assert "Traceback" not in caplog.text


def test_the_cache_goes_back_to_redis_when_it_answers(
    cache: RedisOrMemoryCache,
    url: str,
    start_redis: Start,
    told: Callable[[], list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cache.set("a", "in memory")
    start_redis()
    # Not yet tried again: until then nobody waits for it.
    assert cache.get("a") == "in memory"
    monkeypatch.setattr(redis_link, "RETRY_S", 0)
    assert cache.get("a") is None
    cache.set("a", "in redis")
    assert RedisOrMemoryCache(url, {}).get("a") == "in redis"
    assert told() == [LOST, FOUND]


def test_a_message_that_cannot_be_sent_breaks_nothing(
    url: str, told: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redis_queue, "PAUSE_S", 0.01)
    huey = WakeUpRedisHuey("easel", url=url)

    @huey.task()  # type: ignore[untyped-decorator]
    def wake() -> None:
        pytest.fail("there is nobody to do it")

    wake()
    began = time.monotonic()
    for _ in range(20):
        assert huey.dequeue() is None
    assert not huey.read_schedule()
    # Nobody waits for Redis in turn, nor do the readers keep a core busy.
    assert 0.2 <= time.monotonic() - began < 2
    assert told() == [LOST]


def test_messages_come_again_when_redis_answers(
    url: str, start_redis: Start, told: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redis_queue, "PAUSE_S", 0.01)
    monkeypatch.setattr(redis_link, "RETRY_S", 0)
    storage = WakeUpRedisStorage("easel", url, read_timeout=1)
    storage.enqueue(b"lost")
    start_redis()
    assert storage.dequeue() is None
    storage.enqueue(b"a message")
    assert storage.dequeue() == b"a message"
    assert told() == [LOST, FOUND]


def test_a_redis_that_accepts_and_says_nothing_is_away_too(
    url: str, port: int, told: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redis_queue, "PAUSE_S", 0.01)
    monkeypatch.setitem(redis_link.OPTIONS, "socket_timeout", 0.2)
    with closing(socket.create_server(("127.0.0.1", port))):
        storage = WakeUpRedisStorage("easel", url, read_timeout=1)
        assert storage.dequeue() is None
        assert storage.dequeue() is None
        assert told() == [LOST]
