"""Errors that no view has answered: as JSON under /api/, as a page everywhere else."""

from django.http import HttpRequest, HttpResponseBase
from django.views import defaults

from imaging.api.problems import problem_response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    return _problem(request, 400) or defaults.bad_request(request, exception)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    return _problem(request, 403) or defaults.permission_denied(request, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    return _problem(request, 404) or defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponseBase:
    return _problem(request, 500) or defaults.server_error(request)


DETAILS = {
    400: ("invalid", "The request cannot be understood."),
    403: ("permission_denied", "You may not do this."),
    404: ("not_found", "There is nothing at this address."),
    500: ("internal", "Something went wrong inside Easel. It has been logged."),
}


def _problem(request: HttpRequest, status: int) -> HttpResponseBase | None:
    if not request.path.startswith("/api/"):
        return None
    code, detail = DETAILS[status]
    return problem_response(status=status, code=code, detail=detail, instance=request.path)
