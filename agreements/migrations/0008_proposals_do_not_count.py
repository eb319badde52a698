"""What nobody has agreed on yet does not count, unless somebody has said so with a reason: the stored column follows the rule."""

from django.db import migrations, models
from django.utils import timezone

BEFORE_START = ("idea", "dialogue", "study", "proposed")


def leave_proposals_out(apps, schema_editor):
    """Readers who ask what has changed since they last came are told of these rows too, so they are changed now."""
    counted = apps.get_model("agreements", "Agreement").objects.filter(counts=True, counts_override=None, stage__in=BEFORE_START)
    counted.update(counts=False, updated_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("agreements", "0007_imports")]

    operations = [
        migrations.AlterField(
            model_name="agreement",
            name="counts_override",
            field=models.BooleanField(
                blank=True,
                choices=[(None, "som formen og stadiet tilsier"), (True, "ja"), (False, "nei")],
                null=True,
                verbose_name="teller med",
            ),
        ),
        migrations.RunPython(leave_proposals_out, migrations.RunPython.noop),
    ]
