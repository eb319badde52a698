"""What is stored of a link's code is made with the register's secret key from now on: the links that are sent still open."""

import base64
import hashlib

from django.db import migrations
from django.utils.crypto import salted_hmac


def _of(purpose: str, text: str):
    return salted_hmac(f"agreements.verification.{purpose}", text, algorithm="sha256")


def make_anew(apps, schema_editor):
    """From the salt of each link that was made with this key, as `agreements.verification.links` makes it."""
    links = apps.get_model("agreements", "PersonalLink").objects
    for link in links.iterator():
        code = base64.b32encode(_of("link", link.salt).digest()).decode()[:12]
        if link.digest == hashlib.sha256(code.encode()).hexdigest():
            links.filter(pk=link.pk).update(digest=_of("digest", code).hexdigest())


class Migration(migrations.Migration):
    dependencies = [("agreements", "0010_last_confirmed")]

    operations = [migrations.RunPython(make_anew, migrations.RunPython.noop, elidable=True)]
