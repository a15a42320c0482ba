"""What a person reads when a job fails: one sentence, and what to do next."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils import timezone

from imaging.providers.errors import ProviderError


class ActionKind(StrEnum):
    RETRY = "retry"
    EDIT_PROMPT = "edit_prompt"
    ADD_KEY = "add_key"
    WAIT = "wait"
    TRY_IMAGEN = "try_imagen"
    ASK_ADMINISTRATOR = "ask_administrator"


@dataclass(frozen=True, slots=True)
class Action:
    """`at` is when it begins to make sense; None for now."""

    kind: ActionKind
    label: str
    at: datetime | None = None

    def as_json(self) -> dict[str, str | None]:
        return {
            "kind": self.kind,
            "label": self.label,
            "at": self.at.isoformat() if self.at else None,
        }


@dataclass(frozen=True, slots=True)
class Problem:
    code: str
    message: str
    retryable: bool
    action: Action


RETRY = Action(ActionKind.RETRY, "Try again")
EDIT_PROMPT = Action(ActionKind.EDIT_PROMPT, "Change the prompt")
TRY_IMAGEN = Action(ActionKind.TRY_IMAGEN, "Try with Imagen")
ASK_ADMINISTRATOR = Action(ActionKind.ASK_ADMINISTRATOR, "Ask your administrator")


def _wait(error: ProviderError) -> Action:
    if error.retry_after_s is None:
        return Action(ActionKind.WAIT, "Try again later")
    return Action(
        ActionKind.WAIT,
        "Try again in a moment",
        timezone.now() + timedelta(seconds=error.retry_after_s),
    )


ACTIONS: dict[str, Callable[[ProviderError], Action]] = {
    "content_blocked": lambda _: EDIT_PROMPT,
    "unsupported_option": lambda _: EDIT_PROMPT,
    "quota_exceeded": _wait,
    "authentication": lambda _: ASK_ADMINISTRATOR,
    "model_retired": lambda _: ASK_ADMINISTRATOR,
}


def problem_of(error: ProviderError, *, imagen_waits: bool = False) -> Problem:
    """`retryable` tells a person whether the same job may work later, unchanged.

    `imagen_waits` where the chain ended before Imagen, which may only be asked by the person.
    """
    action = ACTIONS[error.code](error) if error.code in ACTIONS else RETRY
    return Problem(
        code=error.code,
        message=error.sentence,
        retryable=action.kind in {ActionKind.RETRY, ActionKind.WAIT},
        # What was blocked is not taken to a laxer provider, by a person's click either.
        action=TRY_IMAGEN if imagen_waits and error.code != "content_blocked" else action,
    )


WORKERS_DIED = Problem(
    code="internal",
    message="The worker stopped three times while making this image.",
    retryable=True,
    action=RETRY,
)
