"""The group of people who decide on images, made once the database has its permissions."""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed_apps
from django.apps.registry import Apps

REVIEWERS = "Reviewers"
PERMISSIONS = (
    "review_generatedimage",
    "view_generatedimage",
    "view_generationjob",
    "view_providerattempt",
)


def make_reviewers(sender: AppConfig, using: str, apps: Apps = installed_apps, **_: Any) -> None:
    """Receive `post_migrate`; a group that exists keeps the permissions it was given since."""
    permissions = list(
        apps.get_model("auth", "Permission")
        .objects.using(using)
        .filter(content_type__app_label=sender.label, codename__in=PERMISSIONS)
    )
    if len(permissions) < len(PERMISSIONS):
        return
    group, made = apps.get_model("auth", "Group").objects.using(using).get_or_create(name=REVIEWERS)
    if made:
        group.permissions.set(permissions)
