"""An assistant's call, under the rules of every outside call: breakers, retries, a row for each."""

import random
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager

from django.conf import settings

from copilot import transitions
from copilot.assistants.base import Assistant, AssistantError, Context
from copilot.models import Message
from copilot.progress import Progress
from imaging.attempts import TextAttempts
from imaging.chains import gate_for
from imaging.connections import release_connection
from imaging.models import ProviderAttempt
from imaging.providers.errors import InternalError
from imaging.providers.retries import Retries

# Somebody waits for the first word: after this long the next assistant is the better try.
RETRY_WITHIN_S = 30.0


class Calls:
    """The calls of one reply, for its owner and with these keys."""

    def __init__(self, reply: Message, keys: Mapping[str, str]) -> None:
        self._log = TextAttempts(reply.conversation.owner, subject=reply.pk)
        self._gate = gate_for(keys)
        self._retry_until = time.monotonic() + RETRY_WITHIN_S

    def listen(self, assistant: Assistant, context: Context, progress: Progress) -> None:
        """Hear the assistant out. One that is known to be out is not called.

        Raises `AssistantError`, and `transitions.ReplyTaken` where the reply is another's now.
        """
        if not assistant.provider:
            _hear(assistant, context, progress)
            return
        if refusal := self._gate.refusal(assistant.provider, assistant.model):
            self._log.skipped(assistant.provider, assistant.model, refusal.code)
            raise AssistantError.of(assistant.label, refusal, tried=False)
        with self._told_to_gate(assistant):
            self._try(assistant, context, progress)

    @contextmanager
    def _told_to_gate(self, assistant: Assistant) -> Iterator[None]:
        try:
            yield
        except AssistantError as error:
            self._gate.ended(assistant.provider, assistant.model, error.failure)
            raise
        except BaseException:
            self._gate.dropped(assistant.provider, assistant.model)
            raise
        self._gate.ended(assistant.provider, assistant.model, None)

    def _try(self, assistant: Assistant, context: Context, progress: Progress) -> None:
        """One assistant with its retries, of which there are none over half a reply."""
        retries = Retries(settings.GEMINI_MAX_RETRIES, random.uniform)
        while True:
            try:
                self._call(assistant, context, progress)
            except AssistantError as error:
                left_s = self._retry_until - time.monotonic()
                delay_s = retries.delay_s(error.failure, is_last=False, left_s=left_s)
                if progress.begun or delay_s is None:
                    raise
            else:
                return
            release_connection()
            time.sleep(delay_s)

    def _call(self, assistant: Assistant, context: Context, progress: Progress) -> None:
        progress.begin_call()
        attempt = self._log.started(assistant.provider, assistant.model)
        with self._recorded(attempt, progress):
            _hear(assistant, context, progress)
        self._log.succeeded(attempt, progress.receipt)

    @contextmanager
    def _recorded(self, attempt: ProviderAttempt, progress: Progress) -> Iterator[None]:
        """Close the row of a call that does not come to its end."""
        try:
            yield
        except AssistantError as error:
            self._log.failed(attempt, error.failure, progress.receipt)
            raise
        except transitions.ReplyTaken:
            self._log.cancelled(attempt, progress.receipt)
            raise
        except Exception as error:
            failure = InternalError(type(error).__name__)
            self._log.failed(attempt, failure, progress.receipt)
            raise


def _hear(assistant: Assistant, context: Context, progress: Progress) -> None:
    # The first token may take seconds; a connection held that long is one too few for others.
    release_connection()
    with closing(assistant.reply(context)) as events:  # type: ignore[type-var]
        try:
            for event in events:
                progress.take(event)
        finally:
            if progress.begun:
                progress.flush()
