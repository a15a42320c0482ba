"""How often a person may ask the chat for what costs money: at the rates of the API."""

import math
from typing import Any

from rest_framework.views import APIView

from copilot.views._http import EaselRequest
from imaging.api.throttling import JobThrottle, PersonThrottle


def too_often(request: EaselRequest) -> str:
    """Count the request; the sentence with which to refuse it, "" where it may go on."""
    # They look at nothing of DRF's request but the person.
    throttles: list[Any] = [PersonThrottle(), JobThrottle()]
    refusing = [each for each in throttles if not each.allow_request(request, APIView())]
    if not refusing:
        return ""
    wait_s = max(math.ceil(each.wait() or 1) for each in refusing)
    wait = f"{wait_s} s" if wait_s < 120 else f"{math.ceil(wait_s / 60)} minutes"
    return f"That was too often in a short time. Nothing is lost: try again in {wait}."
