"""Threads of a worker share what glibc keeps free."""

import platform
import subprocess
import sys

import pytest

THREADS_WITH_MEMORY = """
import ctypes, threading
from imaging.arenas import limit_arenas

assert limit_arenas()
ready = threading.Barrier(9)

def hold():
    held = bytearray(50_000)
    ready.wait()
    ready.wait()

threads = [threading.Thread(target=hold) for _ in range(8)]
for thread in threads:
    thread.start()
ready.wait()
ctypes.CDLL(None).malloc_stats()
ready.wait()
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has arenas")
def test_many_threads_get_their_memory_from_two_arenas() -> None:
    run = subprocess.run(
        [sys.executable, "-c", THREADS_WITH_MEMORY], capture_output=True, text=True, check=True
    )
    assert run.stderr.count("Arena ") == 2
