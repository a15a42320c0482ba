from imaging.admin.image import GeneratedImageAdmin
from imaging.admin.job import GenerationJobAdmin

__all__ = ["GeneratedImageAdmin", "GenerationJobAdmin"]
