"""What a person reads when a job fails: one sentence, and what to do next."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.utils import timezone

from imaging.causes import causes
from imaging.prompts.safer import Offer
from imaging.providers.errors import (
    AllProvidersFailed,
    AuthenticationFailed,
    ContentBlocked,
    NotConfigured,
    PriceTooHigh,
    ProviderError,
)


class ActionKind(StrEnum):
    RETRY = "retry"
    EDIT_PROMPT = "edit_prompt"
    ADD_KEY = "add_key"
    WAIT = "wait"
    TRY_IMAGEN = "try_imagen"
    ASK_ADMINISTRATOR = "ask_administrator"


@dataclass(frozen=True, slots=True)
class Action:
    """`at` is when it begins to make sense; None for now. `offer` is a prompt to try instead."""

    kind: ActionKind
    label: str
    at: datetime | None = None
    offer: Offer | None = None

    def as_json(self) -> dict[str, Any]:
        plain: dict[str, Any] = {
            "kind": self.kind,
            "label": self.label,
            "at": self.at.isoformat() if self.at else None,
        }
        return plain | ({"offer": asdict(self.offer)} if self.offer else {})


@dataclass(frozen=True, slots=True)
class Problem:
    code: str
    message: str
    retryable: bool
    action: Action


RETRY = Action(ActionKind.RETRY, "Try again")
EDIT_PROMPT = Action(ActionKind.EDIT_PROMPT, "Change the prompt")
TRY_OFFER = Action(ActionKind.EDIT_PROMPT, "Try this prompt instead")
RAISE_LIMIT = Action(ActionKind.EDIT_PROMPT, "Allow a higher price")
ADD_KEY = Action(ActionKind.ADD_KEY, "Add a key")
CHECK_KEY = Action(ActionKind.ADD_KEY, "Check your key")
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


def problem_of(
    error: ProviderError,
    *,
    imagen_waits: bool = False,
    own_key: bool = False,
    too_dear: str = "",
    offer: Offer | None = None,
) -> Problem:
    """`retryable` tells a person whether the same job may work later, unchanged.

    `imagen_waits` where the chain ended before Imagen, which may only be asked by the person.
    `own_key` where a key of the person's own was refused, not the site's. `too_dear` tells of
    models that might have done it for more money. `offer` is what may be tried instead of a
    prompt that was blocked.
    """
    action = _action(error, own_key=own_key)
    if offer is not None:
        action = replace(TRY_OFFER if offer.is_new else EDIT_PROMPT, offer=offer)
    is_blocked = error.code == ContentBlocked.code
    more = "" if is_blocked else too_dear
    return Problem(
        code=error.code,
        message=" ".join(filter(None, (error.sentence, _causes(error), more))),
        retryable=action.kind in {ActionKind.RETRY, ActionKind.WAIT},
        # What was blocked is not taken to a laxer provider, by a person's click either.
        action=TRY_IMAGEN if imagen_waits and not is_blocked else action,
    )


def _causes(error: ProviderError) -> str:
    return causes(error.failures) if isinstance(error, AllProvidersFailed) else ""


def _action(error: ProviderError, *, own_key: bool) -> Action:
    code, refused = error.code, AuthenticationFailed.code
    # Where every step was refused for its key, trying again is no way out.
    if isinstance(error, AllProvidersFailed) and {f.error.code for f in error.failures} == {
        refused
    }:
        code = refused
    if isinstance(error, NotConfigured):
        return ADD_KEY
    if isinstance(error, PriceTooHigh):
        return RAISE_LIMIT
    if own_key and code == refused:
        return CHECK_KEY
    return ACTIONS[code](error) if code in ACTIONS else RETRY


WORKERS_DIED = Problem(
    code="internal",
    message="The worker stopped three times while making this image.",
    retryable=True,
    action=RETRY,
)
