"""Pages first, then what scripts ask for, then what streams tell.

All threads of a process take turns at its interpreter, so a page that is made beside five others
takes five times as long. A person waits for it; scripts can wait a moment, and streams longer.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

# At most: where those before never cease, the others are only slower.
GIVE_WAY_S = 0.05


class Rank(IntEnum):
    PAGE = 0
    SCRIPT = 1
    STREAM = 2


class Precedence:
    def __init__(self, give_way_s: float = GIVE_WAY_S) -> None:
        self._give_way_s = give_way_s
        self._changed = threading.Condition()
        self._at_work = dict.fromkeys(Rank, 0)

    @contextmanager
    def turn(self, rank: Rank) -> Iterator[None]:
        """Begin when nobody of a lower rank is at work, or after a moment all the same."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_turn_of(rank), self._give_way_s)
            self._at_work[rank] += 1
        try:
            yield
        finally:
            with self._changed:
                self._at_work[rank] -= 1
                self._changed.notify_all()

    def _is_turn_of(self, rank: Rank) -> bool:
        return not any(self._at_work[before] for before in Rank if before < rank)


precedence = Precedence()
