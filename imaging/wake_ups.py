"""What Easel's queues have in common: their messages only wake workers."""

from collections.abc import Iterable
from typing import Any

from huey.constants import EmptyData


class NothingKept:
    """To be inherited before a storage of Huey's, which then holds messages and nothing about them.

    Huey would write three times how a message fares, and ask three times whether it was revoked or
    how it fares. A job's own row tells that of the job, and nothing revokes a message.
    """

    def put_data(self, key: str, value: bytes, is_result: bool = False) -> None:
        """Nothing."""

    def peek_data(self, key: str) -> Any:
        return EmptyData

    def peek_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        return {}

    def delete_data(self, key: str) -> bool:
        return False
