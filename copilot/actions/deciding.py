"""What a person may do with an action that waits for them: each function is one sentence."""

from contextlib import suppress
from decimal import Decimal

from django.db import transaction

from copilot import action_transitions
from copilot.actions import spending
from copilot.models import NO_BRAND, Action, ActionName, ActionStatus
from copilot.showing import NotPossible, show_job
from imaging.services import KeyReused, job_create


def action_confirm(action: Action, *, brand: bool = True) -> None:
    """Do what was proposed, at the price that is shown; one decided on before stays as it is.

    `brand` asks for the person's brand on a new image; one made of another keeps its own. Raises
    `NotPossible`, also where it has become dearer, and `imaging.services.BudgetExceeded`.
    """
    if action.status != ActionStatus.PROPOSED:
        return
    if not brand and action.name == ActionName.GENERATE_IMAGE:
        action.arguments |= {"brand": NO_BRAND}
    quote = spending.quote(action)
    if _is_dearer(quote.price_usd, action.price_usd):
        action_transitions.reprice(action, quote.price_usd)
        raise NotPossible("The price has changed meanwhile. Press again if you still want it.")
    # Two clicks at once get the same job, and one of them is the first to agree. The post that it
    # is for may have changed between them.
    with suppress(KeyReused), transaction.atomic():
        owner = action.message.conversation.owner
        job = job_create(owner=owner, job_input=quote.job_input, key=spending.job_key(action))
        if not action_transitions.confirm(action):
            transaction.set_rollback(True)
            return
        show_job(message=action.message, job=job, idea=None, action=action)


def action_decline(action: Action) -> None:
    """Drop what was proposed; one decided on before stays as it is."""
    action_transitions.decline(action)


def _is_dearer(now_usd: Decimal | None, shown_usd: Decimal | None) -> bool:
    """A price that is not known may be any."""
    if now_usd is None or shown_usd is None:
        return shown_usd is not None
    return now_usd > shown_usd
