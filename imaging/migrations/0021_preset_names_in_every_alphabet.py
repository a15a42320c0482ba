from typing import Any

from django.conf import settings
from django.db import migrations, models

from imaging.models.preset import NAME_MAX, folded


def fold(apps: Any, _: Any) -> None:
    """Fill in what names are told apart by; of two that are one now the later gets a number."""
    taken: set[tuple[Any, str]] = set()
    for preset in apps.get_model("imaging", "Preset").objects.order_by("created_at", "pk"):
        name, number = preset.name, 1
        while (preset.owner_id, folded(name)) in taken:
            number += 1
            ending = f" ({number})"
            name = f"{preset.name[: NAME_MAX - len(ending)]}{ending}"
        taken.add((preset.owner_id, folded(name)))
        preset.name, preset.folded_name = name, folded(name)
        preset.save(update_fields=["name", "folded_name"])


class Migration(migrations.Migration):
    dependencies = [
        ("imaging", "0020_preset_references"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="preset", name="preset_name_once"),
        migrations.AddField(
            model_name="preset",
            name="folded_name",
            field=models.TextField(default="", editable=False),
            preserve_default=False,
        ),
        migrations.RunPython(fold, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="preset",
            constraint=models.UniqueConstraint(
                fields=("owner", "folded_name"), name="preset_name_once"
            ),
        ),
    ]
