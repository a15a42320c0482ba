"""In how many places the C library keeps the memory of its threads."""

import ctypes
import sys

# As many as pictures are worked on at a time: Python's own lock lets few threads compete for them.
ARENAS = 2
_M_ARENA_MAX = -8


def limit_arenas() -> bool:
    """Have glibc keep memory for few threads apart; False where another library does it.

    Left to itself it gives each thread an arena of its own. With the threads of a worker, each
    returns what a picture took to the kernel and asks for it anew for the next, and what one has
    free is of no use to the others: half as much memory again, and a tenth of a job's time.
    For a process that has not started its threads yet.
    """
    if sys.platform != "linux":
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and mallopt(_M_ARENA_MAX, ARENAS) == 1
