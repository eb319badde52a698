"""The trail named letters with the address they went to, and messages with what a person wrote: no more."""

from django.db import migrations
from django.db.models import Q


def leave_out(apps, schema_editor):
    """Keep the subject of a letter, and the page of a message."""
    changes = apps.get_model("registry", "Change").objects
    for change in changes.filter(Q(record="registry.letter") | Q(record="agreements.errorreport")).only("record", "record_name"):
        end = " (" if change.record == "registry.letter" else ": "
        kept = change.record_name.rpartition(end)[0] if end == " (" else change.record_name.partition(end)[0]
        changes.filter(pk=change.pk).update(record_name=kept or change.record_name)


class Migration(migrations.Migration):
    dependencies = [("registry", "0003_letter_attachments")]

    operations = [migrations.RunPython(leave_out, migrations.RunPython.noop, elidable=True)]
