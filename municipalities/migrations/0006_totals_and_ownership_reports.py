"""What a municipality is in all, and its ownership reports."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0005_boundaries"),
    ]

    operations = [
        migrations.CreateModel(
            name="MunicipalityTotal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1837), django.core.validators.MaxValueValidator(2100)],
                        verbose_name="år",
                    ),
                ),
                (
                    "person_years_hundredths",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="årsverk, hundredeler",
                    ),
                ),
                (
                    "expenditure",
                    models.PositiveBigIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="utgifter, kroner",
                    ),
                ),
                ("source", models.CharField(max_length=300, verbose_name="kilde")),
                ("url", models.URLField(blank=True, max_length=1000, verbose_name="lenke")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="totals",
                        to="municipalities.municipality",
                        verbose_name="kommune",
                    ),
                ),
            ],
            options={
                "verbose_name": "tall for hele kommunen",
                "verbose_name_plural": "tall for hele kommunen",
                "ordering": ["municipality", "year"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "year"),
                        name="one_total_a_year",
                        violation_error_message="Året er ført to ganger. Slett den ene raden.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnershipReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("adopted", models.DateField(verbose_name="vedtatt")),
                (
                    "case_number",
                    models.CharField(blank=True, help_text="For eksempel PS 12/24.", max_length=100, verbose_name="saksnummer"),
                ),
                ("url", models.URLField(blank=True, max_length=1000, verbose_name="lenke")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ownership_reports",
                        to="municipalities.municipality",
                        verbose_name="kommune",
                    ),
                ),
            ],
            options={
                "verbose_name": "eierskapsmelding",
                "verbose_name_plural": "eierskapsmeldinger",
                "ordering": ["municipality", "adopted"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "adopted"),
                        name="one_ownership_report_a_date",
                        violation_error_message="Datoen er ført to ganger. Slett den ene raden.",
                    )
                ],
            },
        ),
    ]
