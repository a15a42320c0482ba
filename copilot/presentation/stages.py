"""How far a job is: its stages, and one line that says what is happening now."""

from dataclasses import dataclass

from imaging.models import AttemptStatus, GenerationJob, JobStage, JobStatus, ProviderAttempt
from imaging.providers.registry import provider_label

STAGES = {
    JobStage.QUEUED: "Waiting",
    JobStage.PREPARING: "Preparing",
    JobStage.REQUESTING: "Asking",
    JobStage.CHECKING: "Checking",
    JobStage.SAVING: "Saving",
}
REASONS = {
    "quota_exceeded": "after a quota limit",
    "authentication": "after a refused key",
    "model_retired": "after a retired model",
    "provider_unavailable": "after an outage",
    "timeout": "after a time-out",
    "no_image": "after an answer without an image",
    "invalid_image": "after a damaged image",
    "unsupported_option": "after an unsupported option",
}
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


@dataclass(frozen=True, slots=True)
class Stage:
    label: str
    state: str


def stages_of(job: GenerationJob) -> list[Stage]:
    reached = list(STAGES).index(JobStage(job.stage)) if job.stage in STAGES else len(STAGES)
    states = ["done"] * reached + ["running"] + ["todo"] * len(STAGES)
    return [Stage(label, state) for label, state in zip(STAGES.values(), states, strict=False)]


def line_of(job: GenerationJob, position: int | None) -> str:
    if job.status == JobStatus.CANCELLED:
        return "Cancelled."
    if position is not None:
        return "Waiting, next in line" if position == 1 else f"Waiting, number {position} in line"
    if job.status == JobStatus.QUEUED:
        return "Waiting"
    if job.stage == JobStage.REQUESTING:
        return _asking(list(job.attempts.all()))
    return {
        JobStage.PREPARING: "Preparing the prompt",
        JobStage.CHECKING: "Checking the image",
        JobStage.SAVING: "Saving the image",
    }.get(JobStage(job.stage), "")


def _asking(attempts: list[ProviderAttempt]) -> str:
    """ "Asking Gemini · gemini-x, second model after a quota limit"."""
    if not attempts:
        return "Asking for the image"
    current, earlier = attempts[-1], attempts[:-1]
    line = f"Asking {provider_label(current.provider)} · {current.model}"
    failed = [a for a in earlier if a.status == AttemptStatus.FAILED]
    if not failed:
        return line
    reason = REASONS.get(failed[-1].error_code, "after an error")
    tried = [a for a in attempts if a.status != AttemptStatus.SKIPPED]
    models = list(dict.fromkeys((a.provider, a.model) for a in tried))
    if failed[-1].model == current.model:
        return f"{line}, again {reason}"
    return f"{line}, {ORDINALS[min(len(models), len(ORDINALS)) - 1]} model {reason}"
