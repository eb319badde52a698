"""The index of public changes in their order: one on a truth value is not used for sorting by SQLite."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0001_initial"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="change",
            name="change_public",
        ),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(
                condition=models.Q(("public", True)),
                fields=["record", "-at", "-id", "kind", "actor_kind", "record_id"],
                name="change_public",
            ),
        ),
    ]
