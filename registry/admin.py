"""The tables of the ground in the admin: accounts, the audit trail, letters."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from registry import changes, outbox
from registry.accounts import two_factor
from registry.changes import Actor
from registry.history import readable
from registry.models import Change, Letter, User
from registry.periods import show_moment
from registry.role_admin import ReadOnly, RegisterForm, RoleAdmin, TrailAdmin
from registry.start_page import Line, Panel

LATEST = 8  # changes on the front page


class UserForm(RegisterForm):
    """An account. Without a password it logs in with a code sent by e-mail."""

    new_password = forms.CharField(
        label=_("Nytt passord"),
        required=False,
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Minst 12 tegn. Tomt felt: passordet er som før. En ny bruker uten passord logger inn med kode på e-post."),
    )

    def clean(self):
        """A password that follows the rules; without one there must be an address to send the code to."""
        data = super().clean()
        password = data.get("new_password")
        if password:
            try:
                validate_password(password, self.instance)
            except ValidationError as error:
                self.add_error("new_password", error)
        elif self.instance.pk is None and not data.get("email"):
            self.add_error("email", _("Skriv en e-postadresse eller et passord. Ellers kan brukeren ikke logge inn."))
        return data


@admin.register(User)
class UserAdmin(TrailAdmin):
    """Accounts, for administrators. Never deleted, so that the trail keeps its names: a closed account cannot log in."""

    position = 23
    form = UserForm
    administrators_only = True
    fields = ["username", "name", "email", "role", "municipality", "new_password", "is_active"]
    list_display = ["username", "name", "email", "role", "municipality", "is_active"]
    list_filter = ["role", "is_active"]
    list_select_related = ["municipality"]
    search_fields = ["username", "name", "email"]
    actions = ["turn_off_two_factor"]

    @admin.action(description=_("Slå av totrinnsinnlogging"))
    def turn_off_two_factor(self, request, queryset):
        """For those who have lost phone and recovery codes, once one is sure who asks."""
        number = two_factor.turn_off(queryset, by=Actor.of(request.user))
        text = ngettext(
            "Totrinnsinnlogging er slått av for %(number)s bruker.",
            "Totrinnsinnlogging er slått av for %(number)s brukere.",
            number,
        )
        self.message_user(request, text % {"number": number}, messages.SUCCESS if number else messages.WARNING)

    def snapshot(self, obj):
        """The account without its password."""
        kept = changes.snapshot(obj)
        return {name: value for name, value in kept.items() if name not in ("password", "last_login")}

    def save_model(self, request, obj, form, change):
        """Set the new password, if any."""
        if form.cleaned_data["new_password"]:
            obj.set_password(form.cleaned_data["new_password"])
        elif not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Say in the trail that the password is new, never what it is."""
        form.trail_reason = _now("Nytt passord") if change and form.cleaned_data["new_password"] else ""
        super().save_related(request, form, formsets, change)


@admin.register(Change)
class ChangeAdmin(ReadOnly, RoleAdmin):
    """The audit trail, to read. Changes of what a person may not see, as accounts or letters, are not there for them."""

    position = 21
    list_display = ["at", "record_name", "kind", "actor_label", "actor_kind", "reason"]
    list_display_links = ["at", "record_name"]
    list_filter = ["kind", "actor_kind", "record", "at"]
    search_fields = ["record_name", "actor_label", "reason"]
    fields = ["at", "record_name", "kind", "actor_label", "actor_kind", "reason", "revision", "what"]

    def get_queryset(self, request):
        """Without the tables that the person may not see."""
        tables = self.admin_site._registry.items()
        hidden = [model._meta.label_lower for model, table in tables if not table.has_view_permission(request)]
        return super().get_queryset(request).exclude(record__in=hidden)

    def panels(self, request):
        """The last of them."""
        latest = self.get_queryset(request)[:LATEST]
        lines = [Line(reverse("admin:registry_change_change", args=[row.pk]), row.record_name, _told(row)) for row in latest]
        more = Line(reverse("admin:registry_change_changelist"), _now("Alle endringer"))
        return [Panel(_now("Siste endringer"), lines, _now("Ingen endringer ennå."), more)]

    @admin.display(description=_("dette er endret"))
    def what(self, obj):
        """What differs, line by line."""
        lines = readable([obj])[0].lines
        rows = (
            (format_html("{} ({})", line.label, line.row) if line.row else line.label, line.before, line.after) for line in lines
        )
        return format_html_join("", "<p>{}: <del>{}</del> <ins>{}</ins></p>", rows)


def _told(change: Change) -> str:
    return f"{show_moment(change.at)} · {capfirst(change.get_kind_display())} · {change.actor_label}"


@admin.register(Letter)
class LetterAdmin(ReadOnly, RoleAdmin):
    """Letters and what became of them. They carry people's addresses, so only editors see them."""

    position = 22
    editors_only = True
    list_display = ["subject", "to", "state", "queued_at", "sent_at", "attempts"]
    list_filter = ["state", "queued_at"]
    search_fields = ["to", "subject"]
    fields = ["subject", "to", "state", "queued_at", "sent_at", "attempts", "error", "body", "attachment_name"]
    actions = ["send_again"]

    def waiting(self, request):
        """Letters that did not arrive, or perhaps not."""
        number = Letter.objects.filter(state__in=[Letter.State.REFUSED, Letter.State.UNCERTAIN]).count()
        text = ngettext("%(number)s brev kom kanskje ikke fram", "%(number)s brev kom kanskje ikke fram", number)
        return text % {"number": number} if number else ""

    @admin.action(description=_("Send på nytt"))
    def send_again(self, request, queryset):
        """Put refused letters, and those that may not have arrived, back in the queue."""
        stuck = queryset.filter(state__in=[Letter.State.REFUSED, Letter.State.UNCERTAIN])
        for letter in stuck:
            outbox.send_again(letter)
            by = Actor.of(request.user)
            changes.record(letter, kind=Change.Kind.AMENDED, by=by, before=None, after=None, reason=_now("Sendt på nytt"))
        number = len(stuck)
        text = ngettext("%(number)s brev er lagt i kø på nytt.", "%(number)s brev er lagt i kø på nytt.", number) % {
            "number": number
        }
        if number < queryset.count():
            text += " " + _now("Brev som er sendt eller allerede står i kø, er ikke rørt.")
        self.message_user(request, text, messages.SUCCESS if number else messages.WARNING)
