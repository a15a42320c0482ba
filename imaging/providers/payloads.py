"""Which pictures of an answer are kept."""

from collections.abc import Callable

from imaging.providers.errors import InvalidImage, NoImage, ProviderError
from imaging.providers.types import ImagePayload, ImageResult


def usable[T](result: ImageResult, verify: Callable[[ImagePayload], T]) -> tuple[T, ...]:
    """Every final picture that `verify` lets pass; where none does, the best draft that it does.

    Raises the first `InvalidImage` of `verify` where nothing passes, `NoImage` for no payloads.
    """
    finals = [payload for payload in result.payloads if not payload.draft]
    drafts = [payload for payload in result.payloads if payload.draft]
    problems: list[ProviderError] = []
    pictures: list[T] = []
    for payload in finals:
        try:
            pictures.append(verify(payload))
        except InvalidImage as error:
            problems.append(error)
    for payload in reversed(drafts if not pictures else []):
        try:
            return (verify(payload),)
        except InvalidImage as error:
            problems.append(error)
    if not pictures:
        raise problems[0] if problems else NoImage("an answer without payloads")
    return tuple(pictures)
