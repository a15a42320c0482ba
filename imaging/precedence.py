"""Pages before everything else.

All threads of a process take turns at its interpreter, so a page that is made beside five others
takes five times as long. A person waits for it; scripts and streams can wait a moment.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

# At most: where pages never cease, the others are only slower.
GIVE_WAY_S = 0.05


class Precedence:
    def __init__(self, give_way_s: float = GIVE_WAY_S) -> None:
        self._give_way_s = give_way_s
        self._changed = threading.Condition()
        self._pages = 0

    @contextmanager
    def of_page(self) -> Iterator[None]:
        """While this lasts, nobody else begins."""
        with self._changed:
            self._pages += 1
        try:
            yield
        finally:
            with self._changed:
                self._pages -= 1
                self._changed.notify_all()

    def give_way(self) -> None:
        """Wait until no page is being made, a moment at most."""
        with self._changed:
            self._changed.wait_for(lambda: not self._pages, self._give_way_s)


precedence = Precedence()
