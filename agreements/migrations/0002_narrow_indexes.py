"""Indexes that hold all that figures ask of a party, and which agreement made an organisation."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0001_initial"),
        ("municipalities", "0002_narrow_indexes"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="participation",
            name="participation_in_agreement",
        ),
        migrations.RemoveIndex(
            model_name="participation",
            name="participation_of_municipality",
        ),
        migrations.AddIndex(
            model_name="agreement",
            index=models.Index(fields=["organisation", "publication"], name="agreement_of_organisation"),
        ),
        migrations.AddIndex(
            model_name="participation",
            index=models.Index(
                fields=["agreement", "municipality", "role", "valid_from", "valid_to"], name="participation_in_agreement"
            ),
        ),
        migrations.AddIndex(
            model_name="participation",
            index=models.Index(
                fields=["municipality", "agreement", "role", "valid_from", "valid_to"], name="participation_of_municipality"
            ),
        ),
    ]
