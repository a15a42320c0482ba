"""What has come of a reply so far, kept in the database as it comes."""

import time
from dataclasses import asdict

from django.db import transaction

from copilot import draft_transitions, transitions
from copilot.assistants.base import Assistant, Call, ReplyEvent, Suggest, Talk, Write
from copilot.models import Idea, Message
from imaging.prompts.ideas import ImageIdea
from imaging.providers.types import Receipt

# Often enough to look like speech, seldom enough not to crowd the database.
FLUSH_S = 0.03


class Progress:
    """One assistant's words, written to the database at most every `FLUSH_S`.

    `receipt` is of the call that is under way. Its methods raise `transitions.ReplyTaken`.
    """

    def __init__(self, reply: Message, assistant: Assistant) -> None:
        self._reply = reply
        self._assistant = assistant
        self._flushed_at = 0.0
        self._talk = ""
        self._said = ""
        self._calls: list[Call] = []
        self.draft = ""
        self.ideas: list[Idea] = []
        self.receipt = Receipt()

    @property
    def begun(self) -> bool:
        return bool(self._talk or self.draft)

    def begin_call(self) -> None:
        """Nothing of a call that broke off before it said anything counts."""
        self.receipt = Receipt()
        self._said = ""
        self._calls = []

    def take_calls(self) -> tuple[str, list[Call]]:
        """What the last call said and the actions it called, once."""
        said, calls = self._said, self._calls
        self._said, self._calls = "", []
        return said, calls

    def unwrite(self) -> None:
        """Take what was written for something said: it was no post."""
        self._talk = "\n\n".join(filter(None, (self._talk, self.draft.strip())))
        self.draft = ""
        self.ideas = []
        with transaction.atomic():
            draft_transitions.take_back(self._reply, transitions.hold(self._reply))
            self.flush()

    def take(self, event: ReplyEvent) -> None:
        match event:
            case Receipt():
                self.receipt = event
                return
            case Call():
                self._calls.append(event)
                return
            case Talk(text):
                # What is said after an action begins a paragraph of its own.
                self._talk += f"\n\n{text}" if self._talk and not self._said else text
                self._said += text
            case Write(text):
                self.draft += text
                self._said += text
            case Suggest(ideas):
                self.ideas = [
                    _idea(self._reply, position, idea) for position, idea in enumerate(ideas)
                ]
        if time.monotonic() - self._flushed_at >= FLUSH_S:
            self.flush()

    def flush(self) -> None:
        transitions.stream(
            self._reply,
            text=self._talk,
            draft=self.draft or None,
            assistant=self._assistant.label,
            model=self._assistant.model,
        )
        self._flushed_at = time.monotonic()


def _idea(reply: Message, position: int, idea: ImageIdea) -> Idea:
    return Idea(message=reply, position=position, **asdict(idea))
