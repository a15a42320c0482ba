"""Reads once for all who ask at the same moment."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from queue import Empty, SimpleQueue

from imaging.events import reading


class Together[K, V]:
    """What was asked for while all reading threads were busy is read in one go when one is free.

    `read` gives as many values as it is given keys, in their order.
    """

    def __init__(self, read: Callable[[Sequence[K]], Sequence[V]]) -> None:
        self._read = read
        self._asked: SimpleQueue[tuple[K, Future[V]]] = SimpleQueue()

    async def get(self, key: K) -> V:
        answer: Future[V] = Future()
        self._asked.put((key, answer))
        reading(self._read_all)
        return await asyncio.wrap_future(answer)

    def _read_all(self) -> None:
        taken = self._take()
        # Mine may have been read along with another's.
        if not taken:
            return
        try:
            values = self._read([key for key, _ in taken])
        except Exception as error:  # noqa: BLE001 - raised where it was asked for
            for _, answer in taken:
                answer.set_exception(error)
        else:
            for (_, answer), value in zip(taken, values, strict=True):
                answer.set_result(value)

    def _take(self) -> list[tuple[K, Future[V]]]:
        """All that was asked for, but for those who have stopped waiting."""
        taken: list[tuple[K, Future[V]]] = []
        while True:
            try:
                key, answer = self._asked.get_nowait()
            except Empty:
                return taken
            if answer.set_running_or_notify_cancel():
                taken.append((key, answer))
