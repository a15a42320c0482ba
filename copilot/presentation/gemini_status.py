"""How Gemini stands, in a word or two beside the title."""

from django.conf import settings

from imaging import breaker
from imaging.providers.errors import AuthenticationFailed
from imaging.providers.registry import text_models


def gemini_status(key: str) -> dict[str, str]:
    """With this key, as its latest calls have found it; one query."""
    if not key:
        return {"label": "Working without a key", "tone": "warn"}
    failing = breaker.failing_with(breaker.fingerprint(key))
    if any(each.code == AuthenticationFailed.code for each in failing):
        return {"label": "Gemini refused the key", "tone": "warn"}
    failed = {each.model for each in failing if each.provider == "gemini"}
    models = {"texts": text_models("gemini", key), "images": tuple(settings.GEMINI_IMAGE_MODELS)}
    down = [kind for kind, tried in models.items() if tried and failed.issuperset(tried)]
    if down:
        which = "calls" if len(down) == len(models) else down[0]
        return {"label": f"Last Gemini {which} failed", "tone": "warn"}
    # Each call begins with the first: while that works, nobody misses the others.
    if any(tried[0] in failed for tried in models.values() if tried):
        return {"label": "Some Gemini calls failed", "tone": "warn"}
    return {"label": "Gemini ready", "tone": "good"}
