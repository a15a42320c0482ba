"""Everything for a post in one file."""

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import slugify
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from copilot import selectors
from copilot.models import Conversation
from copilot.presentation.bundle import bundle_of
from imaging.api.archives import ZipResponse
from imaging.api.negotiation import TakeItAsItIs
from imaging.api.schema import problems
from imaging.connections import release_connection

NAME_MAX = 40


class ConversationBundle(APIView):
    content_negotiation_class = TakeItAsItIs

    @extend_schema(
        operation_id="conversations_bundle",
        responses={(200, "application/zip"): OpenApiTypes.BINARY, **problems(404, 503)},
    )
    def get(self, request: Request, pk: UUID) -> HttpResponseBase:
        """The post's text, its alternative text and its picture in every size, as a ZIP.

        404 before there is a post. Without the picture where review forbids its export.
        """
        own = Conversation.objects.owned_by(request.user).select_related("owner__profile")
        conversation = get_object_or_404(own, pk=pk)
        entries = bundle_of(selectors.thread(conversation))
        if not entries:
            raise Http404
        release_connection()
        name = slugify(conversation.title)[:NAME_MAX].strip("-") or "post"
        return ZipResponse(entries, filename=f"easel-{name}.zip", at=timezone.now())
