from django.urls import path

from copilot.views import images, messages, pages, settings, stream

app_name = "copilot"

urlpatterns = [
    path("", pages.new, name="new"),
    path("c/<uuid:pk>/", pages.conversation, name="conversation"),
    path("c/<uuid:pk>/messages/", messages.send, name="message-send"),
    path("c/<uuid:pk>/stream/", stream.conversation, name="stream"),
    path("c/<uuid:pk>/image/<uuid:image>/", images.use_in_post, name="draft-image"),
    path("messages/<uuid:pk>/stop/", messages.stop, name="message-stop"),
    path("messages/<uuid:pk>/retry/", messages.retry, name="message-retry"),
    path("ideas/<uuid:pk>/generate/", images.generate, name="idea-generate"),
    path("settings/", settings.show, name="settings"),
    path("settings/profile/", settings.profile, name="settings-profile"),
    path("settings/keys/<slug:provider>/", settings.key, name="settings-key"),
    path("jobs/<uuid:pk>/cancel/", images.cancel, name="job-cancel"),
    path("jobs/<uuid:pk>/retry/", images.retry, name="job-retry"),
]
