"""Borders of municipalities, drawn from a file."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0004_who_sees_a_note"),
    ]

    operations = [
        migrations.CreateModel(
            name="BoundaryFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="fil")),
                ("credit", models.CharField(max_length=300, verbose_name="rettighetshaver")),
                ("read_at", models.DateTimeField(auto_now_add=True, verbose_name="lest inn")),
                ("width", models.PositiveSmallIntegerField(verbose_name="bredde")),
                ("height", models.PositiveSmallIntegerField(verbose_name="høyde")),
            ],
            options={
                "verbose_name": "kommunegrensefil",
                "verbose_name_plural": "kommunegrensefiler",
            },
        ),
        migrations.CreateModel(
            name="Boundary",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.TextField(verbose_name="grense")),
                ("hatch", models.TextField(blank=True, verbose_name="skravering")),
                ("label_x", models.PositiveSmallIntegerField(verbose_name="påskrift mot høyre")),
                ("label_y", models.PositiveSmallIntegerField(verbose_name="påskrift nedover")),
                ("left", models.PositiveSmallIntegerField(verbose_name="venstre kant")),
                ("top", models.PositiveSmallIntegerField(verbose_name="øvre kant")),
                ("right", models.PositiveSmallIntegerField(verbose_name="høyre kant")),
                ("bottom", models.PositiveSmallIntegerField(verbose_name="nedre kant")),
                (
                    "municipality",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="boundary",
                        to="municipalities.municipality",
                        verbose_name="kommune",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="boundaries",
                        to="municipalities.boundaryfile",
                        verbose_name="fil",
                    ),
                ),
            ],
            options={
                "verbose_name": "kommunegrense",
                "verbose_name_plural": "kommunegrenser",
                "ordering": ["municipality"],
            },
        ),
    ]
