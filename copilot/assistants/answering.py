"""What a model answers, as events: its text as it comes, its calls once it has come to its end."""

from collections.abc import Iterator

from copilot.assistants.asides import AsideParser
from copilot.assistants.base import AssistantError, Call, Context, ReplyEvent, Suggest, Talk, Write
from copilot.assistants.suggestions import SUGGEST_IMAGES, ideas_from
from imaging.providers.errors import ProviderUnavailable


class Answer:
    """One answer of a model to a context."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._parser = AsideParser(going_on=bool(context.steps))
        self._calls: list[Call] = []

    def text(self, piece: str) -> Iterator[Talk | Write]:
        return self._parser.feed(piece)

    def call(self, call: Call) -> None:
        self._calls.append(call)

    def end(self, label: str) -> Iterator[ReplyEvent]:
        """What was held back. Raises `AssistantError` where there was nothing at all."""
        yield from self._parser.end()
        going_on = bool(self._context.steps)
        if not (self._parser.said or self._calls or going_on):
            failure = ProviderUnavailable("no text", http_status=200)
            raise AssistantError(failure, f"{label} answered without a text.")
        yield from self._calls
        suggested = [call for call in self._calls if call.name == SUGGEST_IMAGES["name"]]
        if self._parser.post or suggested:
            material = self._parser.post or self._context.draft or self._context.turns[-1].text
            arguments = suggested[0].arguments if suggested else {}
            yield Suggest(ideas_from(arguments, material, self._context.recent))
