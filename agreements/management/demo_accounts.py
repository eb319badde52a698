"""The demo's accounts: one a role, named after it, and none beside them."""

import base64

from django.core.management.base import CommandError
from django.db import connection
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from municipalities.directory import Directory
from registry.models import Role, User
from registry.parameters import today

DOMAIN = "demo.invalid"  # a top-level domain that never exists (RFC 2606): no letter from a demo reaches anybody
MUNICIPALITY = "Målselv"


def address_of(role: str) -> str:
    """The e-mail address that marks an account as the demo's own."""
    return f"{role}@{DOMAIN}"


def password_of(role: str) -> str:
    """A password that is the same at every start, and nowhere stored: it follows from this machine's secret key."""
    letters = base64.b32encode(salted_hmac("demo.password", role, algorithm="sha256").digest()).decode().lower()
    return "-".join(letters[start : start + 4] for start in (0, 4, 8, 12))


def refuse_foreign_accounts() -> None:
    """Raise CommandError, before anything is touched, when the database belongs to somebody else."""
    if User._meta.db_table not in connection.introspection.table_names():
        return
    foreign = User.objects.exclude(email__in=[address_of(role) for role in Role.values])
    if count := foreign.count():
        raise CommandError(
            _("Databasen har %(count)s brukere som ikke er demobrukere. Demoen rører den ikke. Velg en annen med DATABASE_URL.")
            % {"count": count}
        )


def make_accounts() -> list[tuple[str, str]]:
    """One account a role, as it should be, also when somebody changed it in the last run. Returns (username, password) pairs."""
    day = today()
    municipality = Directory.load(day).find(MUNICIPALITY)[0].municipality
    pairs = []
    for role in Role.values:
        user = User.objects.filter(email=address_of(role)).first() or User(email=address_of(role))
        user.username, user.role, user.is_active, user.name = role, role, True, _("Demo %(role)s") % {"role": Role(role).label}
        user.municipality = municipality if role == Role.MUNICIPALITY else None
        password = password_of(role)
        if not user.check_password(password):  # setting it anew would log everybody out
            user.set_password(password)
        user.save()
        pairs.append((role, password))
    return pairs
