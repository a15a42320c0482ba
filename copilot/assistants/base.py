"""A conversation goes in, reply events come out. No HTTP, no HTML, no database."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Self

from copilot.assistants.brief import NO_VOICE, USUAL, Brief, Voice
from copilot.assistants.edits import Edit
from imaging.prompts.ideas import ImageIdea
from imaging.prompts.recent import Recent
from imaging.providers.errors import ProviderError
from imaging.providers.types import Receipt


class Author(StrEnum):
    PERSON = "person"
    COPILOT = "copilot"


@dataclass(frozen=True, slots=True)
class Call:
    """An action that a model calls, once its answer has come to its end.

    `id` and `signature` are its provider's: they go back to it with the result.
    """

    name: str
    arguments: Mapping[str, Any]
    id: str = ""
    signature: bytes | None = None


@dataclass(frozen=True, slots=True)
class Called:
    """A call with what came of it, in a sentence."""

    call: Call
    result: str


@dataclass(frozen=True, slots=True)
class Turn:
    """`message` is the id of the message it was made from, "" for none."""

    author: Author
    text: str
    message: str = ""
    calls: tuple[Called, ...] = ()

    @property
    def chars(self) -> int:
        """About how much it takes of what a model is sent."""
        called = sum(len(str(each.call.arguments)) + len(each.result) for each in self.calls)
        return len(self.text) + called


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of the conversation, by the label that stands for it: "image 2"."""

    label: str
    shows: str
    in_post: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What the assistant may know: the turns, oldest first, and the draft as it stands.

    The last turn is a person's; `edit` is the change it asks for, where that took one click.
    `ideas` are those for its picture that the person is shown, in their order.
    `pictures` are the oldest first; `picture_is_last` tells that one of them came after the draft.
    `steps` are what this reply has called so far, and with what result: where there are any, the
    answer goes on from them. `recent` are the person's last images, which ideas keep away from.
    """

    turns: tuple[Turn, ...]
    draft: str = ""
    person_name: str = ""
    headline: str = ""
    brief: Brief = USUAL
    voice: Voice = NO_VOICE
    edit: Edit | None = None
    ideas: tuple[ImageIdea, ...] = ()
    pictures: tuple[Picture, ...] = ()
    picture_is_last: bool = False
    steps: tuple[Turn, ...] = ()
    recent: tuple[Recent, ...] = ()


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
    """Image ideas for the post."""

    ideas: tuple[ImageIdea, ...]


# A receipt may come more than once; each replaces the one before.
ReplyEvent = Talk | Write | Suggest | Call | Receipt


class Assistant(ABC):
    """`reply` is a generator: closing it stops the call. It raises `AssistantError` only.

    `provider` is the alias of whom it calls, "" for nobody.
    """

    label: ClassVar[str]
    provider: ClassVar[str] = ""
    uses_ai: ClassVar[bool] = True
    model: str = ""

    @abstractmethod
    def reply(self, context: Context) -> Iterator[ReplyEvent]: ...


class AssistantError(Exception):
    """`sentence` is what a person reads; not `tried` is one that was known to be out."""

    def __init__(self, failure: ProviderError, sentence: str, *, tried: bool = True) -> None:
        super().__init__(failure.detail or sentence)
        self.failure = failure
        self.sentence = sentence
        self.tried = tried

    @classmethod
    def of(cls, label: str, failure: ProviderError, *, tried: bool = True) -> Self:
        """The error of the assistant with this label, in a sentence that names it."""
        reason = failure.sentence[0].lower() + failure.sentence[1:]
        return cls(failure, f"{label} could not answer: {reason}", tried=tried)

    @property
    def code(self) -> str:
        """As in a job's error."""
        return self.failure.code

    @property
    def falls_back(self) -> bool:
        """Whether the next assistant may answer."""
        return self.failure.falls_back
