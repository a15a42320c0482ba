import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def follow_on(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What a person wrote follows on the reply before it, as their replies do on them already."""
    messages = apps.get_model("copilot", "Message").objects.using(schema_editor.connection.alias)
    earlier = messages.filter(
        conversation=OuterRef("conversation"), born__lt=OuterRef("born")
    ).order_by("-born")
    messages.filter(author="person").update(parent=Subquery(earlier.values("pk")[:1]))


class Migration(migrations.Migration):

    dependencies = [
        ('copilot', '0004_actions'),
    ]

    operations = [
        migrations.AddField(
            model_name='conversation',
            name='archived_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='conversation',
            name='branched',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='conversation',
            name='titled_by_hand',
            field=models.BooleanField(default=False),
        ),
        migrations.RenameField(
            model_name='message',
            old_name='reply_to',
            new_name='parent',
        ),
        migrations.AlterField(
            model_name='message',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='children', to='copilot.message'),
        ),
        migrations.AddField(
            model_name='message',
            name='shown',
            field=models.BooleanField(default=True),
        ),
        migrations.RemoveIndex(
            model_name='message',
            name='message_in_conversation',
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['conversation', 'born'], name='message_in_conversation'),
        ),
        # Last: PostgreSQL alters no table whose rows have been changed in the same transaction.
        migrations.RunPython(follow_on, migrations.RunPython.noop, elidable=True),
    ]
