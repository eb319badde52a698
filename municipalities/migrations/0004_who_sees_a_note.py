"""Notes say who sees them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0003_organisation_form"),
    ]

    operations = [
        migrations.AlterField(
            model_name="municipality",
            name="note",
            field=models.TextField(blank=True, help_text="Vises for alle på kommunens side.", verbose_name="merknad om kilden"),
        ),
        migrations.AlterField(
            model_name="organisation",
            name="note",
            field=models.TextField(blank=True, help_text="Internt. Vises ikke for andre.", verbose_name="merknad om kilden"),
        ),
    ]
