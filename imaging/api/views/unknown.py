"""Addresses under /api/ that are none."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from imaging.api.problems import problem_response


@login_not_required
@csrf_exempt
def unknown(request: HttpRequest, **_: Any) -> JsonResponse:
    hint = "" if request.path.endswith("/") else " Addresses here end with a slash."
    return problem_response(
        status=404,
        code="not_found",
        detail=f"There is nothing at this address.{hint}",
        instance=request.path,
    )
