"""Dates to follow up may be known less exactly than to the day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0005_reminders"),
    ]

    operations = [
        migrations.AddField(
            model_name="agreement",
            name="evaluation_date_precision",
            field=models.CharField(
                choices=[("day", "dag"), ("month", "måned"), ("year", "år"), ("circa", "omtrentlig")],
                default="day",
                editable=False,
                max_length=8,
                verbose_name="nøyaktighet",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="evaluation_date_text",
            field=models.CharField(blank=True, editable=False, max_length=100, verbose_name="kildens ord"),
        ),
        migrations.AddField(
            model_name="agreement",
            name="fixed_term_until_precision",
            field=models.CharField(
                choices=[("day", "dag"), ("month", "måned"), ("year", "år"), ("circa", "omtrentlig")],
                default="day",
                editable=False,
                max_length=8,
                verbose_name="nøyaktighet",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="fixed_term_until_text",
            field=models.CharField(blank=True, editable=False, max_length=100, verbose_name="kildens ord"),
        ),
        migrations.AddField(
            model_name="agreement",
            name="last_evaluated_precision",
            field=models.CharField(
                choices=[("day", "dag"), ("month", "måned"), ("year", "år"), ("circa", "omtrentlig")],
                default="day",
                editable=False,
                max_length=8,
                verbose_name="nøyaktighet",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="last_evaluated_text",
            field=models.CharField(blank=True, editable=False, max_length=100, verbose_name="kildens ord"),
        ),
        migrations.AddField(
            model_name="agreement",
            name="revision_date_precision",
            field=models.CharField(
                choices=[("day", "dag"), ("month", "måned"), ("year", "år"), ("circa", "omtrentlig")],
                default="day",
                editable=False,
                max_length=8,
                verbose_name="nøyaktighet",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="revision_date_text",
            field=models.CharField(blank=True, editable=False, max_length=100, verbose_name="kildens ord"),
        ),
    ]
