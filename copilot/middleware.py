"""What every request of the chat shares."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from copilot.models import Conversation


class DeletedMeanwhile:
    """A conversation deleted in the same instant is one that is not there, not a fault of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, Conversation.DoesNotExist):
            raise Http404 from exception
