"""The public fields of a job and what it holds."""

JOB_FIELDS = {
    "brand", "id", "operation", "status", "stage", "position", "prompt", "format", "style",
    "quality", "count", "reused", "retry_of", "batch", "attempts", "images", "notice", "error",
    "estimated_cost_usd", "cost_usd", "created_at", "started_at", "finished_at",
}  # fmt: skip
ATTEMPT_FIELDS = {
    "provider", "model", "status", "error_code", "http_status", "started_at", "latency_ms",
    "cost_usd",
}  # fmt: skip
IMAGE_FIELDS = {
    "id", "job", "operation", "prompt", "provider", "model", "ai_generated", "format", "width",
    "height", "mime_type", "bytes", "sha256", "alt_text", "review", "parent", "cost_usd",
    "created_at", "content_url", "has_manifest", "trashed_at", "brand", "touch", "file_name",
}  # fmt: skip
