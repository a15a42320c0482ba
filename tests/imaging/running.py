"""A job run as a worker would, and the calls it took."""

from copilot.models import User
from imaging import tasks
from imaging.inputs import JobInput
from imaging.models import GenerationJob
from imaging.services import job_create

PROMPT = "A lighthouse above a calm harbour"


def run(owner: User, **asked: object) -> GenerationJob:
    return run_job(owner, JobInput(**{"prompt": PROMPT} | asked))  # type: ignore[arg-type]


def run_job(owner: User, job_input: JobInput) -> GenerationJob:
    job = job_create(owner=owner, job_input=job_input)
    assert tasks.run_next()
    job.refresh_from_db()
    return job


def attempts(job: GenerationJob) -> list[tuple[str, str, str]]:
    return [(each.model, each.status, each.error_code) for each in job.attempts.all()]
