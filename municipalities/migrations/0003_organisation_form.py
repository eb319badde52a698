"""How Enhetsregisteret writes an organisation: its form there."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0002_narrow_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="org_form",
            field=models.CharField(
                blank=True,
                choices=[
                    ("IKS", "IKS (interkommunalt selskap)"),
                    ("AS", "AS (aksjeselskap)"),
                    ("ASA", "ASA (allmennaksjeselskap)"),
                    ("SA", "SA (samvirkeforetak)"),
                    ("BA", "BA (selskap med begrenset ansvar)"),
                    ("STI", "STI (stiftelse)"),
                    ("FLI", "FLI (forening, lag, innretning)"),
                    ("ANNA", "ANNA (annen juridisk person)"),
                    ("ORGL", "ORGL (organisasjonsledd)"),
                    ("KF", "KF (kommunalt foretak)"),
                    ("FKF", "FKF (fylkeskommunalt foretak)"),
                    ("KOMM", "KOMM (kommune)"),
                    ("FYLK", "FYLK (fylkeskommune)"),
                    ("ADOS", "ADOS (administrativ enhet i offentlig sektor)"),
                    ("STAT", "STAT (staten)"),
                    ("SF", "SF (statsforetak)"),
                    ("SÆR", "SÆR (foretak etter særskilt lov)"),
                    ("NUF", "NUF (norskregistrert utenlandsk foretak)"),
                    ("ANS", "ANS (ansvarlig selskap)"),
                    ("DA", "DA (selskap med delt ansvar)"),
                    ("KS", "KS (kommandittselskap)"),
                ],
                help_text="Koden i Enhetsregisteret. Tomt: ikke kjent. Vises for alle.",
                max_length=4,
                verbose_name="organisasjonsform",
            ),
        ),
    ]
