"""The chain's log of outside calls, kept as rows of a job."""

from imaging import transitions
from imaging.connections import release_connection
from imaging.models import AttemptStatus, GenerationJob, JobStage, ProviderAttempt
from imaging.providers.errors import ProviderError
from imaging.providers.types import ImageResult


class JobAttempts:
    """An `AttemptLog`. Any of its methods may raise `ClaimLost`, which ends the chain."""

    def __init__(self, job: GenerationJob) -> None:
        self._job = job

    def started(self, provider: str, model: str) -> ProviderAttempt:
        attempt = transitions.start_attempt(self._job, provider, model)
        # A provider takes seconds to answer; a connection held that long is one too few for others.
        release_connection()
        return attempt

    def checking(self, handle: ProviderAttempt) -> None:
        transitions.enter(self._job, JobStage.CHECKING)

    def succeeded(self, handle: ProviderAttempt, result: ImageResult) -> None:
        transitions.finish_attempt(
            handle,
            AttemptStatus.SUCCEEDED,
            cost_usd=result.cost_usd,
            request_id=result.request_id[:200],
        )

    def failed(self, handle: ProviderAttempt, error: ProviderError) -> None:
        transitions.finish_attempt(
            handle,
            AttemptStatus.FAILED,
            error_code=error.code,
            error_detail=error.detail,
            http_status=error.http_status,
            cost_usd=error.cost_usd,
            request_id=error.request_id[:200],
        )

    def skipped(self, provider: str, model: str, code: str) -> None:
        ProviderAttempt.objects.create(
            job=self._job,
            provider=provider,
            model=model,
            status=AttemptStatus.SKIPPED,
            error_code=code,
        )
