from django.apps import AppConfig
from django.db.models.signals import post_migrate

from imaging.groups import make_reviewers


class ImagingConfig(AppConfig):
    name = "imaging"
    verbose_name = "Images"

    def ready(self) -> None:
        post_migrate.connect(make_reviewers, sender=self)
