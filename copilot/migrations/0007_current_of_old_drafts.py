"""Drafts of before point to the version that stood in the post: the latest whole one."""

from django.db import migrations
from django.db.models import Q


def point(apps, schema_editor):
    versions = apps.get_model("copilot", "DraftVersion").objects
    for draft in apps.get_model("copilot", "Draft").objects.filter(current=None):
        before = None
        for version in versions.filter(draft=draft).order_by("number"):
            version.base, version.sealed, version.changed_at = before, True, version.created_at
            version.save(update_fields=["base", "sealed", "changed_at"])
            before = version
        ended = versions.filter(draft=draft).exclude(message__status__in=["pending", "streaming"])
        whole = ended.filter(Q(message=None) | Q(message__status="complete"))
        draft.current = whole.order_by("number").last() or ended.order_by("number").last()
        draft.save(update_fields=["current"])


class Migration(migrations.Migration):
    dependencies = [("copilot", "0006_draft_current")]

    operations = [migrations.RunPython(point, migrations.RunPython.noop)]
