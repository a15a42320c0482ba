"""What each fault of a text model costs a reply, measured as the image models' are.

Replies run as a worker runs them: claim, calls with their rows, breakers, the one without a model.
"""

import time
import uuid
from dataclasses import dataclass

from django.conf import settings

from copilot import services, tasks
from copilot.models import Message, MessageStatus, User
from imaging.models import Breaker, ModelState
from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator
from tests.imaging.providers.faults import GOOGLE, NETWORK, PATIENCE_S, TIMEOUT_S

FIRST, SECOND = "gemini-3.8-flash", "gemini-3.5-flash-lite"
COLUMNS = (
    "fault", "with another model after it", "added", "calls", "the fourth reply", "added", "calls",
    "alone", "added", "calls",
)  # fmt: skip
FAULTS = {
    **{name: row.fault for name, row in {**GOOGLE, **NETWORK}.items()},
    "no text": behaviours.finish("STOP"),
    "cut off": behaviours.cut_off("Half a ", "sentence "),
    "prompt blocked": behaviours.blocked(),
    "answer blocked": behaviours.finish("SAFETY"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """`added_ms` passed until the second model was asked, or to the end; `calls` to the first."""

    text: str
    added_ms: float
    calls: int

    @property
    def cells(self) -> list[str]:
        return [self.text, f"{self.added_ms:.0f} ms", str(self.calls)]


def measure(gemini: GeminiEmulator) -> list[str]:
    """A table, line by line."""
    settings.GEMINI_API_KEY = "bench-key-0001"
    settings.GEMINI_BASE_URL = gemini.base_url
    settings.GEMINI_MAX_RETRIES = 2
    owner = User.objects.create_user("bench", "bench@example.org")
    gemini.state.chunk_delay_s = 0
    settings.GEMINI_TEXT_MODELS = [SECOND]
    _reply(gemini, owner)
    lines = [_line(name, gemini, owner) for name in FAULTS]
    return [f"| {' | '.join(COLUMNS)} |", "|---" * len(COLUMNS) + "|", *lines]


def _line(name: str, gemini: GeminiEmulator, owner: User) -> str:
    settings.GEMINI_TIMEOUT_S = TIMEOUT_S if name == "timeout" else PATIENCE_S
    _begin(name, gemini)
    settings.GEMINI_TEXT_MODELS = [FIRST, SECOND]
    first, *_, again = (_reply(gemini, owner) for _ in range(4))
    _begin(name, gemini)
    settings.GEMINI_TEXT_MODELS = [FIRST]
    alone = _reply(gemini, owner)
    return f"| {' | '.join([name, *first.cells, *again.cells, *alone.cells])} |"


def _begin(name: str, gemini: GeminiEmulator) -> None:
    Breaker.objects.all().delete()
    ModelState.objects.all().delete()
    gemini.reset()
    gemini.state.chunk_delay_s = 0
    gemini.script(FAULTS[name], target=FIRST, standing=True)


def _reply(gemini: GeminiEmulator, owner: User) -> Outcome:
    conversation = services.conversation_open(owner=owner, pk=uuid.uuid4())
    asked = services.message_send(conversation=conversation, text="Notes on four lighthouses.")
    before, began = len(gemini.calls), time.monotonic()
    tasks.run_next()
    ended = time.monotonic()
    calls = gemini.calls[before:]
    healthy = next((call.started_at for call in calls if call.model == SECOND), ended)
    first = sum(call.model == FIRST for call in calls)
    return Outcome(_told(Message.objects.get(pk=asked.pk)), (healthy - began) * 1000, first)


def _told(reply: Message) -> str:
    if reply.status != MessageStatus.COMPLETE:
        return f"`{reply.error_code}`"
    by = {FIRST: "first", SECOND: "second"}.get(reply.model)
    told = ", told" if reply.notice else ""
    return f"reply of the {by}{told}" if by else f"drafted by rules{told}"
