"""Wakes who waits in another process of this machine, at once and without a poll."""

import os
import select
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path

DEAF_S = 0.03


class Bell:
    """A named pipe at `path`. Who hears it looks for all that there is: rings tell of nothing.

    A ring stays until somebody has heard it, and where several wait, one of them does.
    """

    def __init__(self, path: Path) -> None:
        self._pipe = _opened(path)

    def ring(self) -> None:
        if self._pipe is not None:
            # Full of rings that nobody has heard yet: one more would tell them nothing.
            with suppress(BlockingIOError):
                os.write(self._pipe, b"\0")

    def wait(self, timeout_s: float) -> None:
        """Until it rings or `timeout_s` have passed; for a moment where there can be no pipe."""
        if self._pipe is None:
            time.sleep(min(timeout_s, DEAF_S))
            return
        poll = select.poll()
        poll.register(self._pipe, select.POLLIN)
        if poll.poll(timeout_s * 1000):
            # Another who waited may have heard them first.
            with suppress(BlockingIOError):
                os.read(self._pipe, select.PIPE_BUF)


def _opened(path: Path) -> int | None:
    """None where the system or the file system has no such pipes, or this one is another's."""
    if sys.platform == "win32":
        return None
    try:
        with suppress(FileExistsError):
            os.mkfifo(path, 0o600)
        # For both, so that neither side waits for the other to open it.
        opened = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    if stat.S_ISFIFO(os.fstat(opened).st_mode):
        return opened
    # A copy of the folder may have made a file of it, which would ring without end.
    os.close(opened)
    return None
