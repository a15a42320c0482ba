"""`manage.py draw_style_samples`: draw anew the pictures that stand for the styles."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from imaging.pictures.samples import SAMPLES, sample
from imaging.providers.canvas import CanvasProvider, samples


class Command(BaseCommand):
    help = "Draw the samples shown beside the styles, and write them to static/styles."

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.BASE_DIR) / "static" / "styles"
        folder.mkdir(exist_ok=True)
        for style in SAMPLES:
            (folder / f"{style}.webp").write_bytes(sample(style))
        drawn = folder / CanvasProvider.alias
        drawn.mkdir(exist_ok=True)
        for name in samples.SAMPLES:
            (drawn / f"{name}.webp").write_bytes(samples.sample(name))
        self.stdout.write(f"{len(SAMPLES)} samples in {folder}, {len(samples.SAMPLES)} in {drawn}")
