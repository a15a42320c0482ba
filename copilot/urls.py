from django.urls import path

from copilot.views import (
    blocked,
    drafting,
    image_page,
    images,
    messages,
    pages,
    settings,
    stream,
    versions,
)

app_name = "copilot"

urlpatterns = [
    path("", pages.new, name="new"),
    path("c/<uuid:pk>/", pages.conversation, name="conversation"),
    path("c/<uuid:pk>/messages/", messages.send, name="message-send"),
    path("c/<uuid:pk>/revise/", drafting.revise, name="draft-revise"),
    path("c/<uuid:pk>/stream/", stream.conversation, name="stream"),
    path("c/<uuid:pk>/image/<uuid:image>/", images.use_in_post, name="draft-image"),
    path("messages/<uuid:pk>/stop/", messages.stop, name="message-stop"),
    path("messages/<uuid:pk>/retry/", messages.retry, name="message-retry"),
    path("messages/<uuid:pk>/edit/", messages.edit, name="message-edit"),
    path("messages/<uuid:pk>/show/", messages.show, name="message-show"),
    path("messages/<uuid:pk>/knew/", drafting.knew, name="message-knew"),
    path("checks/<uuid:pk>/confirm/", drafting.confirm, name="check-confirm"),
    path("ideas/<uuid:pk>/generate/", images.generate, name="idea-generate"),
    path("settings/", settings.show, name="settings"),
    path("settings/profile/", settings.profile, name="settings-profile"),
    path("settings/voice/", settings.voice, name="settings-voice"),
    path("settings/keys/<slug:provider>/", settings.key, name="settings-key"),
    path("jobs/<uuid:pk>/cancel/", images.cancel, name="job-cancel"),
    path("jobs/<uuid:pk>/reprompt/", blocked.reprompt, name="job-reprompt"),
    path("jobs/<uuid:pk>/reword/", blocked.reword, name="job-reword"),
    path("jobs/<uuid:pk>/retry/", images.retry, name="job-retry"),
    path("images/<uuid:pk>/", image_page.show, name="image"),
    path("images/<uuid:pk>/alt/", image_page.describe, name="image-alt"),
    path("images/<uuid:pk>/versions/", image_page.versions, name="image-versions"),
    path("images/<uuid:pk>/compare/<uuid:other>/", image_page.compare, name="image-compare"),
    path("images/<uuid:pk>/edit/", versions.edit, name="image-edit"),
    path("images/<uuid:pk>/restyle/", versions.restyle, name="image-restyle"),
    path("images/<uuid:pk>/vary/", versions.vary, name="image-vary"),
    path("images/<uuid:pk>/jobs/<uuid:job>/cancel/", versions.cancel, name="image-job-cancel"),
    path("images/<uuid:pk>/jobs/<uuid:job>/retry/", versions.retry, name="image-job-retry"),
]
