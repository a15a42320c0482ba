"""Lists in pages, newest first, that stay right while rows are added."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.views import APIView


class NewestFirst(CursorPagination):
    page_size = 50
    ordering = ("-created_at", "-pk")

    def paginate_queryset[M: Model](
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> Any:
        try:
            return super().paginate_queryset(queryset, request, view)
        except ValidationError:
            # The cursor is well-formed, but what it holds is no time.
            raise NotFound(self.invalid_cursor_message) from None
