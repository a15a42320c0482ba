"""The chat for scripts, mounted at /api/v1/ beside what `imaging` has there."""

from django.urls import path

from copilot.api import actions, bundles, conversations, drafts, messages

app_name = "copilot-api"

urlpatterns = [
    path("conversations/", conversations.ConversationList.as_view(), name="conversations"),
    path(
        "conversations/<uuid:pk>/", conversations.ConversationDetail.as_view(), name="conversation"
    ),
    path(
        "conversations/<uuid:pk>/bundle/",
        bundles.ConversationBundle.as_view(),
        name="conversation-bundle",
    ),
    path("conversations/<uuid:pk>/messages/", messages.MessageList.as_view(), name="messages"),
    path("conversations/<uuid:pk>/draft/", drafts.DraftDetail.as_view(), name="draft"),
    path("conversations/<uuid:pk>/draft/undo/", drafts.DraftUndo.as_view(), name="draft-undo"),
    path("conversations/<uuid:pk>/draft/redo/", drafts.DraftRedo.as_view(), name="draft-redo"),
    path(
        "conversations/<uuid:pk>/draft/choose/", drafts.DraftChoose.as_view(), name="draft-choose"
    ),
    path("conversations/<uuid:pk>/draft/image/", drafts.DraftImage.as_view(), name="draft-image"),
    path(
        "conversations/<uuid:pk>/draft/versions/",
        drafts.VersionList.as_view(),
        name="draft-versions",
    ),
    path(
        "conversations/<uuid:pk>/draft/versions/<int:number>/",
        drafts.VersionDetail.as_view(),
        name="draft-version",
    ),
    path("messages/<uuid:pk>/", messages.MessageDetail.as_view(), name="message"),
    path("actions/<uuid:pk>/confirm/", actions.ActionConfirm.as_view(), name="action-confirm"),
    path("actions/<uuid:pk>/decline/", actions.ActionDecline.as_view(), name="action-decline"),
]
