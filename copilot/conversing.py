"""One assistant's reply: in as many calls as its actions need, and no more than a few."""

from dataclasses import replace

import structlog

from copilot.actions.performing import Performer
from copilot.assistants.base import Assistant, AssistantError, Author, Call, Called, Context, Turn
from copilot.calls import Calls
from copilot.models import ActionName, Message
from copilot.progress import Progress

log = structlog.get_logger(__name__)

ACTIONS_MAX = 4
REMARK_MAX = 300
TOO_MANY = f"Not done: a reply may do {ACTIONS_MAX} things at most."


class Conversing:
    """One reply; `hear_out` may be tried with one assistant after the other."""

    def __init__(self, reply: Message, calls: Calls) -> None:
        self._calls = calls
        self._left = ACTIONS_MAX
        self.performer = Performer(reply)

    def hear_out(self, assistant: Assistant, context: Context, progress: Progress) -> None:
        """Raises `AssistantError` from the first call; what was done before a later one stays.

        Raises `transitions.ReplyTaken`.
        """
        self._calls.listen(assistant, context, progress)
        while step := self._act(progress):
            if not assistant.uses_ai:
                return
            context = replace(context, steps=(*context.steps, step))
            try:
                self._calls.listen(assistant, context, progress)
            except AssistantError as error:
                log.info("no word after the actions", model=assistant.model, code=error.code)
                return

    def _act(self, progress: Progress) -> Turn | None:
        """Do what the last answer called for; what the model has to hear of it, if anything.

        It has where a call was refused, or where the person was told nothing yet.
        """
        said, calls = progress.take_calls()
        if not calls:
            return None
        names = {call.name for call in calls}
        if _is_remark(progress.draft) and ActionName.SUGGEST_IMAGES not in names:
            progress.unwrite()
        progress.flush()
        outcomes = [self._perform(call) for call in calls]
        done = tuple(called for called, _ in outcomes)
        refused = any(each for _, each in outcomes)
        acted = names != {ActionName.SUGGEST_IMAGES}
        if self._left <= 0 or not acted or (said and not refused):
            return None
        return Turn(Author.COPILOT, said, calls=done)

    def _perform(self, call: Call) -> tuple[Called, bool]:
        if self._left <= 0:
            return Called(call, TOO_MANY), False
        self._left -= 1
        return self.performer.perform(call)


def _is_remark(draft: str) -> bool:
    """Whether a model has forgotten that this is no post: "Here is a warmer version.", say."""
    return 0 < len(draft) <= REMARK_MAX and "\n\n" not in draft.strip()
