"""A conversation goes in, reply events come out. No HTTP, no HTML, no database."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from imaging.prompts.ideas import ImageIdea


class Author(StrEnum):
    PERSON = "person"
    COPILOT = "copilot"


@dataclass(frozen=True, slots=True)
class Turn:
    author: Author
    text: str


@dataclass(frozen=True, slots=True)
class Context:
    """What the assistant may know: the turns, oldest first, and the draft as it stands.

    The last turn is a person's.
    """

    turns: tuple[Turn, ...]
    draft: str = ""
    person_name: str = ""
    headline: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """A piece of text addressed to the person; not part of the post."""

    text: str


@dataclass(frozen=True, slots=True)
class Write:
    """A piece of the post itself, to be appended to what came before."""

    text: str


@dataclass(frozen=True, slots=True)
class Suggest:
    """Image ideas for the post just written."""

    ideas: tuple[ImageIdea, ...]


ReplyEvent = Talk | Write | Suggest


class Assistant(ABC):
    """`reply` is a generator: closing it stops the call. It raises `AssistantError` only."""

    label: ClassVar[str]
    uses_ai: ClassVar[bool] = True
    model: str = ""

    @abstractmethod
    def reply(self, context: Context) -> Iterator[ReplyEvent]: ...


class AssistantError(Exception):
    """`code` is as in a job's error; `sentence` is what a person reads.

    `falls_back` allows the next assistant to answer.
    """

    def __init__(
        self, code: str, sentence: str, *, falls_back: bool = True, detail: str = ""
    ) -> None:
        super().__init__(detail or sentence)
        self.code = code
        self.sentence = sentence
        self.falls_back = falls_back
