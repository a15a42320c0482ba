from imaging.models.attempt import AttemptStatus, ProviderAttempt
from imaging.models.image import GeneratedImage, ReviewStatus, StoredFile
from imaging.models.job import FINAL_STATUSES, GenerationJob, IdempotencyKey, JobStage, JobStatus
from imaging.models.review import ReviewDecision
from imaging.models.worker import WorkerHeartbeat

__all__ = [
    "FINAL_STATUSES",
    "AttemptStatus",
    "GeneratedImage",
    "GenerationJob",
    "IdempotencyKey",
    "JobStage",
    "JobStatus",
    "ProviderAttempt",
    "ReviewDecision",
    "ReviewStatus",
    "StoredFile",
    "WorkerHeartbeat",
]
