from imaging.models.attempt import AttemptStatus, ProviderAttempt, Purpose
from imaging.models.brand import Brand
from imaging.models.carousel import Carousel, PdfStatus
from imaging.models.errand import Errand, ErrandStatus
from imaging.models.image import (
    TOUCH,
    UPLOAD,
    WAYS,
    GeneratedImage,
    ReviewStatus,
    StoredFile,
)
from imaging.models.job import FINAL_STATUSES, GenerationJob, IdempotencyKey, JobStage, JobStatus
from imaging.models.look import Look
from imaging.models.preset import Preset
from imaging.models.provider import Breaker, Listing, ModelState, ProviderKey
from imaging.models.rendition import Crop, Rendition
from imaging.models.review import ReviewDecision
from imaging.models.rewording import Rewording
from imaging.models.worker import WorkerHeartbeat

__all__ = [
    "FINAL_STATUSES",
    "TOUCH",
    "UPLOAD",
    "WAYS",
    "AttemptStatus",
    "Brand",
    "Breaker",
    "Carousel",
    "Crop",
    "Errand",
    "ErrandStatus",
    "GeneratedImage",
    "GenerationJob",
    "IdempotencyKey",
    "JobStage",
    "JobStatus",
    "Listing",
    "Look",
    "ModelState",
    "PdfStatus",
    "Preset",
    "ProviderAttempt",
    "ProviderKey",
    "Purpose",
    "Rendition",
    "ReviewDecision",
    "ReviewStatus",
    "Rewording",
    "StoredFile",
    "WorkerHeartbeat",
]
