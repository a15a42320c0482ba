"""Every error of the API as `application/problem+json` (RFC 9457)."""

import math
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied as DjangoPermissionDenied
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, JsonResponse
from rest_framework import exceptions

from imaging.brands import BrandChanged
from imaging.busy import ResourceBusy
from imaging.carousel_files import NotMade
from imaging.carousels import ChangedMeanwhile, NoSlides, SlideBlocked, SlideGone
from imaging.review import AlreadyDecided, ReviewRefused
from imaging.services import BudgetExceeded, KeyReused, NobodyLooks, NotRetryable

PROBLEM_JSON = "application/problem+json"


class Conflict(exceptions.APIException):
    status_code = HTTPStatus.CONFLICT
    default_detail = "This does not fit the state of things."
    default_code = "conflict"


class TooLarge(exceptions.APIException):
    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_detail = "The body is too large."
    default_code = "too_large"


class Busy(exceptions.APIException):
    status_code = HTTPStatus.SERVICE_UNAVAILABLE
    default_detail = "Too many pictures are worked on at this moment. Ask again in some seconds."
    default_code = "busy"
    wait = 5


class NotReady(Busy):
    """It may be asked for again, and is then made anew."""

    default_code = "not_made"


def problem_response(
    *,
    status: int,
    code: str,
    detail: str,
    instance: str,
    errors: Mapping[str, list[str]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JsonResponse:
    """`code` is stable and for programs, `detail` for people, `errors` by field for bad input."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": instance,
        "code": code,
    }
    if errors:
        body["errors"] = errors
    return JsonResponse(body, status=status, content_type=PROBLEM_JSON, headers=headers)


def exception_handler(exc: Exception, context: Mapping[str, Any]) -> JsonResponse | None:
    """DRF's hook. None lets the error go on to Django, which logs it and answers 500."""
    error = _api_exception(exc)
    if error is None:
        return None
    errors = _by_field(error.detail) if isinstance(error, exceptions.ValidationError) else None
    return problem_response(
        status=error.status_code,
        code="invalid" if errors else str(error.get_codes()),
        detail=f"Not valid: {', '.join(errors)}." if errors else str(error.detail),
        instance=context["request"].path,
        errors=errors,
        headers=_headers(error),
    )


def _api_exception(exc: Exception) -> exceptions.APIException | None:
    match exc:
        case exceptions.APIException():
            return exc
        case Http404():
            return exceptions.NotFound()
        case DjangoPermissionDenied():
            return exceptions.PermissionDenied()
        case RequestDataTooBig():
            return TooLarge()
        case ResourceBusy():
            return Busy()
    return _about_jobs(exc) or _about_reviews(exc) or _about_versions(exc)


def _about_jobs(exc: Exception) -> exceptions.APIException | None:
    match exc:
        case KeyReused():
            return Conflict(
                "This Idempotency-Key was used before, with another body.",
                code="idempotency_key_reused",
            )
        case NotRetryable():
            return Conflict(
                "Only a job that failed, was cancelled or came out other than asked for can be "
                "tried again.",
                code="not_retryable",
            )
        case NobodyLooks():
            return Conflict(str(exc), code="not_configured")
        case BudgetExceeded():
            throttled = exceptions.Throttled(wait=exc.retry_after_s, code="budget_exceeded")
            throttled.detail = exceptions.ErrorDetail(str(exc), code="budget_exceeded")
            return throttled
    return None


def _about_reviews(exc: Exception) -> exceptions.APIException | None:
    match exc:
        case ReviewRefused():
            return exceptions.PermissionDenied(str(exc), code="review_refused")
        case AlreadyDecided():
            return Conflict(str(exc), code="already_decided")
    return None


def _about_versions(exc: Exception) -> exceptions.APIException | None:
    match exc:
        case SlideBlocked():
            return exceptions.PermissionDenied(str(exc), code=exc.code)
        case SlideGone():
            return Conflict(str(exc), code="slide_gone")
        case NoSlides():
            return Conflict(str(exc), code="no_slides")
        case NotMade():
            return NotReady(str(exc))
        case ChangedMeanwhile() | BrandChanged():
            return Conflict("It was changed meanwhile. Look again.", code="changed_meanwhile")
    return None


def _headers(error: exceptions.APIException) -> dict[str, str]:
    headers = {}
    if challenge := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(math.ceil(wait))
    return headers


def _by_field(detail: Any, field: str = "") -> dict[str, list[str]]:
    """Nested details as one level: `reference_images.0` for the first item of a list."""
    if isinstance(detail, dict):
        items = [(str(key), value) for key, value in detail.items()]
    elif any(isinstance(each, dict | list) for each in detail):
        items = [(str(index), value) for index, value in enumerate(detail)]
    else:
        return {field or "body": [str(each) for each in detail]}
    flat: dict[str, list[str]] = {}
    for key, value in items:
        if key == "non_field_errors":
            flat |= _by_field(value, field)
        elif value:
            flat |= _by_field(value, f"{field}.{key}" if field else key)
    return flat
