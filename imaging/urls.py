"""The JSON API, mounted at /api/v1/."""

from django.urls import path

from imaging.api.views import (
    account,
    brand,
    carousels,
    docs,
    edit_suggestions,
    events,
    image_content,
    images,
    jobs,
    keys,
    presets,
    prompts,
    providers,
    renditions,
    reviews,
    styles,
    touches,
)

app_name = "imaging"

urlpatterns = [
    path("jobs/", jobs.JobList.as_view(), name="jobs"),
    path("jobs/<uuid:pk>/", jobs.JobDetail.as_view(), name="job"),
    path("jobs/<uuid:pk>/cancel/", jobs.JobCancel.as_view(), name="job-cancel"),
    path("jobs/<uuid:pk>/retry/", jobs.JobRetry.as_view(), name="job-retry"),
    path("jobs/<uuid:pk>/events/", events.JobEvents.as_view(), name="job-events"),
    path("carousels/", carousels.CarouselList.as_view(), name="carousels"),
    path("carousels/<uuid:pk>/", carousels.CarouselDetail.as_view(), name="carousel"),
    path(
        "carousels/<uuid:pk>/content/",
        carousels.CarouselContent.as_view(),
        name="carousel-content",
    ),
    path("images/", images.ImageList.as_view(), name="images"),
    path("images/<uuid:pk>/", images.ImageDetail.as_view(), name="image"),
    path("images/<uuid:pk>/content/", image_content.ImageContent.as_view(), name="image-content"),
    path("images/<uuid:pk>/restore/", images.ImageRestore.as_view(), name="image-restore"),
    path(
        "images/<uuid:pk>/edit-suggestions/",
        edit_suggestions.EditSuggestions.as_view(),
        name="edit-suggestions",
    ),
    path(
        "images/<uuid:pk>/edit-suggestions/look/",
        edit_suggestions.Looks.as_view(),
        name="look",
    ),
    path("images/<uuid:pk>/renditions/", renditions.Renditions.as_view(), name="renditions"),
    path("images/<uuid:pk>/crops/<slug:rendition>/", renditions.Crops.as_view(), name="crop"),
    path("images/<uuid:pk>/touches/", touches.Touches.as_view(), name="image-touches"),
    path("images/<uuid:pk>/review/", reviews.ImageReview.as_view(), name="image-review"),
    path("brand/", brand.BrandDetail.as_view(), name="brand"),
    path("brand/versions/", brand.BrandVersions.as_view(), name="brand-versions"),
    path("presets/", presets.PresetList.as_view(), name="presets"),
    path("presets/<uuid:pk>/", presets.PresetDetail.as_view(), name="preset"),
    path("prompts/", prompts.Prompts.as_view(), name="prompts"),
    path("styles/", styles.Styles.as_view(), name="styles"),
    path("providers/", providers.Providers.as_view(), name="providers"),
    path("keys/", keys.Keys.as_view(), name="keys"),
    path("keys/<slug:provider>/", keys.Key.as_view(), name="key"),
    path("usage/", account.Usage.as_view(), name="usage"),
    path("auth/token/", account.AuthToken.as_view(), name="auth-token"),
    path("schema/", docs.Schema.as_view(), name="schema"),
    path("docs/", docs.docs, name="docs"),
]
