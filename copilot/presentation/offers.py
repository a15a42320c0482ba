"""The prompt offered in place of one that was blocked, as the job's card shows it."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from copilot.presentation.money import money, text_call
from imaging.attendance import Attendance
from imaging.models import ErrandStatus, GenerationJob, JobStatus
from imaging.providers.registry import provider_label
from imaging.text_calls import Writer


@dataclass(frozen=True, slots=True)
class OfferCard:
    """`reword_label` is "" where no text model can be asked, or has been.

    `waiting` says who is at it; `error` why nothing came of it. `field_id` is another one for each
    prompt, so that the page does not keep the one before in its field.
    """

    heading: str
    reason: str
    prompt: str
    field_id: str
    key: str
    price: str
    is_open: bool
    generate_url: str
    reword_url: str
    reword_label: str
    reword_cost: str
    waiting: str
    unattended: bool
    error: str


def offer_card(
    job: GenerationJob,
    attendance: Attendance,
    *,
    was_retried: bool,
    writer: Callable[[], Writer | None],
) -> OfferCard | None:
    """None where nothing is offered. `writer` names whose text model could be asked, if any."""
    offer = (job.error_action or {}).get("offer")
    if job.status != JobStatus.FAILED or offer is None:
        return None
    rewording = getattr(job, "rewording", None)
    status = rewording.status if rewording else ""
    prompt, reason, is_new = offer["prompt"], offer["reason"], offer["is_new"]
    if is_new:
        reason = f"{reason} Written by rules, without AI."
    if rewording and status == ErrandStatus.DONE:
        who = f"{provider_label(rewording.provider)}, {rewording.model}"
        prompt, reason, is_new = rewording.prompt, f"Reworded by {who}.", True
    awaited = rewording if rewording and status == ErrandStatus.ASKED else None
    asked = status in {ErrandStatus.ASKED, ErrandStatus.DONE}
    reworder = None if asked else writer()
    return OfferCard(
        heading="Try this prompt instead" if is_new else "Change the prompt",
        reason=reason,
        prompt=prompt,
        field_id=f"offer-{job.pk}-{status or 'local'}",
        key=str(uuid.uuid4()),
        price=money(job.estimated_cost_usd),
        is_open=not was_retried,
        generate_url=reverse("copilot:job-reprompt", args=[job.pk]),
        reword_url=reverse("copilot:job-reword", args=[job.pk]),
        reword_label=f"Ask {reworder.label} to reword it" if reworder else "",
        reword_cost=text_call(reworder) if reworder else "",
        waiting="The prompt is being reworded." if awaited else "",
        unattended=awaited is not None and attendance.is_lacking(awaited.asked_at),
        error=rewording.error_message if rewording and status == ErrandStatus.FAILED else "",
    )
