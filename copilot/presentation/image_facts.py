"""What is known of an image: its facts, the calls that made it, where it comes from."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat

from copilot.presentation.images import seconds_of
from copilot.presentation.money import money
from copilot.reference_forms import ROLES
from imaging.inputs import roles_of
from imaging.models import (
    TOUCH,
    AttemptStatus,
    GeneratedImage,
    GenerationJob,
    ProviderAttempt,
)
from imaging.prompts.styles import Style, style
from imaging.providers import catalogue
from imaging.providers.registry import provider_label

OUTCOMES = {
    AttemptStatus.STARTED: "under way",
    AttemptStatus.SUCCEEDED: "made it",
    AttemptStatus.CANCELLED: "cancelled",
    AttemptStatus.LOST: "lost with its worker",
    AttemptStatus.SKIPPED: "not asked",
}


@dataclass(frozen=True, slots=True)
class Fact:
    name: str
    value: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    who: str
    outcome: str


def facts_of(image: GeneratedImage) -> list[Fact]:
    job = image.job
    named = style_of(image)
    seconds = seconds_of(job) if job else None
    kind = image.mime_type.removeprefix("image/").upper()
    pixels = f"{image.width} \N{MULTIPLICATION SIGN} {image.height} px"
    size = f"{pixels}, {filesizeformat(image.original.bytes)} {kind}"
    facts = [
        Fact("Provider", provider_label(image.provider) if image.provider else ""),
        Fact("Model", image.model),
        Fact("Took", "" if seconds is None else f"{seconds:.1f} s"),
        Fact("Cost", money(image.cost_usd) if image.provider else ""),
        Fact("Content credentials", "C2PA manifest in the original" if image.has_manifest else ""),
        Fact("Format", image.format.capitalize()),
        Fact("Style", named.name if named else ""),
        Fact("Worked after", _worked_after(job) if job else ""),
        Fact("Size", size),
        Fact("SHA-256", image.sha256),
    ]
    return [fact for fact in facts if fact.value]


def style_of(image: GeneratedImage) -> Style | None:
    """The style it was made in; None where what made it cannot, and took it for a hint."""
    named = style(image.job.style) if image.job else None
    if named is None:
        return None
    with suppress(KeyError):  # a provider whose models nobody has listed
        return named if catalogue.card(image.provider, image.model).makes(named.slug) else None
    return named


def _worked_after(job: GenerationJob) -> str:
    """The references by what they were for: "1 subject, 2 styles"."""
    counts = Counter(roles_of(job))
    return ", ".join(
        f"{count} {ROLES[role].lower()}{'s' if count > 1 else ''}" for role, count in counts.items()
    )


def attempt_of(attempt: ProviderAttempt) -> Attempt:
    status = AttemptStatus(attempt.status)
    outcome = OUTCOMES.get(status, attempt.error_code.replace("_", " ") or "failed")
    if status == AttemptStatus.SKIPPED and attempt.error_code:
        # What is written of a step that was passed over is Easel's own, not a provider's.
        outcome = f"{outcome}: {attempt.error_detail or attempt.error_code.replace('_', ' ')}"
    if attempt.latency_ms is not None and status != AttemptStatus.SKIPPED:
        outcome = f"{outcome}, {attempt.latency_ms / 1000:.1f} s"
    return Attempt(f"{provider_label(attempt.provider)} · {attempt.model}", outcome)


def provenance_told(image: GeneratedImage) -> str:
    if image.operation == TOUCH:
        return "Drawn on this server onto a copy of the picture before, whose original is kept."
    if image.job_id is None:
        return "You brought this picture along. It is kept byte for byte."
    if not image.ai_generated:
        return "Drawn on this server by rules, without any AI."
    if image.provider == "canvas":
        return "Drawn on this server by rules, after a picture that an AI model made."
    return "Made by an AI model. The original is kept byte for byte as it came."
